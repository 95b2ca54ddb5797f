internal import Consultation
internal import Stores

/// Somebody who is not there, for integrators: her shop's reference begins with `sandbox-`.
final class SandboxCustomer: Sendable {
    let name: String
    /// Skin and taste, which nobody sees.
    let record: SimulatedCustomer.Record
    let market: String
    let consent: Consent
    /// What the shop's systems know of the first shade that she was shown; `nil` for nothing.
    let order: (kind: ShopEvent.Kind, reason: String?)?
    /// What she says herself of the second.
    let says: FeedbackKind?
    /// What she wants of a person, and what she writes.
    let review: (kind: Review.Kind, note: String?)?
    /// What a person decided of that.
    let decision: Review.Decision?

    private init(
        _ name: String, _ skin: [Double], _ taste: [String: Double], _ market: String, _ consent: Consent,
        order: (ShopEvent.Kind, String?)? = nil, says: FeedbackKind? = nil, review: (Review.Kind, String?)? = nil,
        decision: Review.Decision? = nil
    ) {
        // As photos are off, for whoever took this one.
        let off = Double(name.utf8.first ?? 0).truncatingRemainder(dividingBy: 3) - 1
        let photo = SimulatedCustomer.Record.Photo(
            lab: [skin[0] + 2 * off, skin[1] - off, skin[2] + off], covariance: [9, -0.6, 1.2, 2.2, 0.4, 5])
        record = SimulatedCustomer.Record(skin: skin, taste: taste, photo: photo)
        (self.name, self.market, self.consent) = (name, market, consent)
        (self.order, self.says, self.review, self.decision) = (order, says, review, decision)
    }

    var customer: String { "sandbox-" + name }
    var consultation: String { "c_sandbox_" + name }
    var event: String { "sandbox-order-" + name }
    var reviewID: String { "w_sandbox_" + name }
}

extension SandboxCustomer {
    /// Of six tones from fair to deep, each with another turn of what can happen.
    static let all: [SandboxCustomer] = [
        SandboxCustomer(
            "ada", [73.5, 8.5, 14.5], ["finish.dewy": 1.2, "coverage.light": 0.8], "DE",
            Consent(analysis: true, learn: true),
            order: (.kept, nil), says: .liked),
        SandboxCustomer(
            "bea", [67, 10.5, 17], ["finish.matte": 1.1, "price": -1], "FR", Consent(analysis: true, learn: true),
            order: (.returned, "too dark"), review: (.contest, "On me it looks darker than on the picture.")),
        SandboxCustomer(
            "cleo", [60, 11.5, 19.5], ["coverage.full": 1, "finish.matte": 0.6], "GB",
            Consent(analysis: true, learn: true), order: (.kept, nil), says: .tooYellow),
        SandboxCustomer(
            "dalia", [51.5, 12.5, 20.5], ["vegan": 1.5, "finish.natural": 0.7], "DE",
            Consent(analysis: true, learn: true), order: (.returned, "changed my mind"),
            review: (.handoff, "I would rather talk to somebody.")),
        SandboxCustomer(
            "efua", [41.5, 12, 17.5], ["finish.satin": 0.9, "fragrance_free": 1.2], "GB",
            Consent(analysis: true, learn: false), order: (.purchased, nil),
            review: (.message, "Is there a refill of this one?"), decision: .approve),
        SandboxCustomer(
            "femi", [32, 10, 12.5], ["finish.radiant": 1, "coverage.medium": 0.8], "FR",
            Consent(analysis: true, learn: true), order: (.kept, nil), says: .rejected),
    ]
}
