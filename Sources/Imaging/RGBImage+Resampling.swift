extension RGBImage {
    /// The picture at another size: area average where a side shrinks, bilinear interpolation where it grows, in encoded
    /// values. Sides are independent, so proportions may change.
    /// - Precondition: both sides at least 1.
    /// - Complexity: O(old height · new width · reduction + new area).
    public func resized(width newWidth: Int, height newHeight: Int) -> RGBImage {
        precondition(newWidth > 0 && newHeight > 0, "a picture has at least one pixel")
        if newWidth == width, newHeight == height { return self }
        let columns = ResamplingWeights(from: width, to: newWidth)
        let rows = ResamplingWeights(from: height, to: newHeight)
        var result = RGBImage(width: newWidth, height: newHeight)
        let stride = newWidth * 3
        // Rows narrowed once each and kept while rows of the result still draw on them.
        var narrowed = [[Float]](repeating: [], count: height)
        var sum = [Float](repeating: 0, count: stride)
        var ready = 0
        for row in 0..<newHeight {
            let span = rows.spans[row]
            while ready < span.upperBound {
                narrowed[ready] = narrow(row: ready, columns)
                ready += 1
            }
            for index in sum.indices { sum[index] = 0.5 }
            for (source, weight) in zip(span, rows.weights(of: row)) {
                narrowed[source].withUnsafeBufferPointer { line in
                    for index in 0..<stride { sum[index] += line[index] * weight }
                }
            }
            for index in 0..<stride { result.pixels[row * stride + index] = UInt8(min(sum[index], 255)) }
            let done = row + 1 < newHeight ? rows.spans[row + 1].lowerBound : height
            for index in span.lowerBound..<max(done, span.lowerBound) { narrowed[index] = [] }
        }
        return result
    }

    /// One row at the new width, as sums of weighted levels.
    private func narrow(row: Int, _ columns: ResamplingWeights) -> [Float] {
        let source = row * width * 3
        return pixels.withUnsafeBufferPointer { pixels in
            [Float](unsafeUninitializedCapacity: columns.spans.count * 3) { line, count in
                for column in columns.spans.indices {
                    var (red, green, blue) = (Float(0), Float(0), Float(0))
                    var weight = columns.starts[column]
                    for pixel in columns.spans[column] {
                        let factor = columns.values[weight]
                        red += Float(pixels[source + pixel * 3]) * factor
                        green += Float(pixels[source + pixel * 3 + 1]) * factor
                        blue += Float(pixels[source + pixel * 3 + 2]) * factor
                        weight += 1
                    }
                    line[column * 3] = red
                    line[column * 3 + 1] = green
                    line[column * 3 + 2] = blue
                }
                count = columns.spans.count * 3
            }
        }
    }
}
