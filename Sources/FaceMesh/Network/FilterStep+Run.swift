import CWide

extension FilterStep {
    /// Runs the step over a workspace. `scratch` are two areas for rows between the filters.
    func run(
        memory: UnsafeMutablePointer<Float>, weights: UnsafePointer<Float>,
        scratch: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>)
    ) {
        if clearsBorder { target.clearBorder(in: memory) }
        guard let depthwise else {
            let window = memory + source.index(row: -dense.top, column: -dense.left)
            for row in 0..<target.height {
                filter(
                    rows: row..<row + 1, from: window + row * dense.stride * source.rowStride,
                    sourceRowStride: source.rowStride, sourceStep: dense.stride * source.pixelStride, memory, weights)
            }
            return
        }
        // Target and source may be the same memory: the next batch reads rows the current one is about to replace,
        // so it is filtered first.
        let between = depthwise.output
        var (current, next) = scratch
        var rows = 0..<min(depthwise.batchRows, between.height)
        depthwise.filter(rows: rows, of: source, into: current, memory, weights)
        while !rows.isEmpty {
            let following = rows.upperBound..<min(rows.upperBound + depthwise.batchRows, between.height)
            depthwise.filter(rows: following, of: source, into: next, memory, weights)
            filter(
                rows: rows, from: current, sourceRowStride: between.rowStride, sourceStep: between.pixelStride,
                memory, weights)
            swap(&current, &next)
            rows = following
        }
    }

    /// Dense filter, shortcut and activation of some rows; `first` is the first of them in the dense filter's source.
    @inline(__always)
    private func filter(
        rows: Range<Int>, from first: UnsafePointer<Float>, sourceRowStride: Int, sourceStep: Int,
        _ memory: UnsafeMutablePointer<Float>, _ weights: UnsafePointer<Float>
    ) {
        var panel = weights + dense.weights
        var vector = 0
        while vector < dense.vectors {
            let width = dense.panelWidth(remaining: dense.vectors - vector)
            for row in rows {
                var job = ConvolutionRow(
                    source: first + (row - rows.lowerBound) * sourceRowStride, source_step: sourceStep,
                    segments: dense.segments, segment_stride: sourceRowStride, segment_length: dense.segmentLength,
                    panel: panel, target: memory + target.index(row: row, column: 0) + 8 * vector,
                    target_step: target.pixelStride, shortcut: nil, shortcut_vectors: 0, shortcut_step: 0,
                    shortcut_right: 0, shortcut_below: 0, pixels: target.width)
                if let shortcut, shortcut.source.vectors > vector {
                    let scale = shortcut.isPooled ? 2 : 1
                    let place = shortcut.source.index(row: row * scale, column: 0) + 8 * vector
                    job.shortcut = UnsafePointer(memory + place)
                    job.shortcut_vectors = shortcut.source.vectors - vector
                    job.shortcut_step = scale * shortcut.source.pixelStride
                    job.shortcut_right = shortcut.isPooled ? shortcut.source.pixelStride : 0
                    job.shortcut_below = shortcut.isPooled ? shortcut.source.rowStride : 0
                }
                job.run(tileWidth: dense.tileWidth, panelWidth: width, isWide: dense.isWide)
            }
            panel += dense.panelSize(width)
            vector += width
        }
    }
}

extension FilterStep.Depthwise {
    @inline(__always)
    fileprivate func filter(
        rows: Range<Int>, of source: ActivationLayout, into scratch: UnsafeMutablePointer<Float>,
        _ memory: UnsafeMutablePointer<Float>, _ weights: UnsafePointer<Float>
    ) {
        let tileWidth = FilterStep.Dense.tileWidth(forRow: output.width)
        for row in rows {
            DepthwiseRow(
                source: memory + source.index(row: row * stride - top, column: -left),
                sourceRowStride: source.rowStride, pixelStride: source.pixelStride,
                weights: weights + self.weights, target: scratch + (row - rows.lowerBound) * output.rowStride,
                pixels: output.width
            ).run(tileWidth: tileWidth, stride: stride)
        }
    }
}
