internal import ColorScience
internal import Consultation
internal import Foundation

/// What a case comes to, each part worked out when it is first asked for. Who asks meanwhile waits for it: on a worker, as
/// it takes processor time.
final class AssessedCase: @unchecked Sendable {
    let advisor: Advisor
    private let consultation: Consultation
    /// The same case gives the same draw, however often it is asked for.
    private let seed: UInt64
    private let lock = NSLock()
    private var assessment: Assessment?
    private var question: AskedQuestion??
    private var advice: (Recommendation, Explanation)?

    init(_ consultation: Consultation, _ id: String, by advisor: Advisor) {
        (self.consultation, self.advisor) = (consultation, advisor)
        seed = UInt64(truncatingIfNeeded: id.utf8.reduce(5_381) { $0 &* 33 &+ Int($1) })
    }

    /// The question worth most, if one is worth its cost.
    func nextQuestion() -> AskedQuestion? {
        lock.withLock {
            if let question { return question }
            let found = known().nextQuestion()?.asked(in: advisor.offer)
            question = .some(found)
            return found
        }
    }

    /// The shades to show, and why.
    func recommendation() -> (Recommendation, Explanation) {
        lock.withLock {
            if let advice { return advice }
            var generator = SplitMix64(seed: seed)
            let found = (known().recommendation(using: &generator), known().explanation())
            advice = found
            return found
        }
    }

    private func known() -> Assessment {
        if let assessment { return assessment }
        let made = advisor.assess(consultation)
        assessment = made
        return made
    }
}
