internal import CPostgres
internal import Stores

/// The server's types, by the numbers that its catalog gives them, and how their values are written.
/// - Source: PostgreSQL, `src/include/catalog/pg_type.dat`.
struct PostgreSQLType: RawRepresentable, Hashable {
    let rawValue: Oid

    static let boolean = Self(rawValue: 16)
    static let bytes = Self(rawValue: 17)
    static let name = Self(rawValue: 19)
    static let integer64 = Self(rawValue: 20)
    static let integer16 = Self(rawValue: 21)
    static let integer32 = Self(rawValue: 23)
    static let text = Self(rawValue: 25)
    static let real32 = Self(rawValue: 700)
    static let real64 = Self(rawValue: 701)
    static let unknown = Self(rawValue: 705)
    static let varying = Self(rawValue: 1043)
    static let numeric = Self(rawValue: 1700)
    static let void = Self(rawValue: 2278)
}

extension PostgreSQLType {
    /// A value on its way to the server: in the server's binary form where that is shorter or exact, else as text.
    struct Parameter {
        /// `nil` for NULL.
        var bytes: [UInt8]?
        var isBinary: Bool
    }

    func parameter(_ value: SQLValue) -> Parameter {
        switch (value, self) {
        case (.null, _): Parameter(bytes: nil, isBinary: true)
        case (.blob(let blob), _): Parameter(bytes: blob, isBinary: true)
        case (.integer(let integer), .integer64): Parameter(bytes: Self.bigEndian(Int64(integer)), isBinary: true)
        case (.integer(let integer), .real64):
            Parameter(bytes: Self.bigEndian(Double(integer).bitPattern), isBinary: true)
        case (.real(let real), .real64): Parameter(bytes: Self.bigEndian(real.bitPattern), isBinary: true)
        case (.integer(let integer), _): Parameter(bytes: Array("\(integer)".utf8), isBinary: false)
        case (.real(let real), _): Parameter(bytes: Array("\(real)".utf8), isBinary: false)
        case (.text(let text), _): Parameter(bytes: Array(text.utf8), isBinary: false)
        }
    }

    private static func bigEndian(_ integer: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: integer.bigEndian) { Array($0) }
    }
}

extension PostgreSQLType {
    /// A value in the server's binary form; `nil` when the type is none that is read here, or too short.
    func value(of bytes: UnsafeRawBufferPointer) -> SQLValue? {
        switch self {
        case .text, .varying, .name, .unknown: .text(String(decoding: bytes, as: UTF8.self))
        case .bytes: .blob([UInt8](bytes))
        case .integer64: Self.integer(Int64.self, bytes).map { .integer(Int($0)) }
        case .integer32: Self.integer(Int32.self, bytes).map { .integer(Int($0)) }
        case .integer16: Self.integer(Int16.self, bytes).map { .integer(Int($0)) }
        case .boolean: bytes.first.map { .integer(Int($0)) }
        case .real64: Self.integer(UInt64.self, bytes).map { .real(Double(bitPattern: $0)) }
        case .real32: Self.integer(UInt32.self, bytes).map { .real(Double(Float(bitPattern: $0))) }
        case .numeric: Self.numeric(bytes)
        case .void: .null
        default: nil
        }
    }

    private static func integer<Integer: FixedWidthInteger>(
        _ type: Integer.Type, _ bytes: UnsafeRawBufferPointer, at offset: Int = 0
    ) -> Integer? {
        guard offset + MemoryLayout<Integer>.size <= bytes.count else { return nil }
        return Integer(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Integer.self))
    }

    /// Sums of integers come as decimals: four digits to a group, the first being worth 10000^weight.
    private static func numeric(_ bytes: UnsafeRawBufferPointer) -> SQLValue? {
        guard let count = integer(Int16.self, bytes), let weight = integer(Int16.self, bytes, at: 2),
            let sign = integer(UInt16.self, bytes, at: 4), sign == 0 || sign == 0x4000
        else { return nil }
        var digits = sign == 0 ? "0" : "-0"
        for index in 0..<Int(count) {
            guard let group = integer(UInt16.self, bytes, at: 8 + 2 * index), group < 10_000 else { return nil }
            digits += String(group + 10_000).dropFirst()
        }
        let exponent = 4 * (Int(weight) - Int(count) + 1)
        // Zeros at its end are left out.
        if exponent >= 0, exponent <= 20, let exact = Int(digits + String(repeating: "0", count: exponent)) {
            return .integer(exact)
        }
        return Double("\(digits)e\(exponent)").map { .real($0) }
    }
}
