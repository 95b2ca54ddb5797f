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
    private let assessment = Once<Assessment>()
    private let question = Once<AskedQuestion?>()
    private let advice = Once<(Recommendation, Explanation)>()

    init(_ consultation: Consultation, _ id: String, by advisor: Advisor) {
        (self.consultation, self.advisor) = (consultation, advisor)
        seed = UInt64(truncatingIfNeeded: id.utf8.reduce(5_381) { $0 &* 33 &+ Int($1) })
    }

    /// The question worth most, if one is worth its cost.
    func nextQuestion() -> AskedQuestion? {
        let found = question.value { known().nextQuestion()?.asked(in: advisor.offer) }
        if advice.isKnown { assessment.forget() }
        return found
    }

    /// The shades to show, and why.
    func recommendation() -> (Recommendation, Explanation) {
        let found = advice.value {
            var generator = SplitMix64(seed: seed)
            let assessment = known()
            return (assessment.recommendation(using: &generator), assessment.explanation())
        }
        if question.isKnown { assessment.forget() }
        return found
    }

    private func known() -> Assessment { assessment.value { advisor.assess(consultation) } }
}

/// Worked out by who asks first; who asks meanwhile waits.
private final class Once<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var known: Value?

    var isKnown: Bool { lock.withLock { known != nil } }

    func value(_ make: () -> Value) -> Value {
        lock.withLock {
            if let known { return known }
            let made = make()
            known = made
            return made
        }
    }

    /// Whoever asks again has it worked out again.
    func forget() { lock.withLock { known = nil } }
}
