/// Operators on landmarks.
extension NetworkWriter {
    /// An option of a custom operator.
    enum Option {
        case integer(Int)
        case float(Float)
        case integers([Int])
    }

    static let frameOptions: [(String, Option)] = [
        ("left_rotation_idx", .integer(2)), ("output_height", .integer(4)), ("output_width", .integer(6)),
        ("right_rotation_idx", .integer(0)), ("scale_x", .float(1.5)), ("scale_y", .float(1.25)),
        ("subset_idxs", .integers([0, 3, 1, 4])), ("target_rotation_radians", .float(0.25)),
    ]

    /// Pixels that a network looks at closely, around landmarks it found first, and where five points in them lie.
    static func landmarkNetwork(side: Int, channels: Int, frame: [(String, Option)] = frameOptions) -> [UInt8] {
        var writer = NetworkWriter()
        let input = writer.tensor([1, 2 * side, 2 * side, 3])
        let trunk = writer.relu(writer.convolution(input, filters: channels, 3, 3, stride: 2))
        // Around the middle of what is looked at, once they are halved.
        let landmarks = writer.convolution(trunk, filters: 15, side, side, isValid: true, bias: Float(side))
        let half = writer.figures([1], [0.5])
        let scaled = writer.multiply(writer.reshape(landmarks, [1, 5, 3]), half)
        let matrix = writer.tensor([1, 4, 4])
        writer.add(custom: "Landmarks2TransformMatrix", [scaled], matrix, options: flexMap(frame))
        let crop = writer.tensor([1, 4, 6, channels])
        writer.add(custom: "TransformTensorBilinear", [trunk, matrix], crop)
        let branch = writer.convolution(writer.depthwise(crop), filters: channels, 1, 1)
        let seen = writer.prelu(writer.sum(crop, branch))
        let points = writer.reshape(writer.convolution(seen, filters: 10, 4, 6, isValid: true), [1, 5, 2])
        let placed = [writer.tensor([1, 5, 2]), writer.tensor([1, 5, 2])]
        let scaledMatrix = writer.multiply(matrix, writer.weights([1, 4, 4]))
        writer.add(custom: "TransformLandmarks", [points, scaledMatrix], placed[0])
        writer.add(custom: "TransformLandmarks", [points, matrix], placed[1])
        writer.outputs = [
            writer.all(of: landmarks), writer.reshape(placed[0], [1, 1, 1, 10]), placed[1],
            writer.convolution(crop, filters: 3, 1, 1),
        ]
        return writer.file(input: input)
    }

    private mutating func multiply(_ input: Int, _ factors: Int) -> Int {
        let output = tensor(shape(input))
        add(18, [input, factors], output, options: (21, [:]))
        return output
    }

    /// STRIDED_SLICE of everything.
    private mutating func all(of input: Int) -> Int {
        let shape = self.shape(input)
        let output = tensor(shape)
        let bounds = [shape.map { _ in 0 }, shape, shape.map { _ in 1 }]
        let operands = [input] + bounds.map { integers([4], $0) }
        add(45, operands, output, options: (32, [:]))
        return output
    }

    /// A map in FlexBuffers, four bytes a value.
    static func flexMap(_ options: [(key: String, value: Option)]) -> [UInt8] {
        var bytes: [UInt8] = []
        func distance(to place: Int) -> [UInt8] { little(bytes.count - place, 4) }
        let names = options.map { option in
            defer { bytes += Array(option.key.utf8) + [0] }
            return bytes.count
        }
        let lists: [Int] = options.map { option in
            guard case .integers(let entries) = option.value else { return 0 }
            bytes += little(entries.count, 4)
            defer { bytes += entries.flatMap { little($0, 4) } }
            return bytes.count
        }
        bytes += little(options.count, 4)
        let keys = bytes.count
        for name in names { bytes += distance(to: name) }
        bytes += distance(to: keys)
        bytes += little(4, 4) + little(options.count, 4)
        let values = bytes.count
        for (option, list) in zip(options, lists) {
            switch option.value {
            case .integer(let value): bytes += little(value, 4)
            case .float(let value): bytes += little(Int(value.bitPattern), 4)
            case .integers: bytes += distance(to: list)
            }
        }
        // A type is its number above two bits for the width.
        bytes += options.map { option in
            switch option.value {
            case .integer: 1 << 2 | 2
            case .float: 3 << 2 | 2
            case .integers: 11 << 2 | 2
            }
        }
        return bytes + [UInt8(bytes.count - values), 9 << 2 | 2, 1]
    }
}
