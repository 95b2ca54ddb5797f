/// A dense convolution with its bias and slopes, repacked in panels (`NetworkStep.Dense`).
struct DenseFilter {
    let border: ActivationLayout.Border
    let multiplyAdds: Int
    private let shape: NetworkStep.Dense
    private let kernel: [Float]
    private let bias: [Float]
    /// What negative results are multiplied with: 0 is RELU, 1 no activation.
    private let slopes: [Float]
    /// The kernel's height, width and channels; a pixel of the source may have more floats.
    private let (height, width, channels): (Int, Int, Int)
    private let pixelStride: Int

    init(
        _ model: TFLiteModel, _ fused: FusedOperators, over source: ActivationLayout, into target: ActivationLayout,
        _ fusion: OperatorFusion
    ) throws(FaceMeshError) {
        let convolution = model.operators[fused.convolution]
        let kernel = fusion.constant(convolution.inputs[1])
        let bias = fusion.constant(convolution.inputs[2])
        let sides = model.tensors[kernel].shape
        guard case .convolution(let window, _) = convolution.operation, sides.count == 4, sides[0] == target.channels,
            sides[3] == source.channels, model.tensors[bias].shape == [target.channels]
        else { throw .unreadable("CONV_2D of shape \(sides) from \(source.channels) to \(target.channels) channels") }
        (height, width, channels) = (sides[1], sides[2], sides[3])
        let vertical = try Sweep(source.height, filter: height, window)
        let horizontal = try Sweep(source.width, filter: width, window)
        guard vertical.output == target.height, horizontal.output == target.width else {
            throw .unreadable("CONV_2D with an output of the wrong shape")
        }
        guard fused.depthwise == nil || (height == 1 && width == 1 && window.stride == 1) else {
            throw .unsupported("CONV_2D of \(height)×\(width) after DEPTHWISE_CONV_2D; only 1×1 is supported")
        }
        border = .init(
            top: vertical.before, left: horizontal.before, bottom: vertical.after, right: horizontal.after)
        shape = .init(
            weights: 0, stride: window.stride, top: vertical.before, left: horizontal.before, segments: height,
            // Channels beyond the last are zero: skipped where a window is one pixel, filtered with zeros between.
            segmentLength: width == 1 ? channels : (width - 1) * source.pixelStride + channels,
            vectors: target.vectors, tileWidth: NetworkStep.Dense.tileWidth(forRow: target.width))
        multiplyAdds = shape.segments * shape.segmentLength * target.height * target.width * target.pixelStride

        self.kernel = try model.floats(kernel)
        self.bias = try model.floats(bias)
        switch fused.activation {
        case .none: slopes = Array(repeating: 1, count: target.channels)
        case .relu: slopes = Array(repeating: 0, count: target.channels)
        case .prelu(let tensor):
            let constant = fusion.constant(tensor)
            guard model.tensors[constant].shape == [1, 1, target.channels] else {
                throw .unsupported("PRELU with slopes of shape \(model.tensors[constant].shape)")
            }
            slopes = try model.floats(constant)
        }
        pixelStride = source.pixelStride
    }

    var packedCount: Int { shape.vectors * shape.panelSize(1) }

    func step(weightsAt place: Int) -> NetworkStep.Dense {
        var step = shape
        step.weights = place
        return step
    }

    func pack(into weights: inout [Float]) {
        let start = weights.count
        weights.append(contentsOf: repeatElement(0, count: packedCount))
        weights.withUnsafeMutableBufferPointer { weights in
            var panel = start
            var vector = 0
            while vector < shape.vectors {
                let wide = NetworkStep.Dense.panelWidth(
                    remaining: shape.vectors - vector, tileWidth: shape.tileWidth)
                let outputs = 8 * vector..<min(8 * (vector + wide), bias.count)
                for (lane, output) in outputs.enumerated() {
                    weights[panel + lane] = bias[output]
                    weights[panel + 8 * wide + lane] = slopes[output]
                }
                packTaps(of: outputs, into: weights, at: panel + 16 * wide, step: 8 * wide)
                panel += shape.panelSize(wide)
                vector += wide
            }
        }
    }

    /// Tap by tap, the weights of a panel's outputs side by side.
    private func packTaps(
        of outputs: Range<Int>, into weights: UnsafeMutableBufferPointer<Float>, at place: Int, step: Int
    ) {
        kernel.withUnsafeBufferPointer { kernel in
            let count = height * width * channels
            for row in 0..<height {
                for column in 0..<width {
                    for channel in 0..<channels {
                        let tap = outputs.lowerBound * count + (row * width + column) * channels + channel
                        let target = place + (row * shape.segmentLength + column * pixelStride + channel) * step
                        for lane in 0..<outputs.count { weights[target + lane] = kernel[tap + lane * count] }
                    }
                }
            }
        }
    }
}
