/// A retailer's rules as a request gives them.
struct GivenPolicy: Decodable, Sendable {
    let policy: TenantPolicy
    /// Names that no rule has, sorted: a rule that is spelt wrong must not pass for one that holds.
    let unknown: [String]

    init(from decoder: any Decoder) throws {
        policy = try TenantPolicy(from: decoder)
        let given = try decoder.container(keyedBy: Name.self)
        // What is told with the rules may be sent back with them.
        let known = Set(TenantPolicy.CodingKeys.allCases.map(\.rawValue) + ["learning", "unknownMargins"])
        var unknown = given.allKeys.map(\.stringValue).filter { !known.contains($0) }
        let firm = Name(TenantPolicy.CodingKeys.firm.rawValue)
        if given.contains(firm), try !given.decodeNil(forKey: firm) {
            let goals = Set(FirmPolicy.CodingKeys.allCases.map(\.rawValue))
            unknown += try given.nestedContainer(keyedBy: Name.self, forKey: firm).allKeys.map(\.stringValue)
                .filter { !goals.contains($0) }.map { "firm." + $0 }
        }
        self.unknown = unknown.sorted()
    }

    /// Any name at all.
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }
}
