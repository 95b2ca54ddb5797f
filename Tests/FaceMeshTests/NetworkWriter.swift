/// Writes small TensorFlow Lite networks, sound or not, for the reader's tests.
struct NetworkWriter {
    indirect enum Value {
        /// A number of 1, 2 or 4 bytes, little-endian; four bytes are always written.
        case number(Int)
        case bytes([UInt8])
        case integers([Int])
        case tables([[Int: Value]])
        case table([Int: Value])
    }

    private(set) var tensors: [[Int: Value]] = []
    private var buffers: [[Int: Value]] = [[:]]
    private var codes: [[Int: Value]] = []
    private var operators: [[Int: Value]] = []
    var outputs: [Int] = []
    private var seed: UInt64 = 9

    /// A tensor that is computed.
    mutating func tensor(_ shape: [Int], element: Int = 0) -> Int {
        tensors.append([0: .integers(shape), 1: .number(element), 2: .number(0)])
        return tensors.count - 1
    }

    /// A constant of small figures.
    mutating func weights(_ shape: [Int], around middle: Float = 0) -> Int {
        figures(shape, (0..<shape.reduce(1, *)).map { _ in middle + nextFloat() })
    }

    mutating func figures(_ shape: [Int], _ values: [Float]) -> Int {
        constant(shape, element: 0, values.flatMap { Self.little(Int($0.bitPattern), 4) })
    }

    mutating func integers(_ shape: [Int], _ values: [Int]) -> Int {
        constant(shape, element: 2, values.flatMap { Self.little($0, 4) })
    }

    private mutating func constant(_ shape: [Int], element: Int, _ bytes: [UInt8]) -> Int {
        buffers.append([0: .bytes(bytes)])
        tensors.append([0: .integers(shape), 1: .number(element), 2: .number(buffers.count - 1)])
        return tensors.count - 1
    }

    /// −0.5 to 0.5.
    mutating func nextFloat() -> Float {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(seed >> 40) / Float(1 << 24) - 0.5
    }

    mutating func add(_ code: Int, _ inputs: [Int], _ output: Int, options: (type: Int, [Int: Value])? = nil) {
        codes.append([0: .number(min(code, 127)), 3: .number(code)])
        var fields: [Int: Value] = [
            0: .number(codes.count - 1), 1: .integers(inputs), 2: .integers([output]),
        ]
        if let options {
            fields[3] = .number(options.type)
            fields[4] = .table(options.1)
        }
        operators.append(fields)
    }

    /// One of MediaPipe's own operators.
    mutating func add(custom name: String, _ inputs: [Int], _ output: Int, options: [UInt8] = [], version: Int = 2) {
        codes.append([0: .number(32), 1: .bytes(Array(name.utf8)), 2: .number(version), 3: .number(32)])
        operators.append([
            0: .number(codes.count - 1), 1: .integers(inputs), 2: .integers([output]), 5: .bytes(options),
        ])
    }

    func file(input: Int) -> [UInt8] {
        let graph: [Int: Value] = [
            0: .tables(tensors), 1: .integers([input]), 2: .integers(outputs), 3: .tables(operators),
        ]
        var bytes: [UInt8] = [0, 0, 0, 0] + Array("TFL3".utf8)
        let root = Self.write(
            .table([0: .number(3), 1: .tables(codes), 2: .tables([graph]), 4: .tables(buffers)]), to: &bytes)
        bytes.replaceSubrange(0..<4, with: Self.little(root, 4))
        return bytes
    }

    // MARK: - FlatBuffers

