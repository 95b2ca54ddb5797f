import CVector

/// A constant's numbers, read from the file's own bytes: networks store theirs at half precision, and unpacking them
/// apart would touch twice the memory.
struct StoredWeights: Sendable {
    let count: Int
    private let bytes: [UInt8]
    private let start: Int
    private let isHalf: Bool

    /// - Parameter range: checked against the file when it was read.
    fileprivate init(_ bytes: [UInt8], _ range: Range<Int>, isHalf: Bool) {
        self.bytes = bytes
        start = range.lowerBound
        self.isHalf = isHalf
        count = range.count / (isHalf ? 2 : 4)
    }

    subscript(index: Int) -> Float {
        precondition(0..<count ~= index, "a weight's number lies in 0..<count")
        return bytes.withUnsafeBytes { file in
            if isHalf {
                let bits = UInt16(littleEndian: file.loadUnaligned(fromByteOffset: start + 2 * index, as: UInt16.self))
                return cv_float_of_half(bits)
            }
            let bits = UInt32(littleEndian: file.loadUnaligned(fromByteOffset: start + 4 * index, as: UInt32.self))
            return Float(bitPattern: bits)
        }
    }

    /// Writes eight runs of eight numbers, `step` apart, as the columns of a square whose rows lie `targetStep` apart.
    func transpose(_ first: Int, _ step: Int, into target: UnsafeMutablePointer<Float>, _ targetStep: Int) {
        precondition(first >= 0 && step >= 0 && first + 7 * step + 8 <= count, "eight runs lie within the weights")
        bytes.withUnsafeBytes { file in
            guard let file = file.baseAddress else { return }
            if isHalf {
                cv_transpose_f16(file + start + 2 * first, step, target, targetStep)
            } else {
                cv_transpose_f32(file + start + 4 * first, step, target, targetStep)
            }
        }
    }
}

extension TFLiteModel {
    /// A constant's numbers as the file holds them.
    func weights(_ index: Int) throws(FaceMeshError) -> StoredWeights {
        let tensor = tensors[index]
        guard !tensor.data.isEmpty else { throw .unsupported("weights that are computed instead of stored") }
        guard tensor.element == .float32 || tensor.element == .float16 else {
            throw .unsupported("weights that are neither 16-bit nor 32-bit floats")
        }
        return StoredWeights(bytes, tensor.data, isHalf: tensor.element == .float16)
    }

    /// A constant's numbers as 32-bit floats.
    func floats(_ index: Int) throws(FaceMeshError) -> [Float] {
        let weights = try weights(index)
        return (0..<weights.count).map { weights[$0] }
    }

    /// A constant's numbers as integers.
    func integers(_ index: Int) throws(FaceMeshError) -> [Int] {
        guard tensors[index].element == .int32, !tensors[index].data.isEmpty else {
            throw .unsupported("an operand that should be stored integers")
        }
        let range = tensors[index].data
        return bytes.withUnsafeBytes { file in
            stride(from: range.lowerBound, to: range.upperBound, by: 4).map {
                Int(Int32(littleEndian: file.loadUnaligned(fromByteOffset: $0, as: Int32.self)))
            }
        }
    }
}
