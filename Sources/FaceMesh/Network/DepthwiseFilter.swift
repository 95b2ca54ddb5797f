/// A depthwise convolution of 3×3, repacked: for each 8 channels the bias, then nine taps, column by column.
struct DepthwiseFilter: PackedFilter {
    /// Bytes of rows between the filters that the first-level cache holds beside a panel of weights.
    private static let batchBytes = 12 << 10

    let output: ActivationLayout
    let border: ActivationLayout.Border
    private let stride: Int
    private let channels: Int
    private let taps: [Float]
    private let biases: [Float]

    init(
        _ model: TFLiteModel, _ index: Int, over source: ActivationLayout, _ fusion: OperatorFusion
    ) throws(FaceMeshError) {
        let depthwise = model.operators[index]
        let (kernel, bias) = (fusion.constant(depthwise.inputs[1]), fusion.constant(depthwise.inputs[2]))
        let channels = source.channels
        guard case .depthwiseConvolution(let window, _) = depthwise.operation,
            model.tensors[kernel].shape == [1, 3, 3, channels], model.tensors[bias].shape == [channels],
            window.stride <= 2
        else {
            throw .unsupported(
                "DEPTHWISE_CONV_2D of shape \(model.tensors[kernel].shape); 3×3 by 1 or 2 pixels is supported")
        }
        let vertical = try Sweep(source.height, filter: 3, window)
        let horizontal = try Sweep(source.width, filter: 3, window)
        guard model.tensors[depthwise.outputs[0]].shape == [1, vertical.output, horizontal.output, channels] else {
            throw .unreadable("DEPTHWISE_CONV_2D with an output of the wrong shape")
        }
        output = ActivationLayout(
            height: vertical.output, width: horizontal.output, channels: channels, pixelStride: source.pixelStride)
        border = .init(
            top: vertical.before, left: horizontal.before, bottom: vertical.after, right: horizontal.after)
        stride = window.stride

        self.channels = channels
        taps = try model.floats(kernel)
        biases = try model.floats(bias)
    }

    var packedCount: Int { output.vectors * 80 }

    func pack(into memory: UnsafeMutablePointer<Float>) {
        for channel in 0..<channels {
            let place = channel / 8 * 80 + channel % 8
            memory[place] = biases[channel]
            for tap in 0..<9 {
                let (row, column) = (tap / 3, tap % 3)
                memory[place + 8 + 8 * (3 * column + row)] = taps[tap * channels + channel]
            }
        }
    }

    func step(weightsAt place: Int) -> FilterStep.Depthwise {
        .init(
            weights: place, stride: stride, top: border.top, left: border.left, output: output,
            batchRows: min(output.height, max(1, Self.batchBytes / (4 * output.rowStride))))
    }
}
