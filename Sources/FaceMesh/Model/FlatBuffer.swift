/// FlatBuffers bytes that a stranger may have written: every offset and length is checked against the bytes at hand
/// before it is followed, so damage gives an error and never a read outside.
/// - Source: the FlatBuffers binary format (flatbuffers.dev, "FlatBuffer internals").
struct FlatBuffer {
    let bytes: [UInt8]

    func unsigned16(at position: Int) throws(FaceMeshError) -> Int {
        try check(position, 2)
        return Int(bytes[position]) | Int(bytes[position + 1]) << 8
    }

    func unsigned32(at position: Int) throws(FaceMeshError) -> Int {
        try check(position, 4)
        return Int(bytes[position]) | Int(bytes[position + 1]) << 8
            | Int(bytes[position + 2]) << 16 | Int(bytes[position + 3]) << 24
    }

    func signed32(at position: Int) throws(FaceMeshError) -> Int {
        Int(Int32(truncatingIfNeeded: try unsigned32(at: position)))
    }

    func byte(at position: Int) throws(FaceMeshError) -> Int {
        try check(position, 1)
        return Int(bytes[position])
    }

    /// The outermost table, after checking the four letters at byte 4.
    func root(identifier: StaticString) throws(FaceMeshError) -> FlatTable {
        try check(0, 8)
        let matches = identifier.withUTF8Buffer { letters in letters.elementsEqual(bytes[4..<8]) }
        guard matches else { throw .unreadable("the file does not start as a TensorFlow Lite network") }
        return try FlatTable(in: self, at: try unsigned32(at: 0))
    }

    /// Positions come from the file: negative ones and ones past the end are its damage, not ours.
    private func check(_ position: Int, _ count: Int) throws(FaceMeshError) {
        guard position >= 0, position <= bytes.count - count else {
            throw .unreadable("the file is cut short or damaged: it points outside itself")
        }
    }
}

/// One table: a row of optional fields, found through its vtable.
struct FlatTable {
    private let buffer: FlatBuffer
    private let position: Int
    private let vtable: Int
    private let vtableSize: Int

    init(in buffer: FlatBuffer, at position: Int) throws(FaceMeshError) {
        self.buffer = buffer
        self.position = position
        vtable = position - (try buffer.signed32(at: position))
        vtableSize = try buffer.unsigned16(at: vtable)
    }

    /// Where a field's value lies; nil when the writer left it at its default.
    private func location(_ field: Int) throws(FaceMeshError) -> Int? {
        let entry = 4 + 2 * field
        guard entry + 2 <= vtableSize else { return nil }
        let offset = try buffer.unsigned16(at: vtable + entry)
        return offset == 0 ? nil : position + offset
    }

    func byte(_ field: Int, default missing: Int = 0) throws(FaceMeshError) -> Int {
        guard let place = try location(field) else { return missing }
        return try buffer.byte(at: place)
    }

    func integer(_ field: Int, default missing: Int = 0) throws(FaceMeshError) -> Int {
        guard let place = try location(field) else { return missing }
        return try buffer.signed32(at: place)
    }

    func table(_ field: Int) throws(FaceMeshError) -> FlatTable? {
        guard let place = try location(field) else { return nil }
        return try FlatTable(in: buffer, at: place + (try buffer.unsigned32(at: place)))
    }

    /// A vector of bytes, as the range it covers in the file; empty when absent.
    func bytes(_ field: Int) throws(FaceMeshError) -> Range<Int> {
        try vector(field, elementSize: 1, limit: .max)
    }

    /// A vector of 32-bit integers; empty when absent.
    func integers(_ field: Int, limit: Int) throws(FaceMeshError) -> [Int] {
        let range = try vector(field, elementSize: 4, limit: limit)
        var values: [Int] = []
        values.reserveCapacity(range.count / 4)
        for place in stride(from: range.lowerBound, to: range.upperBound, by: 4) {
            values.append(try buffer.signed32(at: place))
        }
        return values
    }

    /// A vector of tables; empty when absent.
    func tables(_ field: Int, limit: Int) throws(FaceMeshError) -> [FlatTable] {
        let range = try vector(field, elementSize: 4, limit: limit)
        var values: [FlatTable] = []
        values.reserveCapacity(range.count / 4)
        for place in stride(from: range.lowerBound, to: range.upperBound, by: 4) {
            values.append(try FlatTable(in: buffer, at: place + (try buffer.unsigned32(at: place))))
        }
        return values
    }

    private func vector(_ field: Int, elementSize: Int, limit: Int) throws(FaceMeshError) -> Range<Int> {
        guard let place = try location(field) else { return 0..<0 }
        let start = place + (try buffer.unsigned32(at: place))
        let count = try buffer.unsigned32(at: start)
        guard count <= limit else { throw .unreadable("the file claims \(count) entries where \(limit) are allowed") }
        guard count * elementSize <= buffer.bytes.count - start - 4 else {
            throw .unreadable("the file is cut short or damaged: a list reaches past its end")
        }
        return start + 4..<start + 4 + count * elementSize
    }
}
