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

    /// Bound by the latency of the three blurs; its own loop by loads and stores alike, six and three a pixel.
    /// - Parameters:
    ///   - skin: where the patch shows skin, rows top to bottom; not empty.
    ///   - radius: of the window for the mean light.
    init(of image: RGBImage, around skin: [Int], radius: Int) {
        var (left, right) = (image.width, 0)
        for index in skin {
            let column = index % image.width
            left = min(left, column)
            right = max(right, column)
        }
        var (top, bottom) = (skin[0] / image.width, skin[skin.count - 1] / image.width)
        left = max(0, left - radius)
        top = max(0, top - radius)
        right = min(image.width - 1, right + radius)
        bottom = min(image.height - 1, bottom + radius)
        let (width, height) = (max(0, right - left + 1), max(0, bottom - top + 1))
        let area = width * height
        var (redness, blueness): ([Float], [Float]) = ([], [])
        let light = [Float](unsafeUninitializedCapacity: area) { light, lightCount in
            redness = [Float](unsafeUninitializedCapacity: area) { redness, rednessCount in
                blueness = [Float](unsafeUninitializedCapacity: area) { blueness, bluenessCount in
                    let table = logarithmOfCode
                    image.pixels.withUnsafeBufferPointer { pixels in
                        var place = 0
                        for y in top..<(top + height) {
                            var index = 3 * (y * image.width + left)
                            for _ in 0..<width {
                                let green = table[Int(pixels[index + 1])]
                                light[place] = green
                                redness[place] = table[Int(pixels[index])] - green
                                blueness[place] = table[Int(pixels[index + 2])] - green
                                place += 1
                                index += 3
                            }
                        }
                    }
                    bluenessCount = area
                }
                rednessCount = area
            }
            lightCount = area
        }
        self.light = light
        smoothLight = boxBlurred(light, width: width, height: height, radius: radius)
        self.redness = boxBlurred(redness, width: width, height: height, radius: 2)
        self.blueness = boxBlurred(blueness, width: width, height: height, radius: 2)
        (self.left, self.top, self.width, patchWidth) = (left, top, width, image.width)
    }

    /// What the window knows of some pixels of the patch, in their order.
    func values(at indices: [Int]) -> (texture: [Float], light: [Float], redness: [Float], blueness: [Float]) {
        let places = indices.map { ($0 / patchWidth - top) * width + $0 % patchWidth - left }
        return (
            places.map { abs(light[$0] - smoothLight[$0]) }, places.map { smoothLight[$0] }, places.map { redness[$0] },
            places.map { blueness[$0] }
        )
    }
}
