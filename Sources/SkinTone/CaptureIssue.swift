/// Something about a photo that limits what can be read from it.
public struct CaptureIssue: Sendable, Hashable {
    /// The contract's strings.
    public enum Code: String, Sendable, CaseIterable {
        case severalFaces = "several_faces"
        case poseTooOblique = "pose_too_oblique"
        case lightingDark = "lighting_dark"
        case lightingBright = "lighting_bright"
        case lightingUneven = "lighting_uneven"
        case clipped
        case colorCast = "color_cast"
        case blurred
        case occluded
        case makeupSuspected = "makeup_suspected"
        case filterSuspected = "filter_suspected"

        /// Whether a value is worse the smaller it is.
        var isWorseSmaller: Bool { self == .lightingDark || self == .filterSuspected }

        /// The issues that bring this one about by themselves: beside one of them it tells nothing.
        var causes: [Code] {
            switch self {
            // Washed-out skin has lost the colour that lips and lids are compared with, and covered ones are none.
            case .makeupSuspected: [.clipped, .occluded]
            // Neither a blurred photo nor washed-out skin shows any texture.
            case .filterSuspected: [.clipped, .blurred]
            default: []
            }
        }

        /// Whether a value is as bad as a limit, or worse.
        func isReached(_ limit: Double, by value: Double) -> Bool {
            isWorseSmaller ? value <= limit : value >= limit
        }
    }

    /// What an issue means for the photo.
    public enum Severity: String, Sendable {
        /// The reading stands, with a grain of salt.
        case warning
        /// The photo should not be used.
        case refusal = "error"
    }

    /// Names the rule in the policy file, and the unit of `value`.
    public var code: Code
    /// By which of the rule's two limits was passed.
    public var severity: Severity
    /// What was measured, in the unit the policy file gives for the code.
    public var value: Double
    /// The limit it passed.
    public var limit: Double
    /// One sentence a customer can act on, from the policy.
    public var advice: String
}

extension CaptureIssue {
    /// Whether its advice is the built-in sentence, and no policy's own.
    package var hasStandardAdvice: Bool { CapturePolicy.advice[code] == advice }
}

/// How good a photo is for reading skin.
public struct CaptureReport: Sendable, Hashable {
    /// In the order of `CaptureIssue.Code`; empty for a photo as it should be.
    public var issues: [CaptureIssue]

    /// What the photo is refused for.
    public var refusals: [CaptureIssue] { issues.filter { $0.severity == .refusal } }

    /// Whether a match may stand on this photo.
    public var isUsable: Bool { refusals.isEmpty }

    /// Judges measurements by a policy, in the order of the codes; leaves out what another issue explains.
    /// - Parameter refusing: what a photo is refused for by another measurement than it is warned of.
    init(
        measurements: [CaptureIssue.Code: Double], refusing: [CaptureIssue.Code: Double] = [:], policy: CapturePolicy
    ) {
        let all = CaptureIssue.Code.allCases.compactMap { code -> CaptureIssue? in
            guard let value = measurements[code], let rule = policy.issues[code] else { return nil }
            let decisive = refusing[code] ?? value
            if let refusal = rule.refusal, code.isReached(refusal, by: decisive) {
                return CaptureIssue(
                    code: code, severity: .refusal, value: decisive, limit: refusal, advice: rule.advice)
            }
            guard code.isReached(rule.warning, by: value) else { return nil }
            return CaptureIssue(code: code, severity: .warning, value: value, limit: rule.warning, advice: rule.advice)
        }
        let codes = Set(all.map(\.code))
        issues = all.filter { codes.isDisjoint(with: $0.code.causes) }
    }
}
