import Inputs
import Reports
import ShadeCatalog

extension ShadeSearch.Answer {
    /// What a person should know before trusting the first candidate: how her words were read and what else they may
    /// mean; nothing for a SKU.
    func explanation(of text: String) -> [String] {
        let read = isSKU(text) ? [] : [Terminal.dim("understood: " + Terminal.safe(words))]
        guard isAmbiguous else { return read }
        let others = rivals.prefix(Self.named).map { "  \($0.shade.label)  \(Terminal.safe($0.shade.sku))" }
        let more = rivals.count > Self.named ? ["  and \(rivals.count - Self.named) more"] : []
        return read + ["Taken of several that fit as well; it may also be:"] + others + more
    }
}

/// One of the shades that words may mean.
struct CandidateReport: Encodable {
    var sku: String
    var score: Double

    init(_ candidate: ShadeSearch.Candidate) {
        sku = candidate.shade.sku
        score = candidate.score.rounded(to: 3)
    }
}

extension Shade {
    /// `Brand Product, Name`, safe for a terminal.
    var label: String { Terminal.safe(fullName) }
}
