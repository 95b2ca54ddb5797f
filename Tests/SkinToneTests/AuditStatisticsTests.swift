import ColorScience
import Testing

@testable import SkinTone

struct AuditStatisticsTests {
    private typealias Fixture = AuditFixture

    @Test func whatIsNoReadingIsCountedWhereItBelongs() {
        let items =
            [Fixture.item(Fixture.light, off: 1), Fixture.item(Fixture.light, off: 3)]
            + [Fixture.item(Fixture.light, off: 9, refusedFor: [.blurred, .clipped])]
            + [
                AuditItem(truth: Fixture.light, outcome: .noFace),
                AuditItem(truth: Fixture.light, outcome: .failed("monochrome")),
                AuditItem(truth: Fixture.deep, outcome: .unreadable("truncated_image")),
            ]
        let statistics = AuditStatistics(of: items)
        let all = statistics.overall
        #expect(all.photos == 5 && all.found == AuditShare(4, of: 5) && all.refused == AuditShare(2, of: 4))
        #expect(all.used == 2 && all.deltaE00.median == 2 && all.lightnessError.mean == 2)
        #expect(all.inside50 == AuditShare(1, of: 2) && all.inside90 == AuditShare(2, of: 2))
        #expect(all.served == AuditShare(1, of: 2) && all.servable == AuditShare(2, of: 2))
        #expect(statistics.allRead.used == 3 && statistics.allRead.deltaE00.quantile(1) == 9)
        #expect(statistics.groups.count == 1 && statistics.groups[0].group == ToneGroup(Fixture.light))
        #expect(statistics.refusals.map(\.code) == [.clipped, .blurred])
        #expect(statistics.failures.map(\.code) == ["monochrome", "no_face", "truncated_image"])
        #expect(statistics.unreadable == 1)
    }

    /// Truths drawn from the beliefs themselves lie where the beliefs say; twice as far, they do not.
    @Test(arguments: [(1.0, 0.5, 0.9), (2.0, 0.16, 0.42)])
    func coverageIsTheBeliefs(scatter: Double, half: Double, ninth: Double) throws {
        let belief = SkinBelief(lab: Lab(57, 13, 19), standardDeviation: 3)
        let items = NormalSequence.draws(240).map { draw in
            let truth = Lab<D65>(57 + 3 * scatter * draw.x, 13 + 3 * scatter * draw.y, 19 + 3 * scatter * draw.z)
            return AuditItem(truth: truth, outcome: .read(AuditReading(belief: belief, truth: truth)))
        }
        let statistics = AuditStatistics(of: items)
        #expect(abs(try #require(statistics.overall.inside50.value) - half) < 0.06)
        #expect(abs(try #require(statistics.overall.inside90.value) - ninth) < 0.06)
        for (nominal, inside) in statistics.calibration where scatter == 1 {
            #expect(abs(try #require(inside.value) - nominal) < 0.06)
        }
        // All beliefs are of one width: the baseline is the same but for its shape.
        let (energy, baseline) = (try #require(statistics.overall.energy), try #require(statistics.baselineEnergy))
        #expect(abs(energy / baseline - 1) < 0.02)
    }

    @Test func partsAreEvenAndRanked() {
        let items = (0..<14).map { index in
            var item = Fixture.item(Lab(30 + Double(index), 9, 12))
            if case .read(var reading) = item.outcome {
                reading.radius90 = 20 - Double(index)
                item.outcome = .read(reading)
            }
            return item
        }
        let statistics = AuditStatistics(of: items.reversed())
        #expect(statistics.depths.map(\.used) == [4, 5, 5])
        #expect(statistics.radii.map(\.used) == [3, 4, 3, 4])
        #expect(statistics.radii.compactMap(\.radius90.median) == [8, 11.5, 15, 18.5])
    }

    @Test func errorsAreSeenBesideExposure() throws {
        let items = [Fixture.light, Fixture.deep].flatMap { truth in
            let unit = ExposureUnit.of(truth)
            return Fixture.errors(unit, count: 41).map { Fixture.item(truth, off: $0) }
        }
        for (_, figures) in AuditStatistics(of: items).groups {
            #expect(abs(try #require(figures.relativeMedian) - 1) < 0.02)
        }
    }
}
