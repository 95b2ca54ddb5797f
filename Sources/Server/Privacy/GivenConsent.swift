internal import Consultation
internal import Stores

/// Consent as a request's JSON gives it: the purposes, and by what right somebody agrees to them, `adult: true` or
/// `guardian: true`.
struct GivenConsent: Decodable, Sendable {
    let consent: Consent
    let basis: ConsentBasis?

    init(consent: Consent = Consent(), basis: ConsentBasis? = nil) { (self.consent, self.basis) = (consent, basis) }

    private enum CodingKeys: CodingKey { case adult, guardian }

    init(from decoder: any Decoder) throws {
        consent = try Consent(from: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let isAdult = try container.decodeIfPresent(Bool.self, forKey: .adult) ?? false
        let isGuardian = try container.decodeIfPresent(Bool.self, forKey: .guardian) ?? false
        guard !(isAdult && isGuardian) else {
            throw Problem.invalid(
                "Consent is an adult's for herself, `adult`, or for a child, `guardian`: give one of the two.")
        }
        basis = isAdult ? .adult : isGuardian ? .guardian : nil
    }
}
