/// Where decoded rows go: an upright picture's bytes, written in the order the file stores them.
struct OrientedCanvas {
    private let start: UnsafeMutablePointer<UInt8>
    private let width: Int
    /// Bytes from one stored pixel, and from one stored row, to the next in the upright picture.
    private let columnStep: Int
    private let rowStep: Int

    /// - Precondition: `pixels` has room for `width * height * 3` bytes; width and height are the stored picture's.
    init(_ pixels: UnsafeMutablePointer<UInt8>, width: Int, height: Int, orientation: Orientation) {
        self.width = width
        let uprightWidth = orientation.swapsSides ? height : width
        let column = (orientation.swapsSides ? uprightWidth : 1) * 3
        let row = (orientation.swapsSides ? 1 : uprightWidth) * 3
        columnStep = orientation.reversesColumns ? -column : column
        rowStep = orientation.reversesRows ? -row : row
        start =
            pixels + (orientation.reversesColumns ? (width - 1) * column : 0)
            + (orientation.reversesRows ? (height - 1) * row : 0)
    }

    /// Writes `count` stored rows from the `first` on. Turned pictures want several at a time: they land side by side.
    func write(_ rows: UnsafePointer<UInt8>, first: Int, count: Int) {
        if columnStep == 3 {
            for row in 0..<count {
                (start + (first + row) * rowStep).update(from: rows + row * width * 3, count: width * 3)
            }
            return
        }
        for column in 0..<width {
            var source = rows + column * 3
            var destination = start + column * columnStep + first * rowStep
            for _ in 0..<count {
                destination[0] = source[0]
                destination[1] = source[1]
                destination[2] = source[2]
                source += width * 3
                destination += rowStep
            }
        }
    }
}
