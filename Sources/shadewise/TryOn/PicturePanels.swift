import Imaging

extension RGBImage {
    /// Pictures of one size side by side, a white line between.
    init(sideBySide pictures: [RGBImage]) {
        let (width, height) = (pictures[0].width, pictures[0].height)
        let gap = max(4, width / 100)
        var joined = RGBImage(width: pictures.count * (width + gap) - gap, height: height, gray: 255)
        for (index, picture) in pictures.enumerated() {
            for row in 0..<height {
                let start = 3 * (row * joined.width + index * (width + gap))
                joined.pixels.replaceSubrange(
                    start..<start + 3 * width, with: picture.pixels[3 * row * width..<3 * (row + 1) * width])
            }
        }
        self = joined
    }
}
