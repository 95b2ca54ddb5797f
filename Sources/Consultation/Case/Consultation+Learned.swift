import ColorScience
import ShadeCatalog
public import SkinTone

extension Consultation {
    /// What her photos said one by one, as far as it is believed still; each once, whatever older programs took.
    /// - Complexity: O(events).
    public func photosBelieved() -> [PhotoEvidence] {
        let photos = events.reduce(into: [PhotoEvidence]()) { photos, event in
            switch event.what {
            case .photo(let statement): photos = statement.photos ?? []
            case .consented(let consent) where !consent.analysis: photos = []
            default: break
            }
        }
        var known: Set<PhotoEvidence> = []
        return photos.filter { known.insert($0).inserted }
    }

    /// Whether anything is known of her.
    public var hasSaidSomething: Bool { !statements.isEmpty }

    /// Chance that feedback says nothing.
    private static let feedbackNoise = 0.1

    /// What another photo in other light would tell beside those believed in, but for where it lies: a reading as sharp as
    /// theirs, less what errors of one face have in common, by 0.2 of any two (`SkinBelief.init(together:)`). `nil` where
    /// none may be asked for.
    func anotherPhoto(at time: Double) -> SkinEvidence? {
        guard consent.analysis else { return nil }
        for statement in statements {
            guard statement.source == .photo, case .skin(let photos) = statement.content else { continue }
            func variance(_ count: Double) -> Double { (1 + 0.2 * (count - 1)) / count }
            let count = Double(max(photosBelieved().count, 1))
            var reading = photos.aged(by: time - statement.at)
            reading.covariance = reading.covariance * (1 / (variance(count) / variance(count + 1) - 1))
            return reading
        }
        return nil
    }

    /// What was learned, and where from.
    struct Learned: Sendable {
        let evidence: Evidence
        let source: Source
        /// The factor of an answer's scores when it was asked for; else 1.
        let sharpness: Double
    }

    /// What was learned, where shades differ in `space`, and where from.
    /// - Parameters:
    ///   - model: of how likely shades are kept.
    ///   - time: in seconds since 1970; what was read of her skin long before counts less sharply.
    func evidence(in space: TasteSpace, _ model: KeepModel, at time: Double) -> [Learned] {
        statements.map { statement in
            let factor: Factor =
                switch statement.content {
                case .skin(let skin): .reading(skin.aged(by: time - statement.at))
                case .choice(let scores, let chosen, let noise):
                    .choice(
                        ChoiceEvidence(options: scores.map { $0.score(in: space) }, chosen: chosen, noise: noise))
                case .feedback(let feedback):
                    .choice(
                        ChoiceEvidence(
                            options: feedback.scores(model).map { $0.score(in: space) },
                            chosen: feedback.kind == .rejected || feedback.kind == .returned ? 1 : 0,
                            noise: Self.feedbackNoise))
                case .selection(let scores, let isChosen, let noise):
                    .selection(
                        SelectionEvidence(
                            options: scores.map { $0.score(in: space) }, isChosen: isChosen, noise: noise))
                }
            return Learned(
                evidence: Evidence(statement.id, factor), source: statement.source, sharpness: statement.sharpness)
        }
    }
}
