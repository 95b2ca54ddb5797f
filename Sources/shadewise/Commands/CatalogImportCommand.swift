import ArgumentParser
import CatalogStore
import Foundation
import Reports
import ShadeCatalog

struct CatalogImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take a feed's shades into a catalog database, whole or not at all.",
        discussion: """
            Good rows are taken and the others named, line by line. Of a file that is damaged as a whole, cut short or not \
            in UTF-8, nothing is taken without --partial. Every import that changes something makes a version; a failed \
            one leaves the catalog as it was. Other commands read the database wherever they take a catalog.

            New shades are added and known ones changed; with --replace, what the feed does not hold is removed.

            shadewise catalog import shades.csv --into catalog.sqlite
            shadewise catalog import google.xml.gz --into catalog.sqlite --replace --dry-run
            shadewise catalog import export.tsv --into catalog.sqlite --map hex=Colour sku="Art. no."
            shadewise catalog import stock.csv --into catalog.sqlite --prices-and-stock
            """)

    enum Mode: String, EnumerableFlag {
        case replace, pricesAndStock, delete

        static func help(for mode: Mode) -> ArgumentHelp? {
            switch mode {
            case .replace: "The feed is the whole catalog: remove what it does not hold."
            case .pricesAndStock: "Change prices and stock of known shades, nothing else."
            case .delete: "Remove the shades whose SKUs the feed holds."
            }
        }
    }

    @Argument(help: ArgumentHelp("The feed; - reads standard input.", valueName: "feed"), completion: .file())
    var feed: String

    @Option(help: ArgumentHelp("The catalog database; made when it is not there.", valueName: "file"))
    var into: String

    @Flag(exclusivity: .exclusive)
    var mode: Mode?

    @Flag(help: "Take the good rows also where the file is cut short or not in UTF-8.")
    var partial = false

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    @Flag(help: "Fit the map from swatches to skin anew, which may move every colour that stands on a swatch.")
    var refit = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The share of the live shades that may be removed at once, 0 to 1.", valueName: "share"))
    var maxRemovals = 0.5

    @Option(parsing: .unconditional, help: ArgumentHelp("How many versions stay readable.", valueName: "n"))
    var keep = 10

    @Option(
        help: ArgumentHelp(
            "Write every change to this file, a JSON object a line; - for standard output.", valueName: "file"),
        completion: .file())
    var diff: String?

    @Option(
        help: ArgumentHelp(
            "Folder of the pictures that the feed gives addresses of; those beside the feed are found without.",
            valueName: "folder"),
        completion: .directory)
    var pictures: String?

    @OptionGroup var reading: FeedArguments
    @OptionGroup var output: FormatOption

    func validate() throws {
        if !(0...1).contains(maxRemovals) { throw ValidationError("--max-removals must lie between 0 and 1") }
        if keep < 1 { throw ValidationError("--keep must be 1 or more") }
        // SQLite's own words for databases that are gone when the program ends.
        if ["", ":memory:"].contains(into) { throw ValidationError("--into must name a file, or nothing is kept") }
        if diff?.isEmpty == true { throw ValidationError("--diff must name a file") }
        try reading.validate(pictures: pictures)
    }

    func run() throws {
        try refuseOverwriting(
            outputs: [
                FileRole(
                    "--into", into, ReplacedFile(into).partial, into + "-wal", into + "-shm", into + "-journal"),
                FileRole("--diff", output: diff),
            ],
            inputs: [FileRole("the feed", feed)])
        try checkPlace()
        let report: ImportReport
        var lines = LineWriter(path: diff)
        let changes = diff.map { OutputPlace($0) }
        var unwritten: OutputError?
        let shown = FeedArguments.shown(feed)
        var progress = ReadingProgress(file: shown)
        do {
            try lines.open()
            var feedOptions = try reading.options()
            feedOptions.rows = importMode.rows
            var reader = try reading.open(feed, options: feedOptions)
            let database = try CatalogDatabase(path: into)
            let options = CatalogImport(
                mode: importMode, removalLimit: maxRemovals, takesDamaged: partial, isTrial: dryRun, versionsKept: keep,
                refitsSkinMap: refit)
            let name = feed == "-" ? "standard input" : URL(filePath: feed).lastPathComponent
            report = try database.run(
                options, feed: &reader, source: name, pictures: SwatchPictureFinder(feed: feed, pictures: pictures)
            ) { issue in
                Terminal.progress("")
                Terminal.complain(Terminal.safe(issue.description(file: shown)))
            } onChange: { change in
                do throws(OutputError) { try lines.write(ChangeReport(change)) } catch {
                    unwritten = error
                    throw error
                }
            } onProgress: { reader in
                progress.show(read: reader.bytesRead, of: reader.totalBytes)
            }
            progress.clear()
        } catch let error as CatalogError {
            Terminal.progress("")
            lines.discard()
            let failure = unwritten.map { AnalysisReport.Failure($0) } ?? AnalysisReport.Failure(error)
            if output.format == .json { changes.say(jsonLine(Report(error: failure))) }
            Terminal.complain(failure)
            throw ExitCode(1)
        }
        let loss = finish(&lines, of: report)
        switch output.format {
        case .json: changes.say(jsonLine(Report(report, isTrial: dryRun, error: loss)))
        case .text: changes.say(text(of: report))
        }
        if let loss { Terminal.complain(loss) }
        if report.refused > 0 || loss != nil { throw ExitCode(1) }
    }

    /// Refuses a place where no catalog can be, before a feed is read for it. A trial on one that is there only reads.
    /// - Throws: `ExitCode(2)`, after saying so.
    private func checkPlace() throws {
        let place = OutputPlace(into)
        switch place {
        case .file(let file):
            let isThere = access(file.path, F_OK) == 0
            guard dryRun && isThere || place.isWritable else { throw misuse(OutputPlace.fault(into)) }
        case .folder: throw misuse(OutputPlace.fault(into))
        case .stream, .descriptor: throw misuse("\(into): this is no file; a catalog needs one")
        }
    }

    /// Puts the changes in place; what goes wrong now no longer undoes the import.
    private func finish(_ lines: inout LineWriter, of report: ImportReport) -> AnalysisReport.Failure? {
        do throws(OutputError) {
            try lines.close()
            return nil
        } catch {
            lines.discard()
            var failure = AnalysisReport.Failure(error)
            if let version = report.version {
                failure.message =
                    "imported as version \(version.number), but the diff could not be written: \(error.message)"
            }
            return failure
        }
    }

    private var importMode: CatalogImport.Mode {
        switch mode {
        case .replace: .replace
        case .pricesAndStock: .pricesAndStock
        case .delete: .delete
        case nil: .upsert
        }
    }

    private func text(of report: ImportReport) -> String {
        var changed = "\(report.changed) changed"
        var kinds: [String] = []
        if report.repriced > 0 { kinds.append("\(report.repriced) in price or stock only") }
        if report.recolored > 0 { kinds.append("\(report.recolored) in colour") }
        if !kinds.isEmpty { changed += " (\(kinds.joined(separator: ", ")))" }
        let state: String
        let shades = counted(report.shades, "shade")
        if let version = report.version {
            state = "\(Terminal.safe(into)) is now version \(version.number) (\(version.name)): \(shades)"
        } else if dryRun {
            state = "Nothing was changed (--dry-run). \(Terminal.safe(into)) would hold \(shades)"
        } else {
            state = "\(Terminal.safe(into)) is as it was: \(shades)"
        }
        return """
            \(state)
              \(report.added) added, \(changed), \(report.removed) removed, \(report.unchanged) unchanged
              \(counted(report.refused, "row")) refused, \(counted(report.warnings, "warning"))\(
                report.damage == nil ? "" : "\n  from a file that is damaged as a whole (--partial)")
            """
    }
}

