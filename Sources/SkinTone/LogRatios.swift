import Imaging

/// Facial skin in log-linear colour, where light and exposure add a constant, whatever the skin: pixel by pixel, with
/// the means around them that hairs, pores and noise leave alone.
struct LogRatios {
    /// ln of linear green, which stands for the light, and its mean over the texture window.
    private let light: [Float]
    private let smoothLight: [Float]
    /// ln(red/green) and ln(blue/green), smoothed over five pixels.
    private let redness: [Float]
    private let blueness: [Float]

    /// Its own loop is bound by loads and stores alike, six and three a pixel.
    /// - Parameter radius: of the window for the mean light.
    init(of image: RGBImage, radius: Int) {
        let area = image.width * image.height
        var (redness, blueness): ([Float], [Float]) = ([], [])
        light = [Float](unsafeUninitializedCapacity: area) { light, lightCount in
            redness = [Float](unsafeUninitializedCapacity: area) { redness, rednessCount in
                blueness = [Float](unsafeUninitializedCapacity: area) { blueness, bluenessCount in
                    logarithmOfCode.withUnsafeBufferPointer { table in
                        image.pixels.withUnsafeBufferPointer { pixels in
                            for place in 0..<area {
                                let green = table[Int(pixels[3 &* place &+ 1])]
                                light[place] = green
                                redness[place] = table[Int(pixels[3 &* place])] - green
                                blueness[place] = table[Int(pixels[3 &* place &+ 2])] - green
                            }
                        }
                    }
                    bluenessCount = area
                }
                rednessCount = area
            }
            lightCount = area
        }
        smoothLight = boxBlurred(light, width: image.width, height: image.height, radius: radius)
        self.redness = boxBlurred(redness, width: image.width, height: image.height, radius: 2)
        self.blueness = boxBlurred(blueness, width: image.width, height: image.height, radius: 2)
    }

    /// How far the light of each of some pixels is from the mean around it.
    func texture(at places: [Int32]) -> [Float] { places.map { abs(light[Int($0)] - smoothLight[Int($0)]) } }

    /// Mean light and smoothed ratios of some pixels, in their order.
    func smooth(at places: [Int32]) -> (light: [Float], redness: [Float], blueness: [Float]) {
        (
            places.map { smoothLight[Int($0)] }, places.map { redness[Int($0)] }, places.map { blueness[Int($0)] }
        )
    }
}
