/// The map that a custom operator's options are, in FlexBuffers that a stranger may have written: every place is checked
/// against the map's own bytes before it is read.
/// - Source: the FlexBuffers binary format (flatbuffers.dev, "FlexBuffers"): types 1, 2, 3, 9, 11 and 12.
struct FlexMap {
    private static let mostKeys = 64

    private let file: [UInt8]
    /// Of the file.
    private let range: Range<Int>
    /// Bytes of each value in the map, and of each place in the list of keys.
    private let (width, keyWidth): (Int, Int)
    /// Where the first value and the first key's place lie.
    private let (values, keys): (Int, Int)
    private let count: Int

    /// - Parameter range: where the options lie in the file.
    init(_ file: [UInt8], _ range: Range<Int>) throws(FaceMeshError) {
        guard range.count >= 3 else { throw .unreadable("a custom operator comes without its options") }
        let (type, rootWidth) = (Int(file[range.upperBound - 2]), Int(file[range.upperBound - 1]))
        guard type >> 2 == 9 else { throw .unreadable("a custom operator's options are no map") }
        (self.file, self.range, width) = (file, range, 1 << (type & 3))
        values = try Self.follow(range.upperBound - 2 - rootWidth, rootWidth, file, range)
        count = try Self.unsigned(values - width, width, file, range)
        keys = try Self.follow(values - 3 * width, width, file, range)
        keyWidth = try Self.unsigned(values - 2 * width, width, file, range)
        guard count <= Self.mostKeys else { throw .unreadable("a custom operator has \(count) options") }
    }

    func integer(_ key: StaticString) throws(FaceMeshError) -> Int {
        let (place, type) = try value(of: key)
        guard type >> 2 == 1 || type >> 2 == 2 else { throw Self.missing(key) }
        return try Self.integer(place, width, isSigned: type >> 2 == 1, file, range)
    }

    func float(_ key: StaticString) throws(FaceMeshError) -> Float {
        let (place, type) = try value(of: key)
        guard type >> 2 == 3, width == 4 else { throw Self.missing(key) }
        return Float(bitPattern: UInt32(try Self.unsigned(place, width, file, range)))
    }

    func integers(_ key: StaticString, limit: Int) throws(FaceMeshError) -> [Int] {
        let (place, type) = try value(of: key)
        guard type >> 2 == 11 || type >> 2 == 12 else { throw Self.missing(key) }
        let size = 1 << (type & 3)
        let first = try Self.follow(place, width, file, range)
        let count = try Self.unsigned(first - size, size, file, range)
        guard count <= limit, count * size <= range.upperBound - first else {
            throw .unreadable("a custom operator's option \(key) claims \(count) entries")
        }
        var entries: [Int] = []
        entries.reserveCapacity(count)
        for index in 0..<count {
            entries.append(try Self.integer(first + index * size, size, isSigned: type >> 2 == 11, file, range))
        }
        return entries
    }

    private static func integer(
        _ place: Int, _ width: Int, isSigned: Bool, _ file: [UInt8], _ range: Range<Int>
    ) throws(FaceMeshError) -> Int {
        isSigned ? try signed(place, width, file, range) : try unsigned(place, width, file, range)
    }

    /// Where a key's value lies, and its type.
    private func value(of key: StaticString) throws(FaceMeshError) -> (place: Int, type: Int) {
        for index in 0..<count {
            let start = try Self.follow(keys + index * keyWidth, keyWidth, file, range)
            let isWanted = key.withUTF8Buffer { letters in
                start + letters.count < range.upperBound && file[start + letters.count] == 0
                    && letters.elementsEqual(file[start..<start + letters.count])
            }
            guard isWanted else { continue }
            return (values + index * width, try Self.unsigned(values + count * width + index, 1, file, range))
        }
        throw Self.missing(key)
    }

    private static func missing(_ key: StaticString) -> FaceMeshError {
        .unreadable("a custom operator lacks its option \(key), or has it as another type")
    }
}

extension FlexMap {
    /// Numbers of up to 8 bytes; none that is read here needs more than 32 bits.
    private static func unsigned(
        _ place: Int, _ width: Int, _ file: [UInt8], _ range: Range<Int>
    ) throws(FaceMeshError) -> Int {
        guard [1, 2, 4, 8].contains(width), place >= range.lowerBound, place <= range.upperBound - width else {
            throw .unreadable("a custom operator's options point outside themselves")
        }
        let bits = file[place..<place + width].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard bits <= UInt32.max else { throw .unreadable("a custom operator's option is too large") }
        return Int(bits)
    }

    private static func signed(
        _ place: Int, _ width: Int, _ file: [UInt8], _ range: Range<Int>
    ) throws(FaceMeshError) -> Int {
        let bits = try unsigned(place, width, file, range)
        let unused = Int.bitWidth - 8 * width
        return (bits << unused) >> unused
    }

    /// Places are given as how many bytes before their own they lie.
    private static func follow(
        _ place: Int, _ width: Int, _ file: [UInt8], _ range: Range<Int>
    ) throws(FaceMeshError) -> Int {
        let target = place - (try unsigned(place, width, file, range))
        guard target >= range.lowerBound else {
            throw .unreadable("a custom operator's options point outside themselves")
        }
        return target
    }
}
