import ArgumentParser
import ColorScience
import Foundation
import Portraits
import Reports
import ShadeCatalog
import SkinTone

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Measure how right skin readings are, for every group of skins, and hold that against limits.",
        discussion: """
            Needs photos of people whose skin colour is known. --generate draws them in memory, \
            as many of each of \(ToneGroup.all.count) groups of ITA class and undertone; with --photo it relights \
            real photos instead. --manifest reads a retailer's own: CSV with the columns path, L, a and b, measured at \
            jaw and lower cheek by a spectrophotometer (D65, 2°).

            shadewise audit --generate --report audit.html
            shadewise audit --generate --per-group 50 --fold 2/5 --format json
            shadewise audit --generate --photo faces/*.jpg --per-group 20
            shadewise audit --manifest measured/manifest.csv --policy ours.yaml --limits ours-limits.yaml

            Exits 0 when no limit is missed, 1 when an item could not be read, 2 on misuse, 3 when a limit is missed \
            (passed by more than the sampling error, or with --strict at all) or no photo of many could be used. \
            Docs/audit.md says what each figure means.
            """)

    @Flag(help: "Draw the portraits to audit.")
    var generate = false

    @Option(help: ArgumentHelp("Photos with measured skin, CSV: path,L,a,b.", valueName: "file"), completion: .file())
    var manifest: String?

    @Option(help: "Portraits for each group, with --generate (default: 300).")
    var perGroup: Int?

    @Option(help: "Draw the portraits from this seed (default: 1).")
    var seed: UInt64?

    @Option(
        help: ArgumentHelp("Only this part of all lights, cameras and skins, such as 2/5.", valueName: "k/n"),
        transform: PortraitFold.init(parsing:))
    var fold: PortraitFold?

    @Option(
        help: ArgumentHelp(
            "Size of drawn portraits in pixels (default: \(PictureSize.standard.defaultValueDescription)).",
            valueName: "width×height"))
    var size: PictureSize?

    @OptionGroup var photos: StudioOptions

    @OptionGroup var catalog: CatalogOption

    @Option(help: ArgumentHelp("Distance (ΔE00) within which a shade suits.", valueName: "ΔE00"))
    var tolerance = 2.0

    @Option(help: .capturePolicy)
    var policy: String?

    @Option(
        help: ArgumentHelp(
            "Limits in place of the built-in ones, YAML, a name and a number a line.", valueName: "file"),
        completion: .file())
    var limits: String?

    @Flag(help: "Count a limit as missed even where it is passed by no more than the sampling error.")
    var strict = false

    @Option(
        help: ArgumentHelp(
            "Write a page with plots, in one file that needs nothing else; - for standard output.",
            valueName: "file.html"),
        completion: .file())
    var report: String?

    @OptionGroup var output: FormatOption

    func run() throws {
        if let report { try keepInputs(report) }
        try tell(try audit())
    }

    /// Refuses, before a photo is read, a page that could not be written or would replace what is read.
    private func keepInputs(_ report: String) throws {
        try refuseOverwriting(
            outputs: [FileRole("--report", output: report)],
            inputs: [
                FileRole("the catalog", catalog.file), FileRole("--manifest", paths: [manifest].compactMap(\.self)),
                photos.inputs, FileRole(policy: policy), FileRole("--limits", paths: [limits].compactMap(\.self)),
            ])
        try refuseReplacingPhoto("--report", report)
        guard OutputPlace(report).isWritable else { throw misuse(OutputPlace.fault(report)) }
    }

    /// Figures go first: the page may still fail, and a long run is not to be lost with it.
    private func tell(_ audit: Audit) throws {
        // Standard output is the page's alone.
        let page = report.map { OutputPlace($0) }
        switch output.format {
        case .json: page.say(jsonLine(AuditReport(audit)))
        case .text: page.say(AuditText.report(audit))
        }
        let told = Result { try Terminal.flush() }
        if let report { try writeAtomically(Array(AuditPage.html(audit).utf8), to: report) }
        try told.get()
        if audit.exitCode != 0 { throw ExitCode(audit.exitCode) }
    }
}
