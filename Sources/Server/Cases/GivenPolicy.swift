internal import Consultation

/// A retailer's rules as a request gives them.
struct GivenPolicy: Decodable, Sendable {
    let policy: TenantPolicy
    /// Names that no rule has, sorted: a rule that is spelt wrong must not pass for one that holds.
    let unknown: [String]

    init(from decoder: any Decoder) throws {
        policy = try TenantPolicy(from: decoder)
        // What is told with the rules may be sent back with them.
        var unknown = try decoder.unknownKeys(
            besides: TenantPolicy.CodingKeys.allCases.map(\.rawValue) + ["learning", "unknownMargins"])
        let given = try decoder.container(keyedBy: TenantPolicy.CodingKeys.self)
        if given.contains(.firm), try !given.decodeNil(forKey: .firm) {
            unknown += try given.superDecoder(forKey: .firm)
                .unknownKeys(besides: FirmPolicy.CodingKeys.allCases.map(\.rawValue)).map { "firm." + $0 }
        }
        self.unknown = unknown.sorted()
    }
}
