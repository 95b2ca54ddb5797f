/// A part of a stored JPEG at a scale of `eighths` / 8.
struct ScaledPart {
    /// In pixels of the scaled picture.
    let decoded: PixelRegion
    /// The full-size pixels those cover; may reach beyond the picture.
    let covered: PixelRegion

    init(_ part: PixelRegion, eighths: Int, width: Int, height: Int) {
        /// Widened to where decoded and full-size pixels begin together, so that the origin is a whole number.
        func scale(_ start: Int, _ length: Int, _ limit: Int) -> (decoded: Range<Int>, covered: Range<Int>) {
            let full = [1: 8, 2: 4, 3: 8, 4: 2, 5: 8, 6: 4, 7: 8, 8: 1][eighths]!
            let low = start / full * full * eighths / 8
            let end = (start + length + full - 1) / full * full
            let high = min(end * eighths / 8, limit)
            return (low..<high, low * 8 / eighths..<(high * 8 + eighths - 1) / eighths)
        }
        let columns = scale(part.x, part.width, width)
        let rows = scale(part.y, part.height, height)
        func region(_ columns: Range<Int>, _ rows: Range<Int>) -> PixelRegion {
            PixelRegion(x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count)
        }
        decoded = region(columns.decoded, rows.decoded)
        covered = region(columns.covered, rows.covered)
    }
}
