/// Bounds-checked integers out of a slice of bytes; reading outside gives `nil`, never a trap.
struct ByteReader {
    let bytes: ArraySlice<UInt8>
    var isBigEndian = true

    var count: Int { bytes.count }

    func byte(at offset: Int) -> Int? {
        guard offset >= 0, offset < bytes.count else { return nil }
        return Int(bytes[bytes.startIndex + offset])
    }

    func uint16(at offset: Int) -> Int? { integer(at: offset, count: 2) }
    func uint32(at offset: Int) -> Int? { integer(at: offset, count: 4) }

    func slice(at offset: Int, count: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
        return bytes[bytes.startIndex + offset..<bytes.startIndex + offset + count]
    }

    private func integer(at offset: Int, count: Int) -> Int? {
        guard let part = slice(at: offset, count: count) else { return nil }
        return isBigEndian ? part.reduce(0) { $0 << 8 | Int($1) } : part.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
