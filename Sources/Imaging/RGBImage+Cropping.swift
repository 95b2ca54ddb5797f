import CVector

extension RGBImage {
    /// The part of the picture inside `region`.
    /// - Precondition: the region overlaps the picture; what lies outside is left out.
    public func cropped(to region: PixelRegion) -> RGBImage {
        guard let part = region.clipped(toWidth: width, height: height) else {
            preconditionFailure("the region lies outside the picture")
        }
        var result: [UInt8] = []
        result.reserveCapacity(part.width * part.height * 3)
        for row in part.y..<part.y + part.height {
            let start = (row * width + part.x) * 3
            result += pixels[start..<start + part.width * 3]
        }
        return RGBImage(width: part.width, height: part.height, pixels: result)
    }

    /// The largest factor a picture is reduced by.
    public static var maximumReduction: Int { BoxReducer.maximumFactor }

    /// The part of the picture inside `region` at 1/`factor` of its size, each pixel the mean of a box; boxes at the
    /// right and lower edge may be partial. By 2, several times quicker than `resized(width:height:)`.
    /// - Precondition: the region overlaps the picture, what lies outside is left out; `factor` is in
    ///   1...`maximumReduction`.
    /// - Complexity: O(pixels of the region).
    public func cropped(to region: PixelRegion, reducedBy factor: Int) -> RGBImage {
        precondition((1...Self.maximumReduction).contains(factor), "a picture is reduced by 1 to maximumReduction")
        guard factor > 1 else { return cropped(to: region) }
        guard let part = region.clipped(toWidth: width, height: height) else {
            preconditionFailure("the region lies outside the picture")
        }
        if factor == 2, part.width > 1, part.height > 1 { return halved(part) }
        var reducer = BoxReducer(factor: factor, width: part.width, channels: 3)
        let (newWidth, newHeight) = (reducer.width, (part.height + factor - 1) / factor)
        let stride = 3 * width
        let reduced = [UInt8](unsafeUninitializedCapacity: 3 * newWidth * newHeight) { buffer, count in
            pixels.withUnsafeBufferPointer { source in
                guard let destination = buffer.baseAddress, let first = source.baseAddress else { return }
                let rows = first + part.y * stride + 3 * part.x
                var next = 0
                for row in 0..<part.height where reducer.add(rows + row * stride) || row == part.height - 1 {
                    reducer.finish(destination + next * 3 * newWidth)
                    next += 1
                }
            }
            count = 3 * newWidth * newHeight
        }
        return RGBImage(width: newWidth, height: newHeight, pixels: reduced)
    }

    /// Every pixel the mean of two by two. Bound by shuffles.
    private func halved(_ part: PixelRegion) -> RGBImage {
        let (newWidth, newHeight) = ((part.width + 1) / 2, (part.height + 1) / 2)
        let stride = 3 * width
        let reduced = [UInt8](unsafeUninitializedCapacity: 3 * newWidth * newHeight) { buffer, count in
            pixels.withUnsafeBufferPointer { source in
                guard let destination = buffer.baseAddress, let first = source.baseAddress else { return }
                for row in 0..<newHeight {
                    let upper = first + (part.y + 2 * row) * stride + 3 * part.x
                    // A last row on its own counts twice, which leaves its means as they are.
                    let lower = 2 * row + 1 < part.height ? upper + stride : upper
                    let target = destination + 3 * newWidth * row
                    var column = 0
                    // 16 bytes are read where 12 are needed, and 8 written where 6 are.
                    while 2 * column + 6 <= part.width, column + 3 <= newWidth {
                        cv_halve_rgb(upper + 6 * column, lower + 6 * column, target + 3 * column)
                        column += 2
                    }
                    while column < newWidth {
                        let right = 2 * column + 1 < part.width ? 3 : 0
                        for place in 6 * column..<6 * column + 3 {
                            let sum =
                                UInt16(upper[place]) + UInt16(upper[place + right]) + UInt16(lower[place])
                                + UInt16(lower[place + right])
                            target[place - 3 * column] = UInt8((sum + 2) / 4)
                        }
                        column += 1
                    }
                }
            }
            count = 3 * newWidth * newHeight
        }
        return RGBImage(width: newWidth, height: newHeight, pixels: reduced)
    }
}
