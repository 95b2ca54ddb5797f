/// A dense convolution with its bias and slopes, repacked in panels (`FilterStep.Dense`).
struct DenseFilter: PackedFilter {
    let border: ActivationLayout.Border
    let multiplyAdds: Int
    private let shape: FilterStep.Dense
    private let kernel: StoredWeights
    private let bias: [Float]
    /// What negative results are multiplied with: 0 is RELU, 1 no activation.
    private let slopes: [Float]
    /// The kernel's height, width and channels; a pixel of the source may have more floats.
    private let (height, width, channels): (Int, Int, Int)
    private let pixelStride: Int

    init(
        _ model: TFLiteModel, _ fused: FusedFilter, over source: ActivationLayout, into target: ActivationLayout,
        _ fusion: OperatorFusion, isWide: Bool
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
            vectors: target.vectors, tileWidth: FilterStep.Dense.tileWidth(forRow: target.width), isWide: isWide)
        multiplyAdds = shape.segments * shape.segmentLength * target.height * target.width * target.pixelStride

        self.kernel = try model.weights(kernel)
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

    func step(weightsAt place: Int) -> FilterStep.Dense {
        var step = shape
        step.weights = place
        return step
    }

    func pack(into memory: UnsafeMutablePointer<Float>) {
        var panel = memory
        var vector = 0
        while vector < shape.vectors {
            let wide = shape.panelWidth(remaining: shape.vectors - vector)
            let outputs = 8 * vector..<min(8 * (vector + wide), bias.count)
            for (lane, output) in outputs.enumerated() {
                panel[lane] = bias[output]
                panel[8 * wide + lane] = slopes[output]
            }
            for first in stride(from: 0, to: outputs.count, by: 8) {
                packTaps(
                    of: outputs.dropFirst(first).prefix(8), into: panel + 16 * wide + first, step: 8 * wide)
            }
            panel += shape.panelSize(wide)
            vector += wide
        }
    }

    /// Tap by tap, the weights of up to eight outputs side by side.
    private func packTaps(of outputs: Range<Int>, into target: UnsafeMutablePointer<Float>, step: Int) {
        let count = height * width * channels
        for window in 0..<height * width {
            let (row, column) = (window / width, window % width)
            let source = outputs.lowerBound * count + window * channels
            let place = target + (row * shape.segmentLength + column * pixelStride) * step
            // Squares of 8×8 turn in registers; what is left over goes one by one.
            let whole = outputs.count == 8 ? channels & ~7 : 0
            for channel in stride(from: 0, to: whole, by: 8) {
                kernel.transpose(source + channel, count, into: place + channel * step, step)
            }
            for channel in whole..<channels {
                for lane in 0..<outputs.count {
                    place[channel * step + lane] = kernel[source + lane * count + channel]
                }
            }
        }
    }
}
