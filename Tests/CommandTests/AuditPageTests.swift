import ColorScience
import Foundation
import Reports
import Testing

@testable import SkinTone
@testable import shadewise

/// What an audit says, on its page and in the terminal.
struct AuditPageTests {
    /// Photos of every group: used, refused for every cause, without a face, without a reading.
    private static let items = ITAClass.allCases.flatMap { itaClass in
        let lightness = [78.0, 68, 58, 50, 38, 24][ITAClass.allCases.firstIndex(of: itaClass) ?? 0]
        return [-4.0, 0, 4].flatMap { lean in
            let truth = TypicalSkin.color(at: lightness) + Lab(0, -lean / 2, lean)
            let belief = SkinBelief(lab: truth + Lab(2, 1, -1), standardDeviation: 2)
            var refused = AuditReading(belief: belief, truth: truth)
            refused.refusals = CaptureIssue.Code.allCases
            let outcomes: [AuditItem.Outcome] = [
                .read(AuditReading(belief: belief, truth: truth)), .read(refused), .noFace, .failed("monochrome"),
            ]
            return outcomes.map { AuditItem(truth: truth, outcome: $0, isServable: true) }
        }
    }

    private static let sets = [
        AuditDescription(kind: .drawn, perGroup: 4, seed: 1, fold: "2/5", size: [240, 320]),
        AuditDescription(kind: .relit, perGroup: 4, seed: 1, fold: "1/1", photos: ["a", "b"]),
        AuditDescription(kind: .relit, perGroup: 4, seed: 1, fold: "1/1", photos: ["a"]),
        AuditDescription(kind: .labelled, manifest: "people"),
    ]

    private static let places: [AuditVerdict.Place?] =
        [nil, .all, .between(ToneGroup.all[0], ToneGroup.all[17])] + ToneGroup.all.map { .group($0) }
        + (0..<3).map { .third($0) } + (0..<4).map { .quarter($0) }

    private static func audit(
        _ set: AuditDescription, of items: [AuditItem] = items, _ verdicts: [AuditVerdict], faultyRows: Int = 0
    ) -> Audit {
        Audit(
            set: set, versions: AnalysisReport.Versions(models: "m", catalog: "c", policy: "p"), limits: .standard,
            tolerance: 2, catalog: "shades", statistics: AuditStatistics(of: items), verdicts: verdicts,
            faultyRows: faultyRows)
    }

    /// Nothing of a wording that is missing, or that a value was not filled into.
    private func expectWhole(_ text: String, _ name: String) throws {
        let shown = text.replacing(try Regex("<style>.*</style>").dotMatchesNewlines(), with: "")
        #expect(!shown.contains("{") && !shown.contains("}"), "\(name)")
        let labelled = shown.matches(of: try Regex("[a-z]+\\.[a-z][a-z_0-9]+|\\w+Label\\b")).map { shown[$0.range] }
        let words = shown.replacing(try Regex("<[^>]*>"), with: " ")
        let keys = words.matches(of: try Regex("\\b[a-z]+[A-Z]\\w*")).map { words[$0.range] }
        #expect(labelled.isEmpty && keys.isEmpty, "\(name): \(labelled) \(keys)")
        #expect(!shown.contains("nan") && !shown.contains("inf\""), "\(name)")
    }

    @Test func everyWordIsThere() throws {
        let outcomes: [AuditVerdict.Outcome] = [.passed, .unclear, .missed, .notJudged]
        for (number, set) in Self.sets.enumerated() {
            for outcome in outcomes {
                for (index, place) in Self.places.enumerated() {
                    let isJudged = outcome != .notJudged && place != nil
                    let verdicts = AuditVerdict.Measure.allCases.map { measure in
                        AuditVerdict(
                            measure: measure, outcome: outcome, value: isJudged ? -0.4 : nil,
                            place: isJudged ? place : nil, least: 0.1, most: 0.2,
                            margin: isJudged ? (index == 3 ? .infinity : 0.1) : nil)
                    }
                    // One of a kind has words of its own.
                    let shown = index.isMultiple(of: 2) ? verdicts : Array(verdicts.prefix(1))
                    let audit = Self.audit(set, shown, faultyRows: index % 3)
                    if index < 4 || number == 0 {
                        try expectWhole(AuditPage.html(audit), "\(set.kind) \(outcome) \(index)")
                    }
                    try expectWhole(AuditText.report(audit), "\(set.kind) \(outcome) \(index)")
                }
            }
        }
    }

    /// Enough photos and not one used: nothing can be judged, and that is no success.
    @Test func nothingUsedIsAMiss() throws {
        let nobody = (0..<30).map { _ in AuditItem(truth: Lab(57, 13, 19), outcome: .noFace) }
        let verdicts = AuditJudge(.standard).verdicts(on: AuditStatistics(of: nobody))
        #expect(verdicts.allSatisfy { $0.outcome != .missed })
        let audit = Self.audit(Self.sets[3], of: nobody, verdicts)
        #expect(audit.exitCode == 3 && !AuditReport(audit).passed && !AuditReport(audit).incomplete)
        for text in [AuditPage.html(audit), AuditText.report(audit)] {
            try expectWhole(text, "nobody")
            #expect(text.contains("this audit is missed"))
        }
        // Fewer say nothing yet.
        let few = Array(nobody.prefix(29))
        #expect(Self.audit(Self.sets[3], of: few, []).exitCode == 0)
        #expect(Self.audit(Self.sets[3], of: few, [], faultyRows: 1).exitCode == 1)
    }

    /// What is unclear passes, unless asked to be strict.
    @Test func strictAuditsMissWhatIsUnclear() throws {
        let verdict = AuditVerdict(
            measure: .medianRatio, outcome: .unclear, value: 1.3, place: .group(ToneGroup.all[0]), most: 1.25,
            margin: 0.1, reach: 0.2)
        var audit = Self.audit(Self.sets[3], [verdict])
        #expect(audit.exitCode == 0 && AuditReport(audit).passed && !AuditReport(audit).strict)
        audit.isStrict = true
        #expect(audit.exitCode == 3 && !AuditReport(audit).passed && AuditReport(audit).strict)
        #expect(AuditReport(audit).limits.first?.foundAbove == 1.45)
        for text in [AuditPage.html(audit), AuditText.report(audit)] {
            try expectWhole(text, "strict")
            #expect(text.contains("counts what is unclear as missed") && text.contains("from 1.45"))
        }
    }

    /// The classes are called what `analyze` and the JSON call them.
    @Test(arguments: ITAClass.allCases)
    func classesHaveOneName(itaClass: ITAClass) { #expect(AuditWords.depth(itaClass) == itaClass.rawValue) }

    @Test func hardlyAllIsNotAll() {
        let items = (0..<300).map { index in
            index == 0
                ? AuditItem(truth: Lab(57, 13, 19), outcome: .noFace)
                : AuditItem(
                    truth: Lab(57, 13, 19),
                    outcome: .read(
                        AuditReading(
                            belief: SkinBelief(lab: Lab(57, 13, 19), standardDeviation: 2), truth: Lab(57, 13, 19))))
        }
        let lines = AuditText.report(Self.audit(Self.sets[3], of: items, [])).split(separator: "\n")
        let all = lines.first { $0.hasPrefix("all ") }?.split(separator: " ")
        #expect(all?.prefix(3) == ["all", "300", ">99"], "\(lines)")
    }
}
