import ColorScience
import Testing

struct ColourSpaceTests {
    /// The eight corners of the sRGB cube and what lies between.
    static let codes: [SRGB8] = stride(from: 0, through: 255, by: 15).flatMap { red in
        stride(from: 0, through: 255, by: 17).flatMap { green in
            stride(from: 0, through: 255, by: 51).map { blue in
                SRGB8(red: UInt8(red), green: UInt8(green), blue: UInt8(blue))
            }
        }
    }

    @Test func codesSurviveLab() {
        for code in Self.codes where code.lab.srgb8Clamping() != code { Issue.record("\(code.hex) came back changed") }
    }

    @Test func codesSurviveOklab() {
        for code in Self.codes where code.oklab.xyz.linearSRGB.encodedClamping() != code {
            Issue.record("\(code.hex) came back changed")
        }
    }

    @Test func labSurvivesItsInverses() {
        var worst = (xyz: 0.0, lch: 0.0)
        for code in Self.codes {
            let lab = code.lab
            worst.xyz = max(worst.xyz, lab.xyz.lab.deltaE76(to: lab))
            worst.lch = max(worst.lch, lab.lch.lab.deltaE76(to: lab))
        }
        #expect(worst.xyz < 1e-11)
        #expect(worst.lch < 1e-12)
    }

    @Test func rounding8BitCodesMovesLabByLittle() {
        for lab in [Lab<D65>(70, 9, 15), Lab(57, 13, 19), Lab(28, 7, 8)] {
            #expect(lab.srgb8Clamping().lab.deltaE76(to: lab) < 0.5)
        }
    }

    @Test func oklabInverts() {
        for code in Self.codes {
            let (there, back) = (code.linear.xyz, code.oklab.xyz)
            if largestDifference([back.x, back.y, back.z], [there.x, there.y, there.z]) > 1e-9 {
                Issue.record("\(code.hex): \(back)")
            }
        }
    }

    /// - Source: Ottosson 2020, the table of example pairs (three decimals).
    @Test(arguments: [
        ([0.950, 1.000, 1.089], [1.000, 0.000, 0.000]), ([1, 0, 0], [0.450, 1.236, -0.019]),
        ([0, 1, 0], [0.922, -0.671, 0.263]), ([0, 0, 1], [0.153, -1.415, -0.449]),
    ])
    func oklabMatchesItsAuthorsExamples(_ xyz: [Double], _ expected: [Double]) {
        let oklab = XYZ<D65>(x: xyz[0], y: xyz[1], z: xyz[2]).oklab
        #expect(largestDifference([oklab.lightness, oklab.a, oklab.b], expected) <= 0.5e-3 + 1e-9)
    }

    @Test func whiteAndBlackAreLabsEnds() {
        let white = SRGB8(red: 255, green: 255, blue: 255).lab
        #expect(abs(white.lightness - 100) < 1e-9)
        #expect(white.chroma < 0.02)
        #expect(SRGB8(red: 0, green: 0, blue: 0).lab.deltaE76(to: Lab(0, 0, 0)) < 1e-12)
    }

    @Test func labContinuesOverItsBend() {
        let bend = 216.0 / 24389
        let (below, above) = (XYZ<D65>(x: 0, y: bend.nextDown, z: 0), XYZ<D65>(x: 0, y: bend.nextUp, z: 0))
        #expect(abs(below.lab.lightness - 8) < 1e-12)
        #expect(abs(above.lab.lightness - 8) < 1e-12)
    }
}

struct AdaptationTests {
    @Test func bradfordReturns() {
        for code in ColourSpaceTests.codes {
            let xyz = code.linear.xyz
            let back = xyz.adapted(to: IlluminantA.self).adapted(to: D65.self)
            #expect(largestDifference([back.x, back.y, back.z], [xyz.x, xyz.y, xyz.z]) < 1e-12)
        }
    }

    @Test func whiteBecomesWhite() {
        let (x, y, z) = D65.tristimulus
        let adapted = XYZ<D65>(x: x, y: y, z: z).adapted(to: D50.self)
        let (x50, y50, z50) = D50.tristimulus
        #expect(largestDifference([adapted.x, adapted.y, adapted.z], [x50, y50, z50]) < 1e-12)
    }

    /// - Source: the colorants of ICC's sRGB v2 profiles, which are sRGB's primaries under D50 by Bradford.
    @Test(arguments: [
        (SRGB8(red: 255, green: 0, blue: 0), [0.4360, 0.2225, 0.0139]),
        (SRGB8(red: 0, green: 255, blue: 0), [0.3851, 0.7169, 0.0971]),
        (SRGB8(red: 0, green: 0, blue: 255), [0.1431, 0.0606, 0.7141]),
    ])
    func primariesBecomeTheProfilesColorants(_ primary: SRGB8, _ expected: [Double]) {
        let xyz = primary.linear.xyz.adapted(to: D50.self)
        #expect(largestDifference([xyz.x, xyz.y, xyz.z], expected) < 3e-4)
    }
}

struct HueTests {
    @Test(arguments: [
        (Lab<D65>(50, 1, 0), 0.0), (Lab(50, 0, 1), 90), (Lab(50, -1, 0), 180), (Lab(50, 0, -1), 270),
        (Lab(50, 1, -0.0), 0), (Lab(50, -0.0, 0), 0), (Lab(50, 1, -1e-20), 0),
    ])
    func hueRunsFrom0To360(_ lab: Lab<D65>, _ hue: Double) {
        #expect(lab.lch.hue == hue)
        #expect(lab.lch.hue.sign == .plus)
    }
}
