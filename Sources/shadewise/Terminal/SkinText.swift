import ColorScience
import Foundation
import SkinTone

/// A reading in words, for people.
enum SkinText {
    static func report(path: String, analysis: PhotoAnalysis) -> String {
        var lines = [Terminal.bold(Terminal.safe(URL(filePath: path).lastPathComponent)), summary(of: analysis.belief)]
        lines.append(colors(of: analysis.reading))
        for patch in analysis.reading.patches {
            lines.append(
                "  Patch    " + Terminal.swatch(patch.lab.srgb8Clamping())
                    + "another pigment on \((patch.share * 100).text(0)) % of the face (\(name(of: patch.region))), "
                    + "kept apart from the skin colour above")
        }
        lines += analysis.differences.compactMap(\.advice).map { "  Neck     " + $0 }
        if analysis.reading.siteRegions != SkinRegion.site {
            lines.append(
                "  Note     jaw or lower cheek is hidden; read from "
                    + analysis.reading.siteRegions.map(name).joined(separator: ", "))
        }
        return (lines + advice(on: analysis.capture)).joined(separator: "\n")
    }

    /// What limits a photo and what to do about it, a line each.
    static func advice(on capture: CaptureReport) -> [String] {
        capture.issues.map { issue in
            "  " + (issue.severity == .refusal ? "Retake" : "Photo").left(9) + issue.advice
        }
    }

    /// Colour, uncertainty and scales, three lines.
    static func summary(of belief: SkinBelief) -> String {
        let mean = belief.gaussian.mean
        let color = mean.srgb8Clamping()
        let description = belief.description
        let share = description.undertoneProbabilities[description.undertone] ?? 0
        var scales =
            "\(description.itaClass.rawValue) (ITA \(description.ita.degrees.text(0))°), "
            + "\(description.undertone.rawValue) undertone \((share * 100).text(0)) %"
        if description.olive >= 0.2 { scales += ", olive \((description.olive * 100).text(0)) %" }
        let sureness =
            belief.radius90 < 0.05
            ? "the colour as given"
            : "ΔE00 \(belief.radius50.text()) half the time, \(belief.radius90.text()) nine times in ten"
        return """
              Skin     \(Terminal.swatch(color, width: 6))\(color.hex)  L* \(mean.lightness.text()), \
            a* \(mean.a.text()), b* \(mean.b.text())
              Sure to  \(sureness)
              Scales   \(scales), Monk \(description.monk.tone)
            """
    }

    private static func colors(of reading: SkinReading) -> String {
        let parts = [("lips", reading.lip), ("brows", reading.brow), ("hair", reading.hair)].compactMap { name, part in
            part.map { "\(name) \(Terminal.swatch($0.lab.srgb8Clamping(), width: 2))\($0.lab.srgb8Clamping().hex)" }
        }
        return "  Also     " + (parts.isEmpty ? "no lip, brow or hair colour in view" : parts.joined(separator: ", "))
    }

    private static func name(of region: SkinRegion) -> String {
        switch region {
        case .forehead: "forehead"
        case .rightCheek: "right cheek"
        case .leftCheek: "left cheek"
        case .noseBridge: "nose"
        case .chin: "chin"
        case .lowerCheek: "lower cheek"
        case .jaw: "jaw"
        case .neck: "neck"
        }
    }
}
