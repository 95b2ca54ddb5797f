import ColorScience
import Foundation
import ShadeCatalog
import Testing

@testable import Consultation

struct LearningTests {
    private static func cases(_ count: Int, seed: UInt64 = 3) throws -> (Advisor, [Consultation]) {
        let advisor = Advisor(offer: try AdvisorTests.offer.get())
        var simulation = Simulation(advisor: advisor)
        simulation.questions = 3
        let cases = try (0..<count).map {
            try simulation.consultation(with: SimulatedCustomer(id: $0, seed: seed, offer: advisor.offer))
        }
        return (advisor, cases)
    }

    private static func lessons(_ advisor: Advisor, _ cases: [Consultation], rounds: Int = 1) -> Lessons {
        var lessons = Lessons()
        for _ in 0..<rounds {
            let teaching = Teaching(advisor, after: lessons)
            var next = teaching.nothing
            for consultation in cases { next.add(teaching.lesson(of: consultation)) }
            lessons = next
        }
        return lessons
    }

    /// In any order, and in parts, the same to the last bit; also after a trip through JSON.
    @Test func orderDoesNotMatter() throws {
        let (advisor, cases) = try Self.cases(12)
        let lessons = Self.lessons(advisor, cases)
        #expect(lessons.customers == 12)
        #expect(Self.lessons(advisor, cases.reversed()) == lessons)
        var parts = Self.lessons(advisor, Array(cases[6...]))
        parts.add(Self.lessons(advisor, Array(cases[..<6])))
        #expect(parts == lessons)
        #expect(try JSONDecoder().decode(Lessons.self, from: try JSONEncoder().encode(lessons)) == lessons)
    }

    /// Whoever does not agree, or no longer, moves nothing.
    @Test func nothingIsLearnedWithoutConsent() throws {
        let (advisor, cases) = try Self.cases(6)
        let all = Self.lessons(advisor, cases)
        var withdrawn = cases
        for place in withdrawn.indices {
            try withdrawn[place].record(ConsultationEvent(at: 99, .consented(Consent(analysis: true, learn: false))))
        }
        #expect(Self.lessons(advisor, withdrawn) == Lessons())
        let (new, _) = try Self.cases(1, seed: 9)
        #expect(Self.lessons(advisor, cases + withdrawn) == all && new.taught(Lessons()).taste == TastePrior())
    }

    /// What most like comes first for the next one, and answers that fit all the rest count as less of chance.
    @Test func lessonsMoveWhatIsBelieved() throws {
        let (advisor, cases) = try Self.cases(60)
        let lessons = Self.lessons(advisor, cases, rounds: 2)
        let taught = advisor.taught(lessons)
        let matte = try #require(TasteAttribute(name: "finish.matte"))
        let satin = try #require(TasteAttribute(name: "finish.satin"))
        // Drawn so: the middle of the scale suits more of them than its ends.
        #expect(taught.taste.weight(of: satin).mean > taught.taste.weight(of: matte).mean)
        #expect(taught.taste.weight(of: .price).mean < TastePrior().weight(of: .price).mean)
        let (before, after) = (advisor.book.question("swatches"), taught.book.question("swatches"))
        #expect(try #require(after).noise < #require(before).noise)
        // Their eye for colour is sharper than the standard model's.
        #expect(lessons.keepModel().slope > KeepModel.standard.slope)
    }

