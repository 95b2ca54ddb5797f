/// The operators the face networks are made of, with their options; any other is an error that names it.
/// - Source: TensorFlow `tensorflow/lite/schema/schema.fbs`: `BuiltinOperator`, `BuiltinOptions`.
enum TFLiteOperation: Equatable {
    case add(Activation)
    case concatenation(axis: Int)
    case convolution(Window, Activation)
    case depthwiseConvolution(Window, Activation)
    case dequantize
    case landmarksToMatrix(LandmarkFrame)
    case maximumPool(Window, filterHeight: Int, filterWidth: Int)
    case multiply
    case relu
    case reshape
    case pad
    case prelu
    case stridedSlice
    case transformLandmarks
    case transformTensor

    enum Activation: Int { case none = 0, relu = 1 }

    enum Padding: Int { case same = 0, valid = 1 }

    /// How a filter moves over its input: by the same number of pixels along both sides.
    struct Window: Equatable {
        var padding: Padding
        var stride: Int
    }

    init(code: Int, optionsType: Int, options: FlatTable?) throws(FaceMeshError) {
        /// The options table, when it is of the kind this operator takes; absent tables mean defaults.
        func table(_ type: Int) throws(FaceMeshError) -> FlatTable? {
            guard optionsType == type || optionsType == 0 else {
                throw .unreadable("operator \(code) comes with another operator's options")
            }
            return optionsType == 0 ? nil : options
        }
        switch code {
        case 0: self = .add(try Self.activation(try table(11), 0))
        case 2:
            let options = try table(10)
            guard try Self.activation(options, 1) == .none else { throw .unsupported("CONCATENATION with activation") }
            self = .concatenation(axis: try options?.integer(0) ?? 0)
        case 3:
            let options = try table(1)
            try Self.checkDilation(options, 4)
            self = .convolution(try Self.window(options), try Self.activation(options, 3))
        case 4:
            let options = try table(2)
            try Self.checkDilation(options, 5)
            self = .depthwiseConvolution(try Self.window(options), try Self.activation(options, 4))
        case 6: self = .dequantize
        case 17:
            let options = try table(5)
            guard try Self.activation(options, 5) == .none else { throw .unsupported("MAX_POOL_2D with activation") }
            self = .maximumPool(
                try Self.window(options),
                filterHeight: try options?.integer(4) ?? 0, filterWidth: try options?.integer(3) ?? 0)
        case 18:
            guard try Self.activation(try table(21), 0) == .none else { throw .unsupported("MUL with activation") }
            self = .multiply
        case 19: self = .relu
        case 22: self = .reshape
        case 34: self = .pad
        case 45:
            let options = try table(32)
            for mask in 0..<5 where try options?.integer(mask) ?? 0 != 0 {
                throw .unsupported("STRIDED_SLICE with masks")
            }
            self = .stridedSlice
        case 54: self = .prelu
        default:
            throw .unsupported(
                "the network needs TensorFlow Lite operator \(code), which is not one this reader runs; "
                    + "use the networks that `make demo` fetches")
        }
    }

    /// As TensorFlow Lite writes it.
    var name: String {
        switch self {
        case .add: "ADD"
        case .concatenation: "CONCATENATION"
        case .convolution: "CONV_2D"
        case .depthwiseConvolution: "DEPTHWISE_CONV_2D"
        case .dequantize: "DEQUANTIZE"
        case .landmarksToMatrix: "Landmarks2TransformMatrix"
        case .maximumPool: "MAX_POOL_2D"
        case .multiply: "MUL"
        case .relu: "RELU"
        case .reshape: "RESHAPE"
        case .pad: "PAD"
        case .prelu: "PRELU"
        case .stridedSlice: "STRIDED_SLICE"
        case .transformLandmarks: "TransformLandmarks"
        case .transformTensor: "TransformTensorBilinear"
        }
    }

    var inputCount: ClosedRange<Int> {
        switch self {
        case .convolution, .depthwiseConvolution: 3...3
        case .add, .multiply, .pad, .prelu, .transformLandmarks, .transformTensor: 2...2
        case .dequantize, .landmarksToMatrix, .maximumPool, .relu: 1...1
        case .stridedSlice: 4...4
        case .reshape: 1...2
        case .concatenation: 1...TFLiteModel.Limit.operands
        }
    }

    private static func window(_ options: FlatTable?) throws(FaceMeshError) -> Window {
        let (width, height) = (try options?.integer(1) ?? 0, try options?.integer(2) ?? 0)
        guard let padding = Padding(rawValue: try options?.byte(0) ?? 0), 1...8 ~= width, height == width else {
            throw .unsupported("a window moving by \(width) and \(height) pixels; 1 to 8 along both are supported")
        }
        return Window(padding: padding, stride: width)
    }

    private static func activation(_ options: FlatTable?, _ field: Int) throws(FaceMeshError) -> Activation {
        let value = try options?.byte(field) ?? 0
        guard let activation = Activation(rawValue: value) else { throw .unsupported("fused activation \(value)") }
        return activation
    }

    private static func checkDilation(_ options: FlatTable?, _ field: Int) throws(FaceMeshError) {
        guard try options?.integer(field, default: 1) ?? 1 == 1, try options?.integer(field + 1, default: 1) ?? 1 == 1
        else { throw .unsupported("dilated convolution") }
    }
}
