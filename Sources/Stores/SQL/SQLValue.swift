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
