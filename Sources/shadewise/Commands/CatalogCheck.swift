import ArgumentParser
import CatalogStore
import Foundation
import Inputs
import Reports
import ShadeCatalog

struct CatalogCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read catalogs and report everything wrong with them, by line and column.",
        discussion: """
            Reads CSV, TSV, newline-delimited JSON, Google Merchant's TSV and XML and Shopify's product export, gzipped or \
            not; - is standard input. Tells what an import would refuse, and shades whose names and colours disagree. \
            Changes nothing. Exits 1 when a row cannot be used or the file is damaged.

            shadewise catalog check shades.csv
            shadewise catalog check export.csv.gz --map hex=Colour brand=Maker --category foundation
            """)

    @Argument(
        help: ArgumentHelp("Catalogs (default: the sample catalog).", valueName: "file"), completion: .file())
    var files: [String] = []

    @Option(
        help: ArgumentHelp(
            "Folder of the pictures that the feed gives addresses of; those beside the feed are found without.",
            valueName: "folder"),
        completion: .directory)
    var pictures: String?

    @OptionGroup var feed: FeedArguments
    @OptionGroup var output: FormatOption

    func validate() throws { try feed.validate(pictures: pictures) }

    func run() throws {
        let options = try feed.options()
        var isSound = true
        for file in files.isEmpty ? [Installation.sampleCatalog] : files {
            var report: any CheckReport =
                output.format == .json ? JSONReport(file: file) : TextReport(file: FeedArguments.shown(file))
            let counts: ImportReport
            do {
                counts = try check(file, options: options, report: &report)
            } catch {
                isSound = false
                report.fail(error)
                Terminal.complain(error)
                continue
            }
            if counts.refused > 0 { isSound = false }
            report.finish(counts)
        }
        if !isSound { throw ExitCode(1) }
    }

    /// An import into an empty catalog that is thrown away: what that would say is what there is to say.
    private func check(
        _ file: String, options: FeedOptions, report: inout any CheckReport
    ) throws(CatalogError) -> ImportReport {
        var reader = try feed.open(file, options: options)
        var progress = ReadingProgress(file: FeedArguments.shown(file))
        defer { progress.clear() }
        do throws(CatalogError) {
            return try CatalogDatabase(path: Self.nameless).run(
                CatalogImport(takesDamaged: true, isTrial: true), feed: &reader, source: file,
                pictures: SwatchPictureFinder(feed: file, pictures: pictures)
            ) { issue in
                report.add(issue)
            } onProgress: { reader in
                progress.show(read: reader.bytesRead, of: reader.totalBytes)
            }
        } catch {
            if error.code == .invalidCatalog {
                throw CatalogError(
                    code: error.code,
                    message: "no row of \(FeedArguments.shown(file)) can be used: mend what is said above")
            }
            // The database's own failures begin with its name, which is empty.
            guard error.message.hasPrefix(": ") || error.message.hasPrefix(" cannot be used") else { throw error }
            throw CatalogError(
                code: error.code,
                message: "\(FeedArguments.shown(file)) cannot be checked: the folder for temporary files is full or "
                    + "may not be written to; make room, or name another with TMPDIR")
        }
    }

    /// SQLite's name for a database in a file that has none, so that it is gone however the program ends.
    private static let nameless = ""
}

/// Where issues go as they are found: a bad feed of any size has as many.
private protocol CheckReport {
    mutating func add(_ issue: CatalogIssue)
    mutating func finish(_ counts: ImportReport)
    mutating func fail(_ error: CatalogError)
}

private struct TextReport: CheckReport {
    let file: String

    func add(_ issue: CatalogIssue) { print(Terminal.safe(issue.description(file: file))) }

    func fail(_ error: CatalogError) {}

    func finish(_ counts: ImportReport) {
        print(
            "\(Terminal.safe(file)): \(counted(counts.shades, "shade")) good, \(counted(counts.refused, "row")) refused"
                + (counts.warnings > 0 ? ", \(counted(counts.warnings, "warning"))" : ""))
        guard let damage = counts.damage else { return }
        print(
            "\(Terminal.safe(file)): the file is damaged as a whole, see line \(damage.line): get it anew; an import takes "
                + "nothing of it, or with --partial the good rows")
    }
}

/// One object a file, `issues` first, written as they come.
private struct JSONReport: CheckReport {
    let file: String
    private var isOpen = false

    init(file: String) { self.file = file }

    mutating func add(_ issue: CatalogIssue) {
        print(isOpen ? "," : "{\"issues\":[", terminator: "")
        isOpen = true
        print(
            jsonLine(
                Issue(
                    severity: issue.severity.rawValue, line: issue.line, column: issue.column, field: issue.field,
                    sku: issue.sku, message: issue.message)), terminator: "")
    }

    mutating func finish(_ counts: ImportReport) {
        end(
            Summary(
                path: file, shades: counts.shades, refused: counts.refused, warnings: counts.warnings,
                isDamaged: counts.damage != nil),
            hasIssues: true)
    }

    mutating func fail(_ error: CatalogError) {
        end(Summary(path: file, error: .init(error)), hasIssues: isOpen)
    }

    private func end(_ summary: Summary, hasIssues: Bool) {
        let rest = jsonLine(summary)
        guard hasIssues else { return print(rest) }
        print((isOpen ? "" : "{\"issues\":[") + "]," + rest.dropFirst())
    }

    private struct Summary: Encodable {
        let schema = "shadewise/catalog-check/1"
        var path: String
        var shades: Int?
        var refused: Int?
        var warnings: Int?
        /// Whether an import would take nothing of it.
        var isDamaged: Bool?
        var error: AnalysisReport.Failure?
    }

    private struct Issue: Encodable {
        var severity: String
        var line: Int
        var column: Int
        var field: String?
        var sku: String?
        var message: String
    }
}

/// How far a long feed has been read, on the terminal's last line.
struct ReadingProgress {
    let file: String
    private let start = ContinuousClock.now
    private var isShown = false

    init(file: String) { self.file = file }

    mutating func show(read: Int, of total: Int?) {
        guard Terminal.showsProgress else { return }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        guard seconds > 1, read > 0 else { return }
        isShown = true
        let rate = Double(read) / seconds
        var text =
            "\(Terminal.safe(file)): \((Double(read) / 1e6).text(0)) MB read, \((rate / 1e6).text(0)) MB a second"
        if let total, total > read { text += ", \((Double(total - read) / rate).text(0)) seconds left" }
        Terminal.progress(text)
    }

    func clear() {
        if isShown { Terminal.progress("") }
    }
}
