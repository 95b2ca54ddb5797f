/// What a column holds. The databases' own types map onto these five, and onto no others.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(nilLiteral: ()) { self = .null }
}

extension SQLValue {
    package init(_ value: Int?) { self = value.map(Self.integer) ?? .null }
    package init(_ value: Double?) { self = value.map(Self.real) ?? .null }
    package init(_ value: String?) { self = value.map(Self.text) ?? .null }
    package init(_ value: [UInt8]?) { self = value.map(Self.blob) ?? .null }
    package init(_ value: Bool) { self = .integer(value ? 1 : 0) }
}

extension [SQLValue] {
    /// - Throws: `unstorable` when one cannot be kept: PostgreSQL has no U+0000, and SQLite takes what is no number for
    ///   nothing at all.
    package func checkStorable() throws(StoreError) {
        for value in self {
            switch value {
            case .text(let text) where text.utf8.contains(0):
                throw StoreError(code: .unstorable, message: "a text holds U+0000")
            case .real(let real) where real.isNaN:
                throw StoreError(code: .unstorable, message: "a figure is no number")
            default: break
            }
        }
    }
}
