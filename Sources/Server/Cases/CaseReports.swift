internal import Consultation

/// A consultation's state, as `GET /v1/consultations/{id}` tells it.
struct CaseReport: Encodable {
    let id: String
    let customer: String?
    let category: String
    let locale: String
    let market: String
    let consent: Consent
    /// Events so far: what a client has seen, it names in no request, but can tell when something is new.
    let version: Int
    let asked: Int
    /// The question that waits for an answer.
    let openQuestion: String?
    let shown: [String]
    let requirements: [String]
}
