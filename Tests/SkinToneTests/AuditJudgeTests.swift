import ColorScience
import Testing

@testable import SkinTone

struct AuditJudgeTests {
    private typealias Fixture = AuditFixture

    private func verdicts(_ items: [AuditItem], _ limits: AuditLimits = .standard) -> [AuditVerdict.Measure:
        AuditVerdict]
    {
        Dictionary(
            uniqueKeysWithValues: AuditJudge(limits).verdicts(on: AuditStatistics(of: items)).map { ($0.measure, $0) })
    }

    @Test func everythingIsJudgedAndFewAreNot() {
        let few = verdicts(Fixture.errors(1, count: 20).map { Fixture.item(Fixture.light, off: $0) })
        #expect(few.count == AuditVerdict.Measure.allCases.count)
        #expect(few.values.allSatisfy { $0.outcome == .notJudged && $0.value == nil })
    }

    @Test func evenSetHolds() {
        let items = [Fixture.light, Fixture.deep].flatMap { truth in
            Fixture.errors(2 * ExposureUnit.of(truth) / 3, count: 200).map { Fixture.item(truth, off: $0) }
        }
        let judged = verdicts(items)
        #expect(judged[.medianRatio]?.outcome == .passed && judged[.lightnessBias]?.outcome == .passed)
        #expect(judged[.recallSpread]?.outcome == .passed && judged[.refusalSpread]?.outcome == .passed)
    }

    /// One group is read lighter by what the limit does not allow.
    @Test func gapsAreMissedWhereTheyAreClear() {
        let light = Fixture.errors(1, count: 200).map { Fixture.item(Fixture.light, off: $0) }
        let deep = Fixture.errors(1, count: 200).map { Fixture.item(Fixture.deep, off: $0 + 4) }
        let judged = verdicts(light + deep)
        let bias = judged[.lightnessBias]
        #expect(bias?.outcome == .missed && bias?.place == .group(ToneGroup(Fixture.deep)))
        #expect(abs((bias?.value ?? 0) - 4) < 0.1)
        #expect(judged[.medianRatio]?.outcome == .missed)
        #expect(judged[.servedSpread]?.outcome == .missed)
        #expect(judged[.servedSpread]?.place == .between(ToneGroup(Fixture.deep), ToneGroup(Fixture.light)))
        #expect(judged[.coverage90]?.outcome == .missed)
    }

    /// The same gap in a small sample may be chance.
    @Test func gapsWithinSamplingErrorAreUnclear() {
        let items = Fixture.errors(4, count: 30).map { Fixture.item(Fixture.light, off: $0 + 2) }
        let bias = verdicts(items)[.lightnessBias]
        #expect(bias?.outcome == .unclear && (bias?.margin ?? 0) > 0.5)
    }

    /// What passes a limit by more than the worst sampling error is a miss wherever it is; a share has an end.
    @Test func theSmallestMissThatIsFoundIsTold() throws {
        let alone = verdicts(Fixture.errors(4, count: 30).map { Fixture.item(Fixture.light, off: $0) })
        let bias = try #require(alone[.lightnessBias])
        let margin = try #require(bias.margin)
        #expect(bias.foundAbove == 1.5 + margin && bias.foundBelow == -1.5 - margin)
        let others = Fixture.errors(1, count: 200).map { Fixture.item(Fixture.deep, off: $0) }
        let both = verdicts(Fixture.errors(4, count: 30).map { Fixture.item(Fixture.light, off: $0) } + others)
        #expect((both[.lightnessBias]?.foundAbove ?? 0) > 1.5 + margin, "two groups to be wrong about")
        func verdict(_ measure: AuditVerdict.Measure, least: Double?, reach: Double?) -> AuditVerdict {
            AuditVerdict(measure: measure, outcome: .passed, least: least, most: 0.93, reach: reach)
        }
        let coverage = verdict(.coverage90, least: 0.87, reach: 0.1)
        #expect(coverage.foundAbove == nil && abs((coverage.foundBelow ?? 0) - 0.77) < 1e-9)
        let spread = verdict(.servedSpread, least: nil, reach: 0.05)
        #expect(abs((spread.foundAbove ?? 0) - 0.98) < 1e-9 && spread.foundBelow == nil)
        #expect(verdict(.medianRatio, least: nil, reach: nil).foundAbove == nil)
    }

