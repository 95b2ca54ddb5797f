import CVector

extension TFLiteModel {
    /// A constant's numbers as 32-bit floats.
    func floats(_ index: Int) throws(FaceMeshError) -> [Float] {
        let tensor = tensors[index]
        guard !tensor.data.isEmpty else { throw .unsupported("weights that are computed instead of stored") }
        switch tensor.element {
        case .float32: return words(tensor.data).map { Float(bitPattern: $0) }
        case .float16: return halves(tensor.data)
        case .int32, nil: throw .unsupported("weights that are neither 16-bit nor 32-bit floats")
        }
    }

    /// A constant's numbers as integers.
    func integers(_ index: Int) throws(FaceMeshError) -> [Int] {
        guard tensors[index].element == .int32, !tensors[index].data.isEmpty else {
            throw .unsupported("an operand that should be stored integers")
        }
        return words(tensors[index].data).map { Int(Int32(bitPattern: $0)) }
    }

    // The ranges below were checked against the file when it was read.

    private func words(_ range: Range<Int>) -> [UInt32] {
        bytes.withUnsafeBytes { file in
            stride(from: range.lowerBound, to: range.upperBound, by: 4).map {
                UInt32(littleEndian: file.loadUnaligned(fromByteOffset: $0, as: UInt32.self))
            }
        }
    }

    private func halves(_ range: Range<Int>) -> [Float] {
        bytes.withUnsafeBytes { file in
            [Float](unsafeUninitializedCapacity: range.count / 2) { target, count in
                count = range.count / 2
                guard let source = file.baseAddress, let first = target.baseAddress else { return }
                var index = 0
                while index + 8 <= count {
                    cv_store(first + index, cv_load_f16(source + range.lowerBound + 2 * index))
                    index += 8
                }
                while index < count {
                    let bits = file.loadUnaligned(fromByteOffset: range.lowerBound + 2 * index, as: UInt16.self)
                    (first + index).initialize(to: Float(Float16(bitPattern: bits)))
                    index += 1
                }
            }
        }
    }
}
