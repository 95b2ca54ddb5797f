/// A part of a stored JPEG at a scale of 1/`reduction`.
struct ScaledPart {
    /// In pixels of the scaled picture.
    let decoded: PixelRegion
    /// The full-size pixels those cover; may reach beyond the picture.
    let covered: PixelRegion

    /// - Parameters:
    ///   - reduction: 1, 2, 4 or 8.
    ///   - width: of the whole picture at that scale.
    ///   - height: likewise.
    init(_ part: PixelRegion, reduction: Int, width: Int, height: Int) {
        /// Widened to where decoded and full-size pixels begin together, so that the origin is a whole number.
        func scale(_ start: Int, _ length: Int, _ limit: Int) -> (decoded: Range<Int>, covered: Range<Int>) {
            let low = start / reduction
            let high = min((start + length + reduction - 1) / reduction, limit)
            return (low..<high, low * reduction..<high * reduction)
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