    @Test func facesThatAreMissedCount() {
        let found = (0..<100).map { _ in Fixture.item(Fixture.light, off: 1) }
        let missed = (0..<100).map { index in
            index < 30 ? AuditItem(truth: Fixture.deep, outcome: .noFace) : Fixture.item(Fixture.deep, off: 1)
        }
        let recall = verdicts(found + missed)[.recallSpread]
        #expect(recall?.outcome == .missed && abs((recall?.value ?? 0) - 0.3) < 1e-9)
    }

    /// A group in which no face is found is the worst of all, not left out.
    @Test func groupsWithoutAnyReadingCount() {
        let found = (0..<100).map { _ in Fixture.item(Fixture.light, off: 1) }
        func verdict(_ outcome: AuditItem.Outcome, _ measure: AuditVerdict.Measure) -> AuditVerdict? {
            verdicts(found + (0..<100).map { _ in AuditItem(truth: Fixture.deep, outcome: outcome) })[measure]
        }
        let recall = verdict(.noFace, .recallSpread)
        #expect(recall?.outcome == .missed && recall?.value == 1)
        let small = verdict(.failed("face_too_small"), .refusalSpread)
        #expect(small?.outcome == .missed && small?.value == 1)
        // Of what was not read there is no error.
        #expect(verdict(.noFace, .lightnessBias)?.place == .group(ToneGroup(Fixture.light)))
    }

    /// Two faces missed of ten may be chance; that hides no gap between large groups.
    @Test func clearGapsShowBehindWiderOnes() throws {
        func photos(_ truth: Lab<D65>, _ count: Int, found: Int) -> [AuditItem] {
            (0..<count).map { index in
                index < found ? Fixture.item(truth, off: 1) : AuditItem(truth: truth, outcome: .noFace)
            }
        }
        let medium = Lab<D65>(52, 13, 20)
        let limits = try AuditLimits(yaml: Array("fewest: 5".utf8), name: "own.yaml")
        let items =
            photos(Fixture.light, 1_000, found: 1_000) + photos(Fixture.deep, 1_000, found: 900)
            + photos(medium, 10, found: 8)
        let recall = verdicts(items, limits)[.recallSpread]
        #expect(recall?.outcome == .missed && abs((recall?.value ?? 0) - 0.1) < 1e-9)
        #expect(recall?.place == .between(ToneGroup(Fixture.deep), ToneGroup(Fixture.light)))
        let even = verdicts(photos(Fixture.light, 40, found: 40) + photos(Fixture.deep, 40, found: 40))[.recallSpread]
        #expect(even?.outcome == .passed && even?.value == 0 && even?.place == .all)
    }

    /// Φ⁻¹(0.95), Φ⁻¹(0.95^(1/18)), Φ⁻¹(0.95^(1/306)): SciPy's norm.ppf.
    @Test(arguments: [(1, 1.644_854), (18, 2.765_5), (306, 3.585_6)])
    func worstOfMany(count: Int, errors: Double) {
        #expect(abs(AuditJudge.errors(ofWorst: count) - errors) < 0.002)
    }

    @Test func ownLimitsReplaceOnlyTheirLines() throws {
        let own = try AuditLimits(yaml: Array("lightnessBias: 3\nfewest: 5 # hardly any".utf8), name: "own.yaml")
        #expect(own.lightnessBias == 3 && own.fewest == 5)
        #expect(
            own.medianRatio == AuditLimits.standard.medianRatio && own.coverage90 == AuditLimits.standard.coverage90)
        #expect(own.version != AuditLimits.standard.version)
        #expect(AuditLimits.standard.fewest == 30 && AuditLimits.standard.coverage90Part == (0.85, 0.95))
    }

    @Test(arguments: [
        ("ligthnessBias: 3", "ligthnessBias"), ("lightnessBias: -1", "at least 0"), ("fewest: many", "a number a line"),
        ("- 3", "a number a line"), ("coverage50Least: 0.9", "coverage"), ("recallSpread: .nan", "recallSpread"),
    ]) func brokenLimitsAreNamed(yaml: String, word: String) {
        let error = #expect(throws: PolicyError.self) { try AuditLimits(yaml: Array(yaml.utf8), name: "own.yaml") }
        #expect(
            error?.message.contains(word) == true && error?.message.contains("own.yaml") == true,
            "\(String(describing: error))")
    }
}
