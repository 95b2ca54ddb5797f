/// A TensorFlow Lite network as its file describes it, checked for bounds but not yet for sense: tensors, and the
/// operators that join them.
/// - Source: TensorFlow `tensorflow/lite/schema/schema.fbs`, version 3; field numbers below are that file's order.
struct TFLiteModel {
    /// What a stranger's file may cost.
    enum Limit {
        static let bytes = 64 << 20
        static let tensors = 4_096
        static let operators = 4_096
        static let rank = 4
        static let side = 1 << 14
        static let operands = 64
    }

    enum Element: Int {
        case float32 = 0
        case float16 = 1
        case int32 = 2

        var size: Int { self == .float16 ? 2 : 4 }
    }

    struct Tensor {
        var shape: [Int]
        /// nil for a type none of the operators here reads.
        var element: Element?
        /// Where a constant's bytes lie in the file; empty for what is computed.
        var data: Range<Int>

        /// Each side is at most 2¹⁴ and the rank at most 4, so this cannot overflow.
        var count: Int { shape.reduce(1, *) }
    }

    struct Operator {
        var operation: TFLiteOperation
        var inputs: [Int]
        var outputs: [Int]
    }

    let bytes: [UInt8]
    let tensors: [Tensor]
    let operators: [Operator]
    let inputs: [Int]
    let outputs: [Int]

    init(bytes: [UInt8]) throws(FaceMeshError) {
        guard bytes.count <= Limit.bytes else {
            throw .unreadable("the network has \(bytes.count) bytes; \(Limit.bytes) are allowed")
        }
        self.bytes = bytes
        let model = try FlatBuffer(bytes: bytes).root(identifier: "TFL3")
        let codes = try model.tables(1, limit: Limit.operators)
        let graphs = try model.tables(2, limit: Limit.operands)
        let buffers = try model.tables(4, limit: Limit.tensors)
        guard graphs.count == 1 else {
            throw .unsupported("the network has \(graphs.count) graphs; only one is supported")
        }

        var tensors: [Tensor] = []
        for table in try graphs[0].tables(0, limit: Limit.tensors) {
            tensors.append(try Tensor(table, buffers: buffers))
        }
        var operators: [Operator] = []
        for table in try graphs[0].tables(3, limit: Limit.operators) {
            operators.append(try Operator(table, codes: codes, tensorCount: tensors.count, file: bytes))
        }
        self.tensors = tensors
        self.operators = operators
        inputs = try Self.indices(graphs[0], 1, below: tensors.count)
        outputs = try Self.indices(graphs[0], 2, below: tensors.count)
    }

    /// A list of tensor numbers; −1 marks an operand left out, which none of the operators here allows.
    fileprivate static func indices(
        _ table: FlatTable, _ field: Int, below count: Int
    ) throws(FaceMeshError) -> [Int] {
        let values = try table.integers(field, limit: Limit.operands)
        guard values.allSatisfy({ 0..<count ~= $0 }) else {
            throw .unreadable("the file names a tensor it does not have")
        }
        return values
    }
}

extension TFLiteModel.Tensor {
    fileprivate init(_ table: FlatTable, buffers: [FlatTable]) throws(FaceMeshError) {
        shape = try table.integers(0, limit: TFLiteModel.Limit.rank)
        guard shape.allSatisfy({ 1...TFLiteModel.Limit.side ~= $0 }) else {
            throw .unreadable("a tensor's shape is \(shape); sides of 1 to \(TFLiteModel.Limit.side) are allowed")
        }
        element = TFLiteModel.Element(rawValue: try table.byte(1))
        let buffer = try table.integer(2)
        guard buffers.indices.contains(buffer) else { throw .unreadable("the file names a buffer it does not have") }
        data = try buffers[buffer].bytes(0)
        guard let element, !data.isEmpty else { return }
        guard data.count == count * element.size else {
            throw .unreadable("a tensor of shape \(shape) comes with \(data.count) bytes")
        }
    }
}

extension TFLiteModel.Operator {
    /// The code of operators that go by a name.
    private static let custom = 32

    fileprivate init(_ table: FlatTable, codes: [FlatTable], tensorCount: Int, file: [UInt8]) throws(FaceMeshError) {
        let index = try table.integer(0)
        guard codes.indices.contains(index) else { throw .unreadable("the file names an operator it does not have") }
        // Codes up to 126 were once a byte; writers fill both fields and readers take the larger.
        let code = max(try codes[index].byte(0), try codes[index].integer(3))
        if code == Self.custom {
            operation = try TFLiteOperation(
                custom: String(decoding: file[try codes[index].bytes(1)], as: UTF8.self),
                version: try codes[index].integer(2, default: 1), file: file, options: try table.bytes(5))
        } else {
            operation = try TFLiteOperation(code: code, optionsType: try table.byte(3), options: try table.table(4))
        }
        inputs = try TFLiteModel.indices(table, 1, below: tensorCount)
        outputs = try TFLiteModel.indices(table, 2, below: tensorCount)
        guard operation.inputCount ~= inputs.count, outputs.count == 1 else {
            throw .unsupported("\(operation.name) with \(inputs.count) inputs and \(outputs.count) outputs")
        }
    }
}
