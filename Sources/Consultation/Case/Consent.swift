/// What a customer agrees to, purpose by purpose; nothing unless she says so.
public struct Consent: Codable, Sendable, Hashable {
    /// Reading her skin's colour off a photo.
    public var analysis = false
    /// Keeping the photo.
    public var retainImage = false
    /// A stylist looking at her case.
    public var review = false
    /// Learning from her answers and purchases for others.
    public var learn = false
    /// Writing to her.
    public var contact = false
    /// Pictures made by generative models.
    public var generative = false

    public init(analysis: Bool = false, learn: Bool = false) {
        (self.analysis, self.learn) = (analysis, learn)
    }
}

extension Consent {
    /// What is not said is not agreed to.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func agreed(_ key: CodingKeys) throws -> Bool { try container.decodeIfPresent(Bool.self, forKey: key) ?? false }
        self.init(analysis: try agreed(.analysis), learn: try agreed(.learn))
        (retainImage, review) = (try agreed(.retainImage), try agreed(.review))
        (contact, generative) = (try agreed(.contact), try agreed(.generative))
    }
}
