import Imaging

extension TryOnReport.Changed {
    /// What differs from the photo in any of some pictures of its size.
    /// - Parameter parts: Of the picture: beyond them all nothing was drawn.
    init(from photo: RGBImage, to pictures: [RGBImage], within parts: [PixelRegion]) {
        var tally = Tally()
        let width = photo.width
        let (left, right) = (parts.map(\.x).min() ?? 0, parts.map { $0.x + $0.width }.max() ?? 0)
        let (top, bottom) = (parts.map(\.y).min() ?? 0, parts.map { $0.y + $0.height }.max() ?? 0)
        precondition(
            pictures.allSatisfy { $0.pixels.count == photo.pixels.count } && left >= 0 && right <= width && top >= 0
                && bottom <= photo.height, "pictures are of the photo's size")
        for y in top..<bottom {
            let row = 3 * (width * y + left)..<3 * (width * y + right)
            // A row that stayed as it was is one comparison of memory.
            let changed = pictures.filter { !$0.pixels[row].elementsEqual(photo.pixels[row]) }
            guard !changed.isEmpty else { continue }
            for x in left..<right {
                let first = 3 * (width * y + x)
                let differs = changed.contains { picture in
                    (first..<first + 3).contains { picture.pixels[$0] != photo.pixels[$0] }
                }
                if differs { tally.add(x, y) }
            }
        }
        self.init(tally, of: photo.width * photo.height)
    }

    /// What layers cover, for a picture of nothing else.
    init(coverage: [Float], width: Int) {
        var tally = Tally()
        for (place, share) in coverage.enumerated() where share > 0 { tally.add(place % width, place / width) }
        self.init(tally, of: coverage.count)
    }

    private init(_ tally: Tally, of pixels: Int) {
        self.init(
            pixels: tally.count, share: Double(tally.count) / Double(pixels),
            box: tally.count == 0
                ? nil
                : [tally.left, tally.top, tally.right - tally.left + 1, tally.bottom - tally.top + 1])
    }

    /// How many pixels, and what holds them.
    private struct Tally {
        private(set) var count = 0
        private(set) var (left, right, top, bottom) = (Int.max, Int.min, Int.max, Int.min)

        mutating func add(_ x: Int, _ y: Int) {
            count += 1
            (left, right) = (min(left, x), max(right, x))
            (top, bottom) = (min(top, y), max(bottom, y))
        }
    }
}
