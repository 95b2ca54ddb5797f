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
