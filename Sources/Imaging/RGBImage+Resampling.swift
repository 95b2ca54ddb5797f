import CVector

extension RGBImage {
    /// The picture at another size: area average where a side shrinks, bilinear interpolation where it grows, in
    /// encoded values. Sides are independent, so proportions may change.
    /// - Precondition: both sides at least 1.
    /// - Complexity: O(old width · (old height + new height) + new height · (old width + new width)).
    public func resized(width newWidth: Int, height newHeight: Int) -> RGBImage {
        precondition(newWidth > 0 && newHeight > 0, "a picture has at least one pixel")
        if newWidth == width, newHeight == height { return self }
        let columns = ResamplingWeights(from: width, to: newWidth)
        let rows = ResamplingWeights(from: height, to: newHeight)
        let (oldStride, newStride) = (3 * width, 3 * newWidth)
        let resized = [UInt8](unsafeUninitializedCapacity: newStride * newHeight) { buffer, count in
            pixels.withUnsafeBufferPointer { source in
                // One float more than the levels of a row: pixels are read from it four floats at a time.
                withUnsafeTemporaryAllocation(of: Float.self, capacity: oldStride + 1) { memory in
                    guard let target = buffer.baseAddress, let source = source.baseAddress,
                        let line = memory.baseAddress
                    else { return }
                    line[oldStride] = 0
                    // Down the columns first, which needs no shuffling; across only once a new row.
                    rows.forEach { row, span, weights in
                        let first = source + span.lowerBound * oldStride
                        Self.weigh(first, count: span.count, oldStride, weights, into: line)
                        Self.narrow(line, columns, to: target + row * newStride)
                    }
                }
            }
            count = newStride * newHeight
        }
        return RGBImage(width: newWidth, height: newHeight, pixels: resized)
    }

    /// The weighted sum of adjacent rows, level by level.
    ///
    /// Bound by the vector ports: 8 levels are widened, converted, multiplied and added beside two loads and a store.
    private static func weigh(
        _ rows: UnsafePointer<UInt8>, count: Int, _ stride: Int, _ weights: UnsafePointer<Float>,
        into line: UnsafeMutablePointer<Float>
    ) {
        for place in 0..<stride { line[place] = Float(rows[place]) * weights[0] }
        for k in 1..<count {
            let (row, weight) = (rows + k * stride, weights[k])
            for place in 0..<stride { line[place] += Float(row[place]) * weight }
        }
    }

    /// One row at its new width, rounded to levels.
    ///
    /// Bound by how many instructions a cycle takes: some 30 a pixel, of which two loads and three stores of single
    /// bytes, and five for each old pixel it draws on.
    private static func narrow(
        _ line: UnsafePointer<Float>, _ columns: ResamplingWeights, to target: UnsafeMutablePointer<UInt8>
    ) {
        // Adding 2²³ leaves the rounded whole part in a float's low bits; a conversion would check its range.
        let shift = SIMD4<Float>(repeating: 8_388_608)
        columns.forEach { column, span, weights in
            let pixels = UnsafeRawPointer(line + 3 * span.lowerBound)
            var sum = SIMD4<Float>.zero
            for k in 0..<span.count {
                let pixel = pixels.loadUnaligned(fromByteOffset: 12 &* k, as: SIMD4<Float>.self)
                sum = cv_fma4(pixel, SIMD4(repeating: weights[k]), sum)
            }
            let levels = unsafeBitCast(sum + shift, to: SIMD4<UInt32>.self)
            for channel in 0..<3 { target[3 &* column &+ channel] = UInt8(truncatingIfNeeded: levels[channel]) }
        }
    }
}
