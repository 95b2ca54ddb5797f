import ColorScience
import Testing

struct SkinScaleTests {
    @Test func angleIsMeasuredFromLightness50() {
        #expect(Lab<D65>(50, 12, 18).individualTypologyAngle.degrees == 0)
        #expect(abs(Lab<D65>(68, 12, 18).individualTypologyAngle.degrees - 45) < 1e-12)
        #expect(abs(Lab<D65>(32, 12, 18).individualTypologyAngle.degrees + 45) < 1e-12)
    }

    /// Each bound belongs to the deeper class.
    @Test(arguments: [
        (90.0, ITAClass.veryLight), (55.0.nextUp, .veryLight), (55, .light), (41.0.nextUp, .light),
        (41, .intermediate), (28.0.nextUp, .intermediate), (28, .tan), (10.0.nextUp, .tan), (10, .brown),
        ((-30.0).nextDown, .dark), (-30, .dark), ((-30.0).nextUp, .brown), (-90, .dark),
    ])
    func classesMeetAtTheirBounds(_ degrees: Double, _ expected: ITAClass) {
        #expect(ITAClass(IndividualTypologyAngle(degrees: degrees)) == expected)
    }

    @Test(arguments: MonkTone.itaLowerBounds.indices)
    func tonesMeetAtTheirBounds(_ index: Int) {
        let bound = MonkTone.itaLowerBounds[index]
        #expect(MonkTone(IndividualTypologyAngle(degrees: bound.nextUp)) == MonkTone(tone: index + 1))
        #expect(MonkTone(IndividualTypologyAngle(degrees: bound)) == MonkTone(tone: index + 2))
    }

    @Test func everyClassBoundIsAToneBound() {
        for bound in [55.0, 41, 28, 10, -30] { #expect(MonkTone.itaLowerBounds.contains(bound)) }
        #expect(MonkTone(IndividualTypologyAngle(degrees: -180)) == MonkTone(tone: 10))
    }

    /// - Source: Monk 2022, the scale's published codes.
    @Test func swatchesAreThePublishedOnes() {
        let published = [
            "#f6ede4", "#f3e7db", "#f7ead0", "#eadaba", "#d7bd96", "#a07e56", "#825c43", "#604134", "#3a312a",
            "#292420",
        ]
        #expect((1...10).map { MonkTone(tone: $0).swatch.hex } == published)
    }

    @Test func scalesAreOrdered() {
        #expect(MonkTone(tone: 1) < MonkTone(tone: 2))
        #expect(IndividualTypologyAngle(degrees: -30) < IndividualTypologyAngle(degrees: 30))
    }
}
