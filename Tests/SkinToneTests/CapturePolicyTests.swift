import Testing

@testable import SkinTone

struct CapturePolicyTests {
    @Test(arguments: CapturePolicy.builtInNames)
    func builtInPoliciesHaveEveryCodeAndAdviceOfASentence(name: String) throws {
        let policy = try #require(CapturePolicy.builtIn(name))
        #expect(policy.name == name && policy.version.hasPrefix(name + "-"))
        #expect(Set(policy.issues.keys) == Set(CaptureIssue.Code.allCases.map(\.rawValue)))
        for rule in policy.issues.values { #expect(rule.advice.hasSuffix(".")) }
    }

    /// What a policy accepts, easier ones accept, and what it does not warn of, they do not.
    @Test func policiesGoFromStrictToRelaxed() {
        let policies = CapturePolicy.builtInNames.compactMap(CapturePolicy.builtIn)
        #expect(policies.count == 3 && CapturePolicy.builtIn("lenient") == nil)
        for (harder, easier) in zip(policies, policies.dropFirst()) {
            #expect(easier.minimumFaceWidth <= harder.minimumFaceWidth)
            for (code, rule) in easier.issues {
                let before = harder.issues[code]
                #expect(before?.worse == rule.worse)
                #expect(before?.isReached(before?.warning ?? 0, by: rule.warning) == true, "\(easier.name) \(code)")
                guard let refusal = rule.refusal else { continue }
                #expect(
                    before?.refusal.map { before?.isReached($0, by: refusal) == true } == true, "\(easier.name) \(code)"
                )
            }
        }
    }

    @Test(arguments: CapturePolicy.builtInNames)
    func guessesNeverRefuseExceptStrictly(name: String) {
        guard name != "strict" else { return }
        #expect(CapturePolicy.builtIn(name)?.issues["makeup_suspected"]?.refusal == nil)
        #expect(CapturePolicy.builtIn(name)?.issues["filter_suspected"]?.refusal == nil)
    }

    @Test(arguments: [
        ("name: x\nminimumFaceWidth: 50", "issues is missing"),
        ("name: x\nminimumFaceWidth: wide\nissues: {}", "minimumFaceWidth"),
        ("name: x\nminimumFaceWidth: -1\nissues: {}", "minimumFaceWidth"),
        ("name: x\nminimumFaceWidth: 50\nissues:\n  sleepy: {warning: 1, advice: a}", "unknown code \"sleepy\""),
        ("name: x\nminimumFaceWidth: 50\nissues:\n  blurred: {warning: 1}", "advice is missing"),
        ("name: x\nminimumFaceWidth: 50\nissues:\n  blurred: {warning: 2, refusal: 1, advice: a}", "refused before"),
        ("name: x\nminimumFaceWidth: 50\nissues:\n  blurred: {warning: .nan, advice: a}", "finite"),
        ("name: x\nminimumFaceWidth: 1e300\nissues: {}", "minimumFaceWidth"),
        ("name: [", "YAML"),
        ("", "capture policy"),
    ])
    func brokenPoliciesAreNamed(yaml: String, expected: String) {
        let error = #expect(throws: PolicyError.self) { try CapturePolicy(yaml: Array(yaml.utf8), name: "p.yaml") }
        #expect(error?.message.hasPrefix("p.yaml: ") == true)
        #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
    }

    @Test func limitsDecideSeverity() {
        let policy = CapturePolicy.standard
        func severity(_ code: CaptureIssue.Code, _ value: Double) -> CaptureIssue.Severity? {
            CaptureReport(measurements: [code: value], policy: policy).issues.first?.severity
        }
        #expect(severity(.poseTooOblique, 5) == nil)
        #expect(severity(.poseTooOblique, 30) == .warning)
        #expect(severity(.poseTooOblique, 60) == .refusal)
        #expect(severity(.lightingDark, 0.9) == nil)
        #expect(severity(.lightingDark, 0.1) == .refusal)
        #expect(severity(.severalFaces, 1) == nil)
        #expect(severity(.severalFaces, 9) == .warning)
    }
}
