/// Streams a decoder's rows through reduction and colour conversion into an upright picture: beside the picture, only a
/// few rows are held at a time.
struct RowPipeline: ~Copyable {
    let converter: RowConverter
    let orientation: Orientation
    /// Pixels wanted of each row and rows wanted, before reduction.
    let width: Int
    let height: Int
    /// Boxes of this many pixels squared become one.
    let reduction: Int

    /// Rows decoded at a time: enough for turned pictures to write whole cache lines.
    private static let batch = 16

    func run(_ source: inout some RowSource & ~Copyable) throws(ImagingError) -> RGBImage {
        let reducedWidth = (width + reduction - 1) / reduction
        let reducedHeight = (height + reduction - 1) / reduction
        let isTurned = orientation.swapsSides
        return try RGBImage(
            width: isTurned ? reducedHeight : reducedWidth, height: isTurned ? reducedWidth : reducedHeight
        ) { (pixels) throws(ImagingError) in
            let canvas = OrientedCanvas(pixels, width: reducedWidth, height: reducedHeight, orientation: orientation)
            if reduction == 1, converter.isCopy, orientation == .upright, source.rowBytes == width * 3 {
                try source.read(pixels, count: height)
            } else if reduction == 1 {
                try stream(&source, canvas)
            } else {
                try streamReduced(&source, canvas)
            }
        }
    }

    private func stream(_ source: inout some RowSource & ~Copyable, _ canvas: OrientedCanvas) throws(ImagingError) {
        let batch = Self.rows(for: source.rowBytes, height)
        let rows = RowBuffer(source.rowBytes * batch)
        let converted = RowBuffer(width * 3 * batch)
        var first = 0
        while first < height {
            let count = min(batch, height - first)
            try source.read(rows.start, count: count)
            for row in 0..<count {
                converter.convert(
                    rows.start + row * source.rowBytes + source.leadingBytes, count: width,
                    to: converted.start + row * width * 3)
            }
            canvas.write(converted.start, first: first, count: count)
            first += count
        }
    }

    /// Conversion is dearer than averaging, so it comes after; but alpha has to be laid over white, and 16 bits brought
    /// to 8, before.
    private func streamReduced(
        _ source: inout some RowSource & ~Copyable, _ canvas: OrientedCanvas
    ) throws(ImagingError) {
        let convertsFirst = converter.layout.hasAlpha || converter.layout.bits == 16
        let channels = convertsFirst ? 3 : converter.layout.channels
        let batch = Self.rows(for: source.rowBytes, height)
        let rows = RowBuffer(source.rowBytes * batch)
        let converted = RowBuffer(width * 3)
        var reducer = BoxReducer(factor: reduction, width: width, channels: channels)
        let averages = RowBuffer(reducer.width * channels)
        var (first, line) = (0, 0)
        while first < height {
            let count = min(batch, height - first)
            try source.read(rows.start, count: count)
            for row in 0..<count {
                let stored = rows.start + row * source.rowBytes + source.leadingBytes
                if convertsFirst { converter.convert(stored, count: width, to: converted.start) }
                let isFull = reducer.add(convertsFirst ? converted.start : stored)
                guard isFull || first + row + 1 == height else { continue }
                reducer.finish(averages.start)
                if !convertsFirst { converter.convert(averages.start, count: reducer.width, to: converted.start) }
                canvas.write(convertsFirst ? averages.start : converted.start, first: line, count: 1)
                line += 1
            }
            first += count
        }
    }

    private static func rows(for rowBytes: Int, _ height: Int) -> Int {
        max(1, min(batch, height, (1 << 20) / max(rowBytes, 1)))
    }
}
