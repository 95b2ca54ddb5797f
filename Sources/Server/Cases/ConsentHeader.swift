internal import Consultation
internal import HTTPTypes
internal import Stores

/// What a customer agreed to, as the `Consent` header of a request without a consultation says it:
/// `analysis, learn;v=1;guardian` — purposes of `Consent`, the version of the text that she was shown, and whether she
/// agrees as an `adult` for herself or as a `guardian` for a child, where the shop knows.
struct ConsentHeader: Sendable {
    /// Purposes of `Consent`, by name.
    let purposes: [String]
    /// Of the text.
    let version: String
    let basis: ConsentBasis?

    /// - Throws: `consent_required` without the header or without `analysis` in it; `invalid_request` for one that
    ///   cannot be understood.
    init(_ header: String?) throws(Problem) {
        guard let header else { throw Self.required }
        let parts = header.split(separator: ";").map { $0.trimmingSpaces() }
        let names = parts.first?.split(separator: ",").map { String($0.trimmingSpaces()) } ?? []
        let version = parts.dropFirst().first { $0.hasPrefix("v=") }.map { String($0.dropFirst(2)) } ?? ""
        let bases = parts.dropFirst().compactMap { ConsentBasis(rawValue: String($0)) }
        guard bases.count <= 1, parts.count <= 2 + bases.count, !version.isEmpty, version.utf8.count <= 32,
            Set(names).isSubset(of: Consent.purposes)
        else {
            throw .invalid(
                "Write `Consent: analysis;v=1`: purposes of \(Consent.purposes.sorted().joined(separator: ", ")), then "
                    + "the version of the text she agreed to; then `;adult` or `;guardian` where you know.")
        }
        guard names.contains("analysis") else { throw Self.required }
        (purposes, self.version, basis) = (names.sorted(), version, bases.first)
    }

    func receipt(customer: String? = nil, at time: Double) -> ConsentReceipt {
        ConsentReceipt(
            id: Store.newID("r"), consultation: nil, customer: customer, at: time, purposes: purposes, version: version,
            basis: basis)
    }

    static let required = Problem(
        .forbidden, "consent_required",
        "No photo is read without her consent: ask her, and send `Consent: analysis;v=1` (or agree to `analysis` in "
            + "the consultation).")
}

extension Consent {
    static let purposes: Set<String> = ["analysis", "retainImage", "review", "learn", "contact", "generative"]

    /// What she agreed to, by name.
    var names: [String] {
        let all: [(String, Bool)] = [
            ("analysis", analysis), ("retainImage", retainImage), ("review", review), ("learn", learn),
            ("contact", contact), ("generative", generative),
        ]
        return all.filter(\.1).map(\.0)
    }
}
