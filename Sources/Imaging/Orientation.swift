/// How stored rows and columns lie in the upright picture.
/// - Source: CIPA DC-008 (Exif 2.32), tag 274.
enum Orientation: Int, Sendable {
    case upright = 1, mirrored, upsideDown, flipped, transposed, turnedLeft, transversed, turnedRight

    /// Stored rows are upright columns.
    var swapsSides: Bool { rawValue >= 5 }
    /// The first stored column is an upright last one (or, with swapped sides, the last row).
    var reversesColumns: Bool { [2, 3, 7, 8].contains(rawValue) }
    /// The first stored row is an upright last one (or, with swapped sides, the last column).
    var reversesRows: Bool { [3, 4, 6, 7].contains(rawValue) }
}

extension Orientation {
    /// The stored rectangle that shows an upright one; `width` and `height` are the stored picture's.
    func stored(_ region: PixelRegion, width: Int, height: Int) -> PixelRegion {
        var part = region
        if swapsSides { part = PixelRegion(x: region.y, y: region.x, width: region.height, height: region.width) }
        if reversesColumns { part.x = width - part.x - part.width }
        if reversesRows { part.y = height - part.y - part.height }
        return part
    }

    /// Where the top left corner of the upright view of a stored rectangle lies; may be outside when the rectangle
    /// reaches beyond the stored picture.
    func uprightOrigin(ofStored part: PixelRegion, width: Int, height: Int) -> PixelPoint {
        let x = reversesColumns ? width - part.x - part.width : part.x
        let y = reversesRows ? height - part.y - part.height : part.y
        return swapsSides ? PixelPoint(x: y, y: x) : PixelPoint(x: x, y: y)
    }
}
