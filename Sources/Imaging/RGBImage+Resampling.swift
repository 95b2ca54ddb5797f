extension RGBImage {
    /// The picture at another size: area average where a side shrinks, bilinear interpolation where it grows, in
    /// encoded values. Sides are independent, so proportions may change.
    /// - Precondition: both sides at least 1.
    /// - Complexity: O(old height · new width · reduction + new area).
    public func resized(width newWidth: Int, height newHeight: Int) -> RGBImage {
        precondition(newWidth > 0 && newHeight > 0, "a picture has at least one pixel")
        if newWidth == width, newHeight == height { return self }
        let columns = ResamplingWeights(from: width, to: newWidth)
        let rows = ResamplingWeights(from: height, to: newHeight)
        var result = RGBImage(width: newWidth, height: newHeight)
        // Old rows at the new width, made once each and dropped when no row of the result draws on them any more.
        var narrowed = [[Float]](repeating: [], count: height)
        var ready = 0
        var sums = [Float](repeating: 0, count: newWidth * 3)
        for row in 0..<newHeight {
            let span = rows.spans[row]
            while ready < span.upperBound {
                narrowed[ready] = narrow(row: ready, columns)
                ready += 1
            }
            for index in sums.indices { sums[index] = 0 }
            for (source, weight) in zip(span, rows.weights(of: row)) { add(narrowed[source], weight, to: &sums) }
            result.store(sums, row: row)
            let next = row + 1 < newHeight ? rows.spans[row + 1].lowerBound : height
            for done in span.lowerBound..<max(next, span.lowerBound) { narrowed[done] = [] }
        }
        return result
    }

    /// One row at the new width, as weighted sums of levels.
    private func narrow(row: Int, _ columns: ResamplingWeights) -> [Float] {
        pixels.withUnsafeBufferPointer { pixels in
            let source = UnsafeBufferPointer(rebasing: pixels[row * width * 3..<(row + 1) * width * 3])
            return [Float](unsafeUninitializedCapacity: columns.spans.count * 3) { line, count in
                columns.forEach { column, span, weights in
                    var sum = SIMD4<Float>.zero
                    for (pixel, weight) in zip(span, weights) {
                        let level = SIMD4<UInt8>(source[pixel * 3], source[pixel * 3 + 1], source[pixel * 3 + 2], 0)
                        sum += SIMD4<Float>(level) * weight
                    }
                    for channel in 0..<3 { line[column * 3 + channel] = sum[channel] }
                }
                count = columns.spans.count * 3
            }
        }
    }

    private func add(_ line: [Float], _ weight: Float, to sums: inout [Float]) {
        line.withUnsafeBufferPointer { line in
            sums.withUnsafeMutableBufferPointer { sums in
                for index in 0..<min(sums.count, line.count) { sums[index] += line[index] * weight }
            }
        }
    }

    /// Rounds sums, 0...255 but for the last bit, to a row of levels.
    private mutating func store(_ sums: [Float], row: Int) {
        let start = row * width * 3
        pixels.withUnsafeMutableBufferPointer { pixels in
            sums.withUnsafeBufferPointer { sums in
                // Adding 2²³ leaves the rounded whole part in a float's low bits; a conversion would check its range.
                for index in 0..<sums.count {
                    pixels[start + index] = UInt8(truncatingIfNeeded: (sums[index] + 8_388_608).bitPattern)
                }
            }
        }
    }
}
