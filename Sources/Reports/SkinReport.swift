import ColorScience
package import SkinTone

/// The contract's `skin` object.
package struct Skin: Encodable {
    package var lab: [Double]
    package var covariance: [[Double]]
    package var hex: String
    package var radius50: Double
    package var radius90: Double
    package var ita: Double
    package var itaClass: String
    package var undertone: UndertoneReport
    package var olive: Double
    package var monk: Monk
    package var regions: [String: Region]?
    /// Regions the belief stands on.
    package var site: [String]?
    /// When neck and face differ by more than light explains.
    package var advice: String?
    /// Large areas of another pigment, kept out of `lab`.
    package var patches: [Patch]?
    package var lip: Region?
    package var brow: Region?
    package var hair: Region?

    package struct UndertoneReport: Encodable {
        package var label: String
        package var warm: Double
        package var neutral: Double
        package var cool: Double
    }

    package struct Monk: Encodable {
        package var tone: Int
        package var probabilities: [Double]
    }

    package struct Region: Encodable {
        /// As seen.
        package var lab: [Double]
        package var pixels: Int
        /// Beside the skin that is believed, under the same light; only where a region is no part of the site.
        package var deltaE00: Double?
        /// How it differs by more than light explains.
        package var beyondLight: String?

        package init(_ reading: RegionReading) {
            lab = reading.lab.report
            pixels = reading.pixels
        }
    }

    package struct Patch: Encodable {
        package var lab: [Double]
        package var share: Double
        package var region: String
    }
}

extension SkinDescription {
    /// Digits behind the point with which the ITA still lies in its class: 28.04° is intermediate, 28° would be tan.
    package var itaDigits: Int {
        (0...4).first { ITAClass(IndividualTypologyAngle(degrees: ita.degrees.rounded(to: $0))) == itaClass } ?? 4
    }
}

extension Skin {
    /// Without a photo.
    package init(_ belief: SkinBelief) {
        let mean = belief.gaussian.mean
        let description = belief.description
        lab = mean.report
        covariance = belief.gaussian.covariance.rows.map { row in row.map { $0.rounded(to: 3) } }
        hex = mean.srgb8Clamping().hex
        radius50 = belief.radius50.rounded(to: 2)
        radius90 = belief.radius90.rounded(to: 2)
        ita = description.ita.degrees.rounded(to: max(description.itaDigits, 1))
        itaClass = description.itaClass.rawValue
        func probability(_ undertone: Undertone) -> Double {
            (description.undertoneProbabilities[undertone] ?? 0).rounded(to: 3)
        }
        undertone = UndertoneReport(
            label: description.undertone.rawValue, warm: probability(.warm), neutral: probability(.neutral),
            cool: probability(.cool))
        olive = description.olive.rounded(to: 3)
        monk = Monk(
            tone: description.monk.tone, probabilities: description.monkProbabilities.map { $0.rounded(to: 4) })
    }

    package init(_ analysis: PhotoAnalysis) {
        self.init(analysis.belief)
        let reading = analysis.reading
        regions = Dictionary(uniqueKeysWithValues: reading.regions.map { ($0.key.rawValue, Region($0.value)) })
        for difference in analysis.differences {
            regions?[difference.region.rawValue]?.deltaE00 = difference.deltaE00.rounded(to: 2)
            regions?[difference.region.rawValue]?.beyondLight = difference.beyondLight?.rawValue
            advice = advice ?? difference.advice
        }
        site = reading.siteRegions.map(\.rawValue)
        patches = reading.patches.map {
            Patch(lab: $0.lab.report, share: $0.share.rounded(to: 3), region: $0.region.rawValue)
        }
        lip = reading.lip.map(Region.init)
        brow = reading.brow.map(Region.init)
        hair = reading.hair.map(Region.init)
    }
}
