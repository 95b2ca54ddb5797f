import Testing

@testable import SkinTone

struct CapturePolicyTests {
    @Test(arguments: CapturePolicy.builtInNames)
    func builtInPoliciesHaveEveryCodeAndAdviceOfASentence(name: String) throws {
        let policy = try #require(CapturePolicy.builtIn(name))
        #expect(policy.name == name && policy.version.hasPrefix(name + "-"))
        #expect(Set(policy.issues.keys) == Set(CaptureIssue.Code.allCases))
        for rule in policy.issues.values {
            let ends = rule.advice.count { ".!?".contains($0) }
            #expect(rule.advice.hasSuffix(".") && ends == 1, "\(rule.advice)")
        }
    }

    /// What a policy accepts, easier ones accept, and what it does not warn of, they do not.
    @Test func policiesGoFromStrictToRelaxed() {
        let policies = CapturePolicy.builtInNames.compactMap(CapturePolicy.builtIn)
        #expect(policies.count == 3 && CapturePolicy.builtIn("lenient") == nil)
        for (harder, easier) in zip(policies, policies.dropFirst()) {
            #expect(easier.minimumFaceWidth <= harder.minimumFaceWidth)
            for (code, rule) in easier.issues {
                let before = harder.issues[code]
                #expect(before.map { code.isReached($0.warning, by: rule.warning) } == true, "\(easier.name) \(code)")
                guard let refusal = rule.refusal else { continue }
                #expect(
                    before?.refusal.map { code.isReached($0, by: refusal) } == true, "\(easier.name) \(code)")
            }
        }
    }

    @Test(arguments: CapturePolicy.builtInNames)
    func guessesNeverRefuseExceptStrictly(name: String) {
        guard name != "strict" else { return }
        #expect(CapturePolicy.builtIn(name)?.issues[.makeupSuspected]?.refusal == nil)
        #expect(CapturePolicy.builtIn(name)?.issues[.filterSuspected]?.refusal == nil)
    }

    @Test(arguments: [
        ("name: x\nminimumFaceWidth: 50", "issues is missing"),
        ("name: x\nminimumFaceWidth: wide\nissues: {}", "minimumFaceWidth"),
        ("name: x\nminimumFaceWidth: -1\nissues: {}", "minimumFaceWidth"),
        ("name: x\nminimumFaceWidth: 50\nissues:\n  sleepy: {warning: 1, advice: a}", "unknown code \"sleepy\""),
        (
            "name: x\nminimumFaceWidth: 50\nissues:\n  photos_disagree: {warning: 1}",
            "unknown code \"photos_disagree\""
        ),
        ("name: x\nminimumFaceWidth: 50\nissues: {}\n? [a]\n: b", "it has a key that is not a word"),
        ("name: x\nminimumFaceWidth: 50\nissues:\n  blurred: {refusal: 1}", "issues.blurred.warning is missing"),
        ("name: x\nminimumFaceWidth: 50\nissues:\n  blurred: {warning: 1, advice: [a]}", "issues.blurred.advice"),
        ("name: x\nminimumFaceWidth: 50\nissues:\n  blurred: {warning: 2, refusal: 1}", "refused before"),
        ("name: x\nminimumFaceWidth: 50\nissues:\n  blurred: {warning: .nan}", "finite"),
        ("name: x\nminimumFaceWidth: 1e300\nissues: {}", "minimumFaceWidth"),
        (
            "name: x\nminimumFaceWidth: 50\nissues:\n  blurred: {warning: 1, refsual: 2}",
            "line 4: issues.blurred.refsual is not known; known here are warning, refusal, advice"
        ),
        (
            "name: x\nminimumFaceWidth: 50\nissues: {}\nminimumFacewidth: 90",
            "line 4: minimumFacewidth is not known; known here are name, minimumFaceWidth, issues"
        ),
        ("name: x\nminimumFaceWidth: 50\nissues:\n  blurred: 1", "issues.blurred has the wrong type"),
        ("name: [", "YAML"),
        ("", "capture policy"),
    ])
    func brokenPoliciesAreNamed(yaml: String, expected: String) {
        let error = #expect(throws: PolicyError.self) { try CapturePolicy(yaml: Array(yaml.utf8), name: "p.yaml") }
        #expect(error?.message.hasPrefix("p.yaml: ") == true)
        #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
    }

    @Test func advicesMayBeOnesOwn() throws {
        let text =
            "name: ours\nminimumFaceWidth: 50\nissues:\n  blurred: {warning: 0.01, advice: Ask at the counter.}\n"
        let policy = try CapturePolicy(yaml: Array((text + "  clipped: {warning: 0.1}\n").utf8), name: "ours.yaml")
        #expect(policy.issues[.blurred]?.advice == "Ask at the counter.")
        #expect(policy.issues[.clipped]?.advice == CapturePolicy.standard.issues[.clipped]?.advice)
    }

    /// What another issue brings about is no issue of its own, whichever policy says that the other one is there.
    @Test(arguments: CapturePolicy.builtInNames)
    func explainedIssuesAreLeftOut(name: String) throws {
        let policy = try #require(CapturePolicy.builtIn(name))
        for code in CaptureIssue.Code.allCases {
            let rule = try #require(policy.issues[code])
            for cause in code.causes {
                let (limit, isWorseSmaller) = (try #require(policy.issues[cause]?.warning), cause.isWorseSmaller)
                func codes(_ value: Double) -> [CaptureIssue.Code] {
                    CaptureReport(measurements: [code: rule.warning, cause: value], policy: policy).issues.map(\.code)
                }
                #expect(codes(limit) == [cause] && codes(isWorseSmaller ? limit * 1.01 : limit * 0.99) == [code])
            }
        }
    }

    /// A washed-out forehead is a pity; a washed-out jaw leaves nothing to read.
    @Test func refusalsMayGoByWhatIsReadAlone() {
        func issue(face: Double, site: Double) -> CaptureIssue? {
            CaptureReport(measurements: [.clipped: face], refusing: [.clipped: site], policy: .standard).issues.first
        }
        let forehead = issue(face: 0.6, site: 0.1)
        #expect(forehead?.severity == .warning && forehead?.value == 0.6)
        let jaw = issue(face: 0.4, site: 0.7)
        #expect(jaw?.severity == .refusal && jaw?.value == 0.7 && jaw?.limit == 0.5)
        #expect(issue(face: 0.2, site: 0.1)?.severity == .warning)
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
