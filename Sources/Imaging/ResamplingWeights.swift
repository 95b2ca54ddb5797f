/// Which pixels of a line make up each pixel of a longer or shorter one, and how much of each.
struct ResamplingWeights {
    /// For each new pixel the old ones it draws on.
    private var spans: [Range<Int>] = []
    /// All weights, new pixel by new pixel; those of one add up to 1.
    private var values: [Float] = []

    init(from old: Int, to new: Int) {
        let step = Double(old) / Double(new)
        for index in 0..<new {
            if new < old {
                let (low, high) = (Double(index) * step, min(Double(index + 1) * step, Double(old)))
                let span = Int(low)..<min(Int(high.rounded(.up)), old)
                spans.append(span)
                for pixel in span {
                    let covered = min(high, Double(pixel + 1)) - max(low, Double(pixel))
                    values.append(Float(covered / (high - low)))
                }
            } else {
                let center = min(max((Double(index) + 0.5) * step - 0.5, 0), Double(old - 1))
                let first = Int(center)
                let part = Float(center - Double(first))
                spans.append(first..<min(first + 2, old))
                values.append(1 - part)
                if first + 1 < old { values.append(part) }
            }
        }
    }

    /// Calls `body` with each new pixel, the old ones it draws on, at least one, and their weights.
    @inline(__always)
    func forEach(_ body: (Int, Range<Int>, UnsafePointer<Float>) -> Void) {
        values.withUnsafeBufferPointer { values in
            guard var weights = values.baseAddress else { return }
            for (index, span) in spans.enumerated() {
                body(index, span, weights)
                weights += span.count
            }
        }
    }
}
