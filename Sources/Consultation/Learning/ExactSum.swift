/// A sum that comes out the same in whatever order it is made: in units of 2⁻²⁴.
struct ExactSum: Codable, Sendable, Hashable {
    private var units: Int64 = 0

    init() {}

    var value: Double { Double(units) / Self.scale }

    /// What is no number adds nothing; what is huge counts as a million.
    static func += (sum: inout ExactSum, term: Double) {
        guard term.isFinite else { return }
        sum.units &+= Int64((min(max(term, -1e6), 1e6) * scale).rounded())
    }

    static func += (sum: inout ExactSum, other: ExactSum) { sum.units &+= other.units }

    private static let scale = 16_777_216.0

    func encode(to encoder: any Encoder) throws { try units.encode(to: encoder) }
    init(from decoder: any Decoder) throws { units = try Int64(from: decoder) }
}