    /// A shade that everybody calls too dark is taken for darker than it is shown.
    @Test func shadesBecomeWhatPeopleSeeThemAs() throws {
        let offer = try AdvisorTests.offer.get()
        let advisor = Advisor(offer: offer)
        let shade = try #require(offer.shades.first { abs($0.lab.lightness - 52) < 1 })
        let skin = shade.skinItFits
        func cases(_ kind: FeedbackKind) throws -> [Consultation] {
            try (0..<20).map { _ in
                var consultation = Consultation()
                let gaussian = LabGaussian(mean: skin, covariance: Covariance3(standardDeviations: 1, 1, 1))
                let events: [ConsultationEvent.What] = [
                    .began(
                        category: "foundation", language: "en", market: "",
                        consent: Consent(analysis: true, learn: true)),
                    .measured(.init(id: "1", gaussian: gaussian)), .feedback(offer.feedback(kind, on: shade)),
                ]
                for event in events { try consultation.record(ConsultationEvent(at: 0, event)) }
                return consultation
            }
        }
        let darker = Self.lessons(advisor, try cases(.tooDark)).corrected([shade])[0]
        #expect(darker.lab.lightness < shade.lab.lightness - 0.8 && abs(darker.lab.b - shade.lab.b) < 0.8)
        #expect(darker.labUncertainty < shade.labUncertainty)
        #expect(
            Self.lessons(advisor, try cases(.tooLight)).corrected([shade])[0].lab.lightness > shade.lab.lightness + 0.8)
        #expect(Lessons().corrected([shade]) == [shade])
    }

    private static func told(
        _ shade: Shade, by customers: Int, off: Double, precision: Double
    ) -> LineOffsets.Told {
        var sums = OffsetSums()
        for _ in 0..<customers {
            sums.add(SIMD3(repeating: off), variance: SIMD3(repeating: Double(customers) / precision))
        }
        return .init(
            sku: shade.sku, lightness: shade.lab.lightness, sums: sums, uncertainty: shade.labUncertainty)
    }

    private static func shade(_ sku: String, lightness: Double) -> Shade {
        Shade(
            sku: sku, brand: "B", product: "P", name: sku, category: .foundation, lab: Lab(lightness, 12, 18),
            labUncertainty: 3, swatch: SRGB8(red: 0, green: 0, blue: 0))
    }

    /// The model's posterior, two shades being told of, by the inverse of their joint covariance.
    @Test func linesAndShadesAreToldApart() {
        let shades = [Self.shade("a", lightness: 60), Self.shade("b", lightness: 52), Self.shade("c", lightness: 50)]
        let figures: [(off: Double, precision: Double)] = [(4, 2), (1, 0.5)]
        let line = LineOffsets(
            zip(shades, figures).map { Self.told($0, by: 10, off: $1.off, precision: $1.precision) })
        #expect(line.count == 20)
        func prior(_ one: Int, _ other: Int) -> Double {
            let far = (shades[one].lab.lightness - shades[other].lab.lightness) / 15
            return 4.5 * exponential(-far * far / 2) + (one == other ? 4.5 : 0)
        }
        let (p, q, r) = (prior(0, 0) + 1 / 2.0, prior(0, 1), prior(1, 1) + 1 / 0.5)
        let determinant = p * r - q * q
        let inverse = [[r / determinant, -q / determinant], [-q / determinant, p / determinant]]
        for shade in 0..<3 {
            var (mean, variance) = (0.0, prior(shade, shade))
            for i in 0..<2 {
                for j in 0..<2 {
                    mean += prior(shade, i) * inverse[i][j] * figures[j].off
                    variance -= prior(shade, i) * inverse[i][j] * prior(j, shade)
                }
            }
            let found = line.offset(of: shades[shade], countsOwn: true)
            #expect(abs(found.offset.lightness - mean) < 1e-6 && abs(found.offset.b - mean) < 1e-6, "\(shade)")
            #expect(abs(found.uncertainty - variance.squareRoot()) < 1e-6, "\(shade)")
        }
    }

    /// What light skins have shown says next to nothing of a line's deep shades, nor makes them surer.
    @Test func lightSkinsDoNotSpeakForDeepOnes() {
        let light = (0..<6).map { Self.shade("l\($0)", lightness: 66 + Double($0)) }
        let line = LineOffsets(light.map { Self.told($0, by: 50, off: 3, precision: 100) })
        let near = line.offset(of: Self.shade("n", lightness: 64), countsOwn: false)
        let deep = line.offset(of: Self.shade("d", lightness: 28), countsOwn: false)
        #expect(near.offset.lightness > 1)
        #expect(abs(deep.offset.lightness) < 0.3 && deep.uncertainty > 2.9, "\(deep)")
    }

    /// What a stylist chooses for her says where her skin is, and, where that is known better, how the shade turns out.
    @Test func aStylistsChoiceTeaches() throws {
        let offer = try AdvisorTests.offer.get()
        let advisor = Advisor(offer: offer)
        let shade = try #require(offer.shades.first { abs($0.lab.lightness - 52) < 1 })
        let fits = shade.skinItFits
        func case_(_ measured: Lab<D65>?) throws -> Consultation {
            var consultation = Consultation()
            var events: [ConsultationEvent.What] = [
                .began(
                    category: "foundation", language: "en", market: "", consent: Consent(analysis: true, learn: true))
            ]
            if let measured {
                let gaussian = LabGaussian(mean: measured, covariance: Covariance3(standardDeviations: 0.7, 0.7, 0.7))
                events.append(.measured(.init(id: "1", gaussian: gaussian)))
            }
            events.append(
                .advised(
                    sku: shade.sku, skin: [fits.lightness, fits.a, fits.b], uncertainty: shade.labUncertainty))
            for event in events { try consultation.record(ConsultationEvent(at: 0, event)) }
            return consultation
        }
        #expect(advisor.assess(try case_(nil)).belief.skin.mean.deltaE00(to: fits) < 1)
        let darker = Lab<D65>(fits.lightness - 3, fits.a, fits.b)
        let lessons = Self.lessons(advisor, try (0..<12).map { _ in try case_(darker) })
        let corrected = lessons.corrected(offer.shades)
        let place = try #require(offer.place(of: shade.sku))
        #expect(corrected[place].lab.lightness < shade.lab.lightness - 1)
        // Its line's other shades a little too, others' not at all.
        for (new, old) in zip(corrected, offer.shades) where new.sku != shade.sku {
            let isOfLine = old.brand == shade.brand && old.product == shade.product
            #expect(isOfLine ? new.lab.lightness < old.lab.lightness : new == old, "\(old.sku)")
        }
    }

    /// A Newton step from outcomes that are known exactly lands where logistic regression does.
    @Test func keepingIsRegressed() {
        var generator = SplitMix64(seed: 4)
        let truth = (base: 1.6, slope: 5.0)
        var reference = KeepModel.standard
        for _ in 0..<4 {
            var sums = KeepSums()
            generator = SplitMix64(seed: 4)
            for _ in 0..<4_000 {
                let x = Double.random(in: 0...1, using: &generator)
                let isKept =
                    Double.random(in: 0..<1, using: &generator) < 1 / (1 + exponential(truth.slope * x - truth.base))
                let (loss, utility) = (reference.slope * x, reference.base - reference.slope * x)
                let bought = KeepSums.Prospect(utilities: [Float(utility)], losses: [Float(loss)])
                sums.add(wasKept: isKept, bought, over: [], weights: [1])
            }
            reference = sums.model(from: reference, prior: .standard)
        }
        #expect(abs(reference.base - truth.base) < 0.15 && abs(reference.slope - truth.slope) < 0.4, "\(reference)")
    }
}