    static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// Appends a value and what hangs from it; returns where it starts.
    private static func write(_ value: Value, to bytes: inout [UInt8]) -> Int {
        switch value {
        case .number: return bytes.count
        case .bytes(let content):
            bytes += little(content.count, 4) + content
            return bytes.count - content.count - 4
        case .integers(let content):
            bytes += little(content.count, 4) + content.flatMap { little($0, 4) }
            return bytes.count - 4 * content.count - 4
        case .tables(let content):
            let start = bytes.count
            bytes += little(content.count, 4) + Array(repeating: 0, count: 4 * content.count)
            for (index, table) in content.enumerated() {
                link(start + 4 + 4 * index, to: write(.table(table), to: &bytes), in: &bytes)
            }
            return start
        case .table(let fields):
            let last = fields.keys.max() ?? -1
            let vtable = bytes.count
            let used = fields.keys.sorted()
            bytes += little(4 + 2 * (last + 1), 2) + little(4 + 4 * used.count, 2)
            for field in 0..<last + 1 {
                bytes += little(used.firstIndex(of: field).map { 4 + 4 * $0 } ?? 0, 2)
            }
            let start = bytes.count
            bytes += little(start - vtable, 4) + Array(repeating: 0, count: 4 * used.count)
            for (index, field) in used.enumerated() {
                let place = start + 4 + 4 * index
                if case .number(let number) = fields[field]! {
                    bytes.replaceSubrange(place..<place + 4, with: little(number, 4))
                } else {
                    link(place, to: write(fields[field]!, to: &bytes), in: &bytes)
                }
            }
            return start
        }
    }

    private static func link(_ place: Int, to target: Int, in bytes: inout [UInt8]) {
        bytes.replaceSubrange(place..<place + 4, with: little(target - place, 4))
    }
}

/// The operators by their numbers in TensorFlow Lite's schema.
extension NetworkWriter {
    mutating func convolution(
        _ input: Int, filters: Int, _ height: Int, _ width: Int, stride: Int = 1, isValid: Bool = false,
        bias: Float = 0
    ) -> Int {
        let shape = self.shape(input)
        let output = tensor([
            1, size(shape[1], height, stride, isValid), size(shape[2], width, stride, isValid), filters,
        ])
        let kernel = weights([filters, height, width, shape[3]])
        let options: [Int: Value] = [0: .number(isValid ? 1 : 0), 1: .number(stride), 2: .number(stride)]
        add(3, [input, kernel, weights([filters], around: bias)], output, options: (1, options))
        return output
    }

    mutating func depthwise(_ input: Int, stride: Int = 1) -> Int {
        let shape = self.shape(input)
        let output = tensor([1, size(shape[1], 3, stride, false), size(shape[2], 3, stride, false), shape[3]])
        let kernel = weights([1, 3, 3, shape[3]])
        let options: [Int: Value] = [0: .number(0), 1: .number(stride), 2: .number(stride), 3: .number(1)]
        add(4, [input, kernel, weights([shape[3]])], output, options: (2, options))
        return output
    }

    mutating func sum(_ a: Int, _ b: Int) -> Int {
        let output = tensor(shape(a))
        add(0, [a, b], output, options: (11, [:]))
        return output
    }

    mutating func prelu(_ input: Int) -> Int {
        let output = tensor(shape(input))
        add(54, [input, weights([1, 1, shape(input)[3]])], output)
        return output
    }

    mutating func relu(_ input: Int) -> Int {
        let output = tensor(shape(input))
        add(19, [input], output)
        return output
    }

    mutating func pad(_ input: Int, channels: Int) -> Int {
        let shape = self.shape(input)
        let output = tensor([1, shape[1], shape[2], shape[3] + channels])
        add(34, [input, integers([4, 2], [0, 0, 0, 0, 0, 0, 0, channels])], output)
        return output
    }

    mutating func pool(_ input: Int) -> Int {
        let shape = self.shape(input)
        let output = tensor([1, shape[1] / 2, shape[2] / 2, shape[3]])
        let options: [Int: Value] = [1: .number(2), 2: .number(2), 3: .number(2), 4: .number(2)]
        add(17, [input], output, options: (5, options))
        return output
    }

    mutating func reshape(_ input: Int, _ shape: [Int]) -> Int {
        let output = tensor(shape)
        add(22, [input], output)
        return output
    }

    mutating func concatenation(_ a: Int, _ b: Int) -> Int {
        let output = tensor([1, shape(a)[1] + shape(b)[1], shape(a)[2]])
        add(2, [a, b], output, options: (10, [0: .number(1)]))
        return output
    }

    func shape(_ tensor: Int) -> [Int] {
        guard case .integers(let shape)? = tensors[tensor][0] else { return [] }
        return shape
    }

    private func size(_ input: Int, _ filter: Int, _ stride: Int, _ isValid: Bool) -> Int {
        isValid ? (input - filter) / stride + 1 : (input + stride - 1) / stride
    }
}
