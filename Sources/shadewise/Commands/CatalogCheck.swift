import ArgumentParser
import Foundation
import ShadeCatalog

struct CatalogCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read catalogs and report everything wrong with them, by line and column.",
        discussion: """
            Reads CSV, TSV, newline-delimited JSON, Google Merchant's TSV and XML and Shopify's product export, gzipped or \
            not; - is standard input. Changes nothing, and holds no more than a row in memory. Exits 1 when a row cannot \
            be used.

            shadewise catalog check shades.csv
            shadewise catalog check export.csv.gz --map hex=Colour brand=Maker --category foundation
            """)

    @Argument(
        help: ArgumentHelp("Catalogs (default: the sample catalog).", valueName: "file"), completion: .file())
    var files: [String] = []

    @OptionGroup var feed: FeedArguments
    @OptionGroup var output: FormatOption

    func run() throws {
        let options = try feed.options()
        var isSound = true
        for file in files.isEmpty ? [Installation.sampleCatalog] : files {
            var report: any CheckReport = output.format == .json ? JSONReport(file: file) : TextReport(file: file)
            let counts: Counts
            do {
                counts = try check(file, options: options, report: &report)
            } catch {
                isSound = false
                report.fail(error)
                Terminal.complain("\(error)")
                continue
            }
            if counts.refused > 0 { isSound = false }
            report.finish(counts)
        }
        if !isSound { throw ExitCode(1) }
    }

    private func check(
        _ file: String, options: FeedOptions, report: inout any CheckReport
    ) throws(CatalogError) -> Counts {
        var reader = try FeedReader(path: file, options: options)
        var ledger = SKULedger()
        var counts = Counts()
        var progress = ReadingProgress(file: file)
        defer { progress.clear() }
        while let item = try reader.next() {
            switch item {
            case .issue(let issue):
                counts.add(issue)
                report.add(issue)
            case .shade(var shade):
                if let issue = ledger.admit(&shade) {
                    counts.add(issue)
                    report.add(issue)
                } else {
                    counts.shades += 1
                }
            }
            progress.show(rows: counts.shades + counts.refused, read: reader.bytesRead, of: reader.totalBytes)
        }
        return counts
    }
}

private struct Counts {
    var shades = 0
    /// Lines with an error.
    var refused = 0
    var warnings = 0
    private var lastLine = 0

    mutating func add(_ issue: CatalogIssue) {
        if issue.severity == .warning {
            warnings += 1
        } else if issue.line != lastLine {
            lastLine = issue.line
            refused += 1
        }
    }
}

/// Where issues go as they are found: a bad feed of any size has as many.
private protocol CheckReport {
    mutating func add(_ issue: CatalogIssue)
    mutating func finish(_ counts: Counts)
    mutating func fail(_ error: CatalogError)
}

private struct TextReport: CheckReport {
    let file: String

    func add(_ issue: CatalogIssue) { print(Terminal.safe(issue.description(file: file))) }

    func fail(_ error: CatalogError) {}

    func finish(_ counts: Counts) {
        print(
            "\(Terminal.safe(file)): \(counts.shades) \(counts.shades == 1 ? "shade" : "shades") good, "
                + "\(counts.refused) \(counts.refused == 1 ? "row" : "rows") refused"
                + (counts.warnings > 0 ? ", \(counts.warnings) \(counts.warnings == 1 ? "warning" : "warnings")" : ""))
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

    mutating func finish(_ counts: Counts) {
        end(
            Summary(path: file, shades: counts.shades, refused: counts.refused, warnings: counts.warnings),
            hasIssues: true)
    }

    mutating func fail(_ error: CatalogError) {
        end(
            Summary(path: file, error: .init(code: error.code.rawValue, message: error.message)), hasIssues: isOpen)
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
    private var calls = 0
    private var isShown = false

    init(file: String) { self.file = file }

    /// Cheap to call for every row.
    mutating func show(rows: Int, read: Int, of total: Int?) {
        calls += 1
        guard Terminal.showsProgress, calls & 0x3FFF == 0 else { return }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        guard seconds > 1, read > 0 else { return }
        isShown = true
        let rate = Double(read) / seconds
        var text = "\(Terminal.safe(file)): \(rows) rows, \((rate / 1e6).text(0)) MB a second"
        if let total, total > read { text += ", \((Double(total - read) / rate).text(0)) seconds left" }
        Terminal.progress(text)
    }

    func clear() {
        if isShown { Terminal.progress("") }
    }
}
