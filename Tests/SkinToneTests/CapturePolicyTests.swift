import Testing

@testable import SkinTone

struct CapturePolicyTests {
    @Test func builtInPolicyNamesOnlyContractCodesAndAdvises() {
        let policy = CapturePolicy.standard
        #expect(policy.name == "moderate" && policy.version.hasPrefix("moderate-"))
        #expect(!policy.issues.isEmpty)
        for rule in policy.issues.values { #expect(rule.advice.hasSuffix(".")) }
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
