/// A point of the upright picture at full size; pixels right and down from its top left corner.
public struct PixelPoint: Sendable, Hashable {
    public var x: Int
    public var y: Int

    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A rectangle of the upright picture at full size, in pixels.
public struct PixelRegion: Sendable, Hashable {
    /// Of the left column; may lie outside the picture, as `y` may.
    public var x: Int
    /// Of the top row.
    public var y: Int
    /// Below 1 the rectangle is empty; so `height`.
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}

extension PixelRegion {
    /// The part inside a picture of the given size; `nil` when there is none.
    public func clipped(toWidth pictureWidth: Int, height pictureHeight: Int) -> PixelRegion? {
        func clip(_ start: Int, _ length: Int, _ limit: Int) -> Range<Int>? {
            let (end, overflow) = start.addingReportingOverflow(length)
            let low = max(start, 0)
            let high = overflow ? limit : min(end, limit)
            return length > 0 && low < high ? low..<high : nil
        }
        guard let columns = clip(x, width, pictureWidth), let rows = clip(y, height, pictureHeight) else { return nil }
        return PixelRegion(x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count)
    }
}
