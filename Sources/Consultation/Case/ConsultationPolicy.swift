/// A retailer's rules for a consultation.
public struct ConsultationPolicy: Sendable, Hashable {
    /// How many shades are shown, 1...5.
    public var shown = 3
    /// How many questions may be asked.
    public var questionBudget = 8
    /// Whether questions marked as sensitive may be asked.
    public var asksSensitive = false
    /// In ΔE00: how far from the skin a shade still matches it.
    public var tolerance = 2.0

    /// What the shop would like.
    public var firm = FirmGoals()

    public init() {}
}
