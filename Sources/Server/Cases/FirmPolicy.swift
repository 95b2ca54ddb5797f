internal import Consultation

/// What the shop would like, as `PUT /v1/policy` takes it; what is left out stays as usual: without ε it has no say.
struct FirmPolicy: Codable, Sendable, Hashable {
    var goals = FirmGoals()

    enum CodingKeys: String, CodingKey, CaseIterable {
        case epsilon, margin, stock, lifetimeValue, usualMargin, margins
    }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func number(_ key: CodingKeys, _ usual: Double) throws -> Double {
            try container.decodeIfPresent(Double.self, forKey: key) ?? usual
        }
        goals.epsilon = try number(.epsilon, goals.epsilon)
        goals.margin = try number(.margin, goals.margin)
        goals.stock = try number(.stock, goals.stock)
        goals.lifetimeValue = try number(.lifetimeValue, goals.lifetimeValue)
        goals.usualMargin = try number(.usualMargin, goals.usualMargin)
        goals.margins = try container.decodeIfPresent([String: Double].self, forKey: .margins) ?? [:]
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(goals.epsilon, forKey: .epsilon)
        try container.encode(goals.margin, forKey: .margin)
        try container.encode(goals.stock, forKey: .stock)
        try container.encode(goals.lifetimeValue, forKey: .lifetimeValue)
        try container.encode(goals.usualMargin, forKey: .usualMargin)
        try container.encode(goals.margins, forKey: .margins)
    }
}

extension FirmPolicy {
    /// SKUs with a margin of their own, at most: rules are read with each request.
    private static let mostMargins = 2000

    /// All that is out of range, for people; empty when nothing is.
    var faults: [String] {
        var faults: [String] = []
        func check(_ value: Double, _ name: String, _ range: ClosedRange<Double>) {
            guard !range.contains(value) else { return }
            faults.append("`firm.\(name)` lies in \(range.lowerBound)...\(range.upperBound)")
        }
        check(goals.epsilon, "epsilon", FirmGoals.epsilons)
        check(goals.margin, "margin", FirmGoals.weights)
        check(goals.stock, "stock", FirmGoals.weights)
        check(goals.lifetimeValue, "lifetimeValue", FirmGoals.weights)
        check(goals.usualMargin, "usualMargin", FirmGoals.shares)
        if goals.margins.values.contains(where: { !FirmGoals.shares.contains($0) }) {
            faults.append("`firm.margins` lie in 0...1")
        }
        if goals.margins.count > Self.mostMargins {
            faults.append("`firm.margins` are of at most \(Self.mostMargins) SKUs")
        }
        return faults
    }
}
