import ColorScience
import Testing

struct CIEDE2000Tests {
    typealias Pair = (first: Lab<D65>, second: Lab<D65>, published: Double)

    /// - Source: Sharma, Wu and Dalal 2005, table 1: pairs 1, 4, 7, 9 to 16, 17, 20, 25 and 34.
    static let sharma: [Pair] = [
        (Lab(50, 2.6772, -79.7751), Lab(50, 0, -82.7485), 2.0425),
        (Lab(50, -1.3802, -84.2814), Lab(50, 0, -82.7485), 1.0000),
        (Lab(50, 0, 0), Lab(50, -1, 2), 2.3669),
        (Lab(50, 2.49, -0.001), Lab(50, -2.49, 0.0009), 7.1792),
        (Lab(50, 2.49, -0.001), Lab(50, -2.49, 0.0010), 7.1792),
        (Lab(50, 2.49, -0.001), Lab(50, -2.49, 0.0011), 7.2195),
        (Lab(50, 2.49, -0.001), Lab(50, -2.49, 0.0012), 7.2195),
        (Lab(50, -0.001, 2.49), Lab(50, 0.0009, -2.49), 4.8045),
        (Lab(50, -0.001, 2.49), Lab(50, 0.0010, -2.49), 4.8045),
        (Lab(50, -0.001, 2.49), Lab(50, 0.0011, -2.49), 4.7461),
        (Lab(50, 2.5, 0), Lab(50, 0, -2.5), 4.3065),
        (Lab(50, 2.5, 0), Lab(73, 25, -18), 27.1492),
        (Lab(50, 2.5, 0), Lab(58, 24, 15), 19.4535),
        (Lab(60.2574, -34.0099, 36.2677), Lab(60.4626, -34.1751, 39.4387), 1.2644),
        (Lab(2.0776, 0.0795, -1.1350), Lab(0.9033, -0.0636, -0.5514), 0.9082),
    ]

    @Test(arguments: sharma.indices)
    func roundsToThePublishedFigureBothWays(_ index: Int) {
        let pair = Self.sharma[index]
        #expect(abs(pair.first.deltaE00(to: pair.second) - pair.published) <= 0.5e-4 + 1e-9)
        #expect(abs(pair.second.deltaE00(to: pair.first) - pair.published) <= 0.5e-4 + 1e-9)
    }

    /// At a gap of exactly 180° the mean hue is (h1 + h2) / 2, the limit from gaps below 180°, whatever the direction:
    /// the two rounded angles often differ by one unit in the last place more.
    @Test(arguments: stride(from: 0.0, to: 180, by: 7.3).map { $0 })
    func opposedHuesTie(_ hue: Double) {
        let first = LCh<D65>(lightness: 50, chroma: 20, hue: hue).lab
        let second = Lab<D65>(50, -first.a, -first.b)
        let nearlyOpposed = LCh<D65>(lightness: 50, chroma: 20, hue: hue + 180 - 1e-7).lab
        #expect(abs(first.deltaE00(to: second) - first.deltaE00(to: nearlyOpposed)) < 1e-4)
        #expect(abs(second.deltaE00(to: first) - first.deltaE00(to: second)) < 1e-12)
    }

    @Test func equalColoursDifferByNothing() {
        for lab in [Lab<D65>(0, 0, 0), Lab(50, 0, 0), Lab(62, 12, 18), Lab(33.3, -71.1, 0.7), Lab(100, 1e-300, 0)] {
            #expect(lab.deltaE00(to: lab) == 0)
        }
    }

    @Test func aGreyTakesTheOthersHue() {
        let (grey, skin) = (Lab<D65>(62, 0, 0), Lab<D65>(62, 12, 18))
        let nearlyGrey = Lab<D65>(62, 1e-9, -1e-9)
        #expect(abs(grey.deltaE00(to: skin) - nearlyGrey.deltaE00(to: skin)) < 1e-4)
    }

    @Test func greysFollowTheLightnessTermAlone() {
        // S_L is 1 at a mean lightness of 50.
        #expect(abs(Lab<D65>(45, 0, 0).deltaE00(to: Lab(55, 0, 0)) - 10) < 1e-12)
    }
}
