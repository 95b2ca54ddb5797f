import ArgumentParser
import Foundation
import ShadeCatalog

struct CatalogCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read catalogs and report everything wrong with them, by line and column.",
        discussion: """
            Changes nothing. Exits 1 when a row cannot be used.

            shadewise catalog check shades.csv
            """)

    @Argument(
        help: ArgumentHelp("Catalogs, CSV or NDJSON (default: the sample catalog).", valueName: "file"),
        completion: .file())
    var files: [String] = []

    @OptionGroup var output: FormatOption

    func run() throws {
        var isSound = true
        for file in files.isEmpty ? [Installation.sampleCatalog] : files {
            let (shades, issues): ([Shade], [CatalogIssue])
            do {
                (shades, issues) = try CatalogReader.read(path: file)
            } catch {
                isSound = false
                if output.format == .json {
                    print(jsonLine(Report(path: file, error: .init(code: error.code.rawValue, message: error.message))))
                }
                Terminal.complain("\(error)")
                continue
            }
            let errors = Set(issues.filter { $0.severity == .error }.map(\.line)).count
            let warnings = issues.count { $0.severity == .warning }
            if errors > 0 { isSound = false }
            switch output.format {
            case .json: print(jsonLine(Report(path: file, shades: shades.count, issues: issues)))
            case .text:
                for issue in issues { print(Terminal.safe(issue.description(file: file))) }
                print(
                    "\(Terminal.safe(file)): \(shades.count) shades good, "
                        + "\(errors) \(errors == 1 ? "row" : "rows") refused"
                        + (warnings > 0 ? ", \(warnings) \(warnings == 1 ? "warning" : "warnings")" : ""))
            }
        }
        if !isSound { throw ExitCode(1) }
    }

    private struct Report: Encodable {
        let schema = "shadewise/catalog-check/1"
        var path: String
        var shades: Int?
        var issues: [Issue]?
        var error: AnalysisReport.Failure?

        struct Issue: Encodable {
            var severity: String
            var line: Int
            var column: Int
            var field: String?
            var sku: String?
            var message: String
        }

        init(path: String, error: AnalysisReport.Failure) {
            self.path = path
            self.error = error
        }

        init(path: String, shades: Int, issues: [CatalogIssue]) {
            self.path = path
            self.shades = shades
            self.issues = issues.map {
                Issue(
                    severity: $0.severity.rawValue, line: $0.line, column: $0.column, field: $0.field, sku: $0.sku,
                    message: $0.message)
            }
        }
    }
}