/// A change between versions, a line of `--diff`.
private struct ChangeReport: Encodable {
    var change: String
    var sku: String
    var shade: String
    var fields: [String]?
    var deltaE00: Double?

    init(_ change: CatalogChange) {
        self.change = change.kind.rawValue
        sku = change.sku
        shade = change.label
        fields = change.fields.isEmpty ? nil : change.fields
        deltaE00 = change.deltaE00?.rounded(to: 2)
    }
}

private struct Report: Encodable {
    let schema = "shadewise/catalog-import/1"
    var version: Int?
    var catalog: String?
    var dryRun: Bool?
    var shades: Int?
    var added: Int?
    var changed: Int?
    var repriced: Int?
    var recolored: Int?
    var removed: Int?
    var unchanged: Int?
    var refused: Int?
    var warnings: Int?
    /// Whether the rows are what could be used of a damaged file.
    var isDamaged: Bool?
    var error: AnalysisReport.Failure?

    init(error: AnalysisReport.Failure) { self.error = error }

    init(_ report: ImportReport, isTrial: Bool, error: AnalysisReport.Failure?) {
        self.error = error
        version = report.version?.number
        catalog = report.version?.name
        dryRun = isTrial ? true : nil
        shades = report.shades
        added = report.added
        changed = report.changed
        repriced = report.repriced
        recolored = report.recolored
        removed = report.removed
        unchanged = report.unchanged
        refused = report.refused
        warnings = report.warnings
        isDamaged = report.damage == nil ? nil : true
    }
}
