import ColorScience
import Foundation
import Reports
import ShadeCatalog
import SkinTone

/// A reading in words, for people.
struct SkinText: Sendable {
    let words: Wording
    private let isTranslated: Bool

    /// - Parameter language: Such as `en`; English for one that there is no wording in.
    init(language: String) {
        isTranslated = language == "de"
        words = isTranslated ? Self.germanWords : Self.englishWords
    }

    static let english = SkinText(language: "en")

    private static let englishWords = Wording(yaml: PackageResources.skin_words_en_yaml)
    private static let germanWords = Wording(yaml: PackageResources.skin_words_de_yaml)
}

extension SkinText {
    func report(path: String, analysis: PhotoAnalysis) -> String {
        var lines = [Terminal.bold(Self.title(of: path)), summary(of: analysis.belief)]
        lines.append(colors(of: analysis.reading))
        for patch in analysis.reading.patches {
            let values = ["share": (patch.share * 100).text(0), "region": name(of: patch.region)]
            lines.append(line("patch", Terminal.swatch(patch.lab.srgb8Clamping()) + words("pigment", values)))
        }
        lines += analysis.differences.compactMap { advice(on: $0) }.map { line("neck", $0) }
        if analysis.reading.siteRegions != SkinRegion.site {
            let regions = analysis.reading.siteRegions.map { name(of: $0) }.joined(separator: ", ")
            lines.append(line("note", words("hidden", ["regions": regions])))
        }
        return (lines + advice(on: analysis.capture)).joined(separator: "\n")
    }

    /// What a photo is called here.
    static func title(of path: String) -> String { Terminal.safe(URL(filePath: path).lastPathComponent) }

    /// What limits a photo and what to do about it, a line each.
    func advice(on capture: CaptureReport) -> [String] {
        capture.issues.map { line($0.severity == .refusal ? "retake" : "photo", advice(on: $0)) }
    }

    /// A policy's own sentence is in the language of those whom it was written for.
    func advice(on issue: CaptureIssue) -> String {
        isTranslated && issue.hasStandardAdvice ? words("advice_" + issue.code.rawValue) : issue.advice
    }

    /// Why a photo could not be read, and what to do about it. English names what was measured, other languages leave it
    /// at a sentence for each code.
    func message(of error: AnalysisError) -> String {
        isTranslated ? words("error_" + error.code.string) : error.message
    }

    private func advice(on difference: RegionDifference) -> String? {
        let advice = difference.advice
        guard isTranslated, advice != nil, let look = difference.beyondLight else { return advice }
        return words("neckDiffers", ["look": words("look_" + look.rawValue)])
    }

    /// Colour, uncertainty and scales, three lines.
    func summary(of belief: SkinBelief) -> String {
        let mean = belief.gaussian.mean
        let color = mean.srgb8Clamping()
        let description = belief.description
        let share = description.undertoneProbabilities[description.undertone] ?? 0
        var scales =
            "\(name(of: description.itaClass)) (ITA \(description.ita.degrees.text(description.itaDigits))°), "
            + "\(words("undertone_" + description.undertone.rawValue)) \((share * 100).text(0)) %"
        if description.olive >= 0.2 { scales += ", \(words("olive")) \((description.olive * 100).text(0)) %" }
        let sureness =
            belief.radius90 < 0.05
            ? words("asGiven")
            : words("sureness", ["half": belief.radius50.text(), "most": belief.radius90.text()])
        let lab = "L* \(mean.lightness.text()), a* \(mean.a.text()), b* \(mean.b.text())"
        return [
            line("skin", Terminal.swatch(color, width: 6) + color.hex + "  " + lab),
            line("sure", sureness),
            line("scales", "\(scales), Monk \(description.monk.tone)"),
        ].joined(separator: "\n")
    }

    private func colors(of reading: SkinReading) -> String {
        let parts = [("lips", reading.lip), ("brows", reading.brow), ("hair", reading.hair)].compactMap { name, part in
            part.map { part -> String in
                let color = part.lab.srgb8Clamping()
                return "\(words(name)) \(Terminal.swatch(color, width: 2))\(color.hex)"
            }
        }
        return line("also", parts.isEmpty ? words("noneInView") : parts.joined(separator: ", "))
    }

    /// With its label in a column at the left.
    private func line(_ label: String, _ text: String) -> String { "  " + words(label).left(9) + text }

    private func name(of ita: ITAClass) -> String {
        words("ita_" + ita.rawValue.replacing(" ", with: "_"))
    }

    private func name(of region: SkinRegion) -> String { words("region_" + region.rawValue) }
}
