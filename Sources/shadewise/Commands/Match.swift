import ArgumentParser
import ColorScience
import Foundation
import ShadeCatalog
import SkinTone

struct Match: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rank a catalog's shades for the skin in one or more selfies, or for a measured colour.",
        discussion: """
            Shades are ranked by the distance to expect (ΔE00) between shade and skin, given how sure the reading is. \
            The chance of being within the tolerance is what a customer can count on.

            shadewise match selfie.jpg
            shadewise match selfie.jpg --category concealer --top 3
            shadewise match --lab 62.1,11.8,19.0:0.7
            """)

    @Argument(help: ArgumentHelp("Photos, JPEG or PNG.", valueName: "image"), completion: .file())
    var images: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Match this colour instead of a photo: CIELAB under D65, with a standard deviation when it was measured.",
            valueName: "L,a,b[:sd]"))
    var lab: MeasuredLab?

    @Option(help: ArgumentHelp("Catalog, CSV or NDJSON (default: the sample catalog).", valueName: "file"))
    var catalog: String?

    @Option(help: "What to match: \(ShadeCategory.matchable.map(\.rawValue).joined(separator: ", ")).")
    var category = "foundation"

    @Option(help: ArgumentHelp("How many shades.", valueName: "n"))
    var top = 5

    @Option(help: ArgumentHelp("Distance (ΔE00) that still counts as a match.", valueName: "ΔE00"))
    var tolerance = 2.0

    @Flag(help: "Match even when the photo is not good enough.")
    var force = false

    @OptionGroup var photo: PhotoOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
        if lab == nil, images.isEmpty { throw ValidationError("give a photo, or a colour with --lab L,a,b") }
        if lab != nil, !images.isEmpty { throw ValidationError("give photos or --lab, not both") }
        if lab != nil, photo.landmarks != nil || photo.policy != nil || force {
            throw ValidationError("--landmarks, --policy and --force belong to photos; leave them out with --lab")
        }
        if top < 1 { throw ValidationError("--top must be 1 or more") }
        if !(tolerance > 0 && tolerance <= 100) { throw ValidationError("--tolerance must be above 0 and at most 100") }
        try photo.validate(images: images)
    }

    func run() throws {
        guard let lab else {
            return try PhotoRun(images: images, photo: photo, format: output.format, loadMatching: matching).execute()
        }
        let matching = try matching()
        let belief = SkinBelief(lab: lab.lab, standardDeviation: lab.standardDeviation)
        // The colour is given, so it is matched as given: a Gaussian, not its draws.
        let gaussian = LabGaussian(
            mean: lab.lab,
            covariance: Covariance3(
                standardDeviations: lab.standardDeviation, lab.standardDeviation, lab.standardDeviation))
        let shades = matching.shades(for: gaussian)
        switch output.format {
        case .json:
            print(
                jsonLine(
                    LabMatchReport(
                        versions: AnalysisReport.Versions(
                            models: nil, catalog: matching.version, policy: nil),
                        skin: Skin(reading: nil, belief: belief), match: matching.report(shades))))
        case .text:
            print(SkinText.summary(of: belief) + "\n" + MatchText.table(of: shades, matching: matching))
        }
    }
}

extension Match {
    /// Reads the catalog; what is wrong with it is told, and ends the command.
    private func matching() throws -> Matching {
        do {
            return try Matching(
                catalogPath: catalog ?? Installation.sampleCatalog, category: category, tolerance: tolerance, top: top,
                force: force)
        } catch let error as CatalogError {
            Terminal.complain("\(error)")
            throw ExitCode(error.code == .unknownCategory ? 2 : 1)
        }
    }
}

/// The answer to `match --lab`.
private struct LabMatchReport: Encodable {
    let schema = "shadewise/1"
    var versions: AnalysisReport.Versions
    var skin: Skin
    var match: MatchReport
}

/// `L,a,b` or `L,a,b:sd`.
struct MeasuredLab: ExpressibleByArgument {
    var lab: Lab<D65>
    var standardDeviation: Double

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard let lab = Lab<D65>(text: parts[0]), parts.count <= 2 else { return nil }
        self.lab = lab
        standardDeviation = 0
        if parts.count == 2 {
            guard let value = Double(parts[1]), value >= 0, value <= 50 else { return nil }
            standardDeviation = value
        }
    }
}

extension Lab where White == D65 {
    /// Reads `L,a,b`; L* in 0...100, a* and b* within ±128.
    init?(text: some StringProtocol) {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { Double($0.drop { $0 == " " }) }
        guard numbers.count == 3, let l = numbers[0], let a = numbers[1], let b = numbers[2],
            (0...100).contains(l), (-128...128).contains(a), (-128...128).contains(b)
        else { return nil }
        self.init(l, a, b)
    }
}
