import Imaging

/// The part of a face patch that shows facial skin, in log-linear colour: light and exposure add a constant there,
/// whatever the skin. Pixels are addressed as in the patch.
struct LogRatioWindow {
    /// ln of linear green, which stands for the light, and its mean over the texture window.
    private let light: [Float]
    private let smoothLight: [Float]
    /// ln(red/green) and ln(blue/green), smoothed over five pixels.
    private let redness: [Float]
    private let blueness: [Float]
    private let left: Int
    private let top: Int
    private let width: Int
    private let patchWidth: Int

    /// - Parameters:
    ///   - labels: not 0 where the patch shows skin; at least one pixel must.
    ///   - radius: of the window for the mean light.
    init(of image: RGBImage, labels: [UInt8], radius: Int) {
        var (left, right, top, bottom) = (image.width, 0, image.height, 0)
        for y in 0..<image.height {
            let row = y * image.width
            for x in 0..<image.width where labels[row + x] != 0 {
                left = min(left, x)
                right = max(right, x)
                top = min(top, y)
                bottom = max(bottom, y)
            }
        }
        left = max(0, left - radius)
        top = max(0, top - radius)
        right = min(image.width - 1, right + radius)
        bottom = min(image.height - 1, bottom + radius)
        let (width, height) = (max(0, right - left + 1), max(0, bottom - top + 1))
        var light: [Float] = []
        var redness: [Float] = []
        var blueness: [Float] = []
        light.reserveCapacity(width * height)
        redness.reserveCapacity(width * height)
        blueness.reserveCapacity(width * height)
        for y in top..<(top + height) {
            for x in left..<(left + width) {
                let index = 3 * (y * image.width + x)
                let green = logarithmOfCode[Int(image.pixels[index + 1])]
                light.append(green)
                redness.append(logarithmOfCode[Int(image.pixels[index])] - green)
                blueness.append(logarithmOfCode[Int(image.pixels[index + 2])] - green)
            }
        }
        self.light = light
        smoothLight = boxBlurred(light, width: width, height: height, radius: radius)
        self.redness = boxBlurred(redness, width: width, height: height, radius: 2)
        self.blueness = boxBlurred(blueness, width: width, height: height, radius: 2)
        (self.left, self.top, self.width, patchWidth) = (left, top, width, image.width)
    }

    /// What the window knows of one pixel of the patch.
    func values(at index: Int) -> (texture: Float, light: Float, redness: Float, blueness: Float) {
        let place = (index / patchWidth - top) * width + index % patchWidth - left
        return (abs(light[place] - smoothLight[place]), smoothLight[place], redness[place], blueness[place])
    }
}
