import ArgumentParser
import ColorScience
import Foundation
import Inputs
import Reports
import ShadeCatalog
import SkinTone

/// `match` without photos.
struct ColorMatch {
    let matching: Matching
    let format: OutputFormat

    /// Prints the shades for a colour given once.
    func print(_ measured: MeasuredLab) {
        print(of: measured, heading: nil, id: nil, wearing: nil)
    }

    /// Prints the shades for the skin that a shade fits.
    func print(_ worn: WornShade) {
        let shade = worn.shade
        let name = "\(shade.label) (\(Terminal.safe(shade.sku)))"
        let lines = ["Wearing  " + Terminal.swatch(shade.swatch) + name] + worn.found.explanation(of: worn.text)
        print(
            of: MeasuredLab(lab: worn.skin, standardDeviation: worn.standardDeviation),
            heading: lines.map { "  " + $0 }.joined(separator: "\n"), id: nil,
            wearing: .init(
                sku: shade.sku, understood: worn.understood, isAmbiguous: worn.found.isAmbiguous,
                candidates: worn.found.candidates.map(CandidateReport.init)))
    }

    /// Prints the shades for every row of a file; rows that cannot be read are told, and the rest go on.
    func printAll(ofFile path: String) throws {
        var rows = try MeasurementReader(path: path)
        var failures = 0
        while let item = try rows.next() {
            switch item {
            case .measurement(let row):
                let measured = MeasuredLab(lab: row.lab, standardDeviation: row.standardDeviation)
                print(of: measured, heading: row.id, id: row.id, wearing: nil)
            case .issue(let issue, let id):
                failures += 1
                let message = issue.description(file: FeedArguments.shown(path))
                if format == .json {
                    Swift.print(jsonLine(Failed(issue, id: id, message: message)))
                }
                try Terminal.flush()
                Terminal.complain(Terminal.safe(message))
            }
        }
        try Terminal.flush()
        if failures > 0 { throw ExitCode(1) }
    }

    private func print(of measured: MeasuredLab, heading: String?, id: String?, wearing: LabMatchReport.Wearing?) {
        let sd = measured.standardDeviation
        // The colour is given, so it is matched as given: a Gaussian, not its draws.
        let ranking = matching.ranking(
            for: LabGaussian(mean: measured.lab, covariance: Covariance3(standardDeviations: sd, sd, sd)))
        let belief = SkinBelief(lab: measured.lab, standardDeviation: sd)
        switch format {
        case .json:
            Swift.print(
                jsonLine(
                    LabMatchReport(
                        id: id, wearing: wearing,
                        versions: AnalysisReport.Versions(models: nil, catalog: matching.version, policy: nil),
                        skin: Skin(belief), match: MatchReport(ranking, matching: matching))))
        case .text:
            if let heading { Swift.print(wearing == nil ? Terminal.bold(Terminal.safe(heading)) : heading) }
            Swift.print(SkinText.english.summary(of: belief))
            Swift.print(MatchText.table(of: ranking, matching: matching) + (id == nil ? "" : "\n"))
        }
    }
}

/// The answer to `match --lab`, `--labs` and `--wearing`.
private struct LabMatchReport: Encodable {
    let schema = "shadewise/1"
    var id: String?
    var wearing: Wearing?
    var versions: AnalysisReport.Versions
    var skin: Skin
    var match: MatchReport

    struct Wearing: Encodable {
        var sku: String
        var understood: String?
        /// Whether another candidate is about as good.
        var isAmbiguous: Bool
        var candidates: [CandidateReport]
    }
}

/// A row of `--labs` that could not be read.
private struct Failed: Encodable {
    let schema = "shadewise/1"
    var id: String?
    var line: Int
    /// The character of the line at which the bad cell starts, from 1.
    var column: Int
    /// The column that cannot be used, where it is one.
    var field: String?
    var error: AnalysisReport.Failure

    init(_ issue: CatalogIssue, id: String?, message: String) {
        self.id = id
        line = issue.line
        column = issue.column
        field = issue.field
        error = .init(code: CatalogError.Code.invalidMeasurement.rawValue, message: message)
    }
}

/// `L,a,b` or `L,a,b:sd`.
struct MeasuredLab {
    var lab: Lab<D65>
    /// Of each of L*, a* and b*.
    var standardDeviation: Double

    init(lab: Lab<D65>, standardDeviation: Double) {
        self.lab = lab
        self.standardDeviation = standardDeviation
    }

    /// - Throws: `ValidationError`, for the command line to tell.
    init(parsing text: String) throws {
        guard let measured = Self(argument: text) else {
            throw ValidationError(
                "write L,a,b or L,a,b:sd, such as 62.1,11.8,19.0:0.7, with L from 0 to 100, a and b from -128 to 128, "
                    + "sd from 0 to 50")
        }
        self = measured
    }

    private init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard let lab = Lab<D65>(text: parts[0]), parts.count <= 2 else { return nil }
        self.lab = lab
        standardDeviation = 0
        if parts.count == 2 {
            guard let value = Array(parts[1].utf8)[...].decimalNumber, value >= 0, value <= 50 else { return nil }
            standardDeviation = value
        }
    }
}

extension Lab where White == D65 {
    /// Reads `L,a,b`; L* in 0...100, a* and b* within ±128.
    init?(text: some StringProtocol) {
        guard let lab = decimalTriple(text), (0...100).contains(lab.x), (-128...128).contains(lab.y),
            (-128...128).contains(lab.z)
        else { return nil }
        self.init(lab.x, lab.y, lab.z)
    }
}
