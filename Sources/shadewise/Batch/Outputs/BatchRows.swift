import ArgumentParser
import Reports

/// How a batch's output is written: a row a photo, in order.
enum BatchFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case csv, ndjson

    /// - Returns: `nil` when the ending tells nothing.
    init?(path: String) {
        switch path.split(separator: ".").last?.lowercased() {
        case "csv": self = .csv
        case "ndjson", "jsonl": self = .ndjson
        default: return nil
        }
    }
}

/// Writes rows and reads back what they say.
struct BatchRows: Sendable {
    let format: BatchFormat
    let isMatching: Bool
    private let columns: BatchColumns

    /// - Parameter shades: how many shades each photo is given; `nil` when photos are only analysed.
    init(format: BatchFormat, shades: Int?) {
        self.format = format
        isMatching = shades != nil
        columns = BatchColumns(shades: shades ?? 0)
    }

    var header: String { format == .csv ? columns.header : "" }

    func row(_ report: AnalysisReport) -> [UInt8] {
        switch format {
        case .csv: Array(columns.row(report).utf8)
        case .ndjson: Array((jsonLine(report) + "\n").utf8)
        }
    }

    /// Counted as a failure beside the error codes: the photo was read, but is not good enough to match.
    static let notUsable = "not_usable"

    /// Why a photo has no answer: its error's code, or `notUsable`; `nil` when it has one.
    func failure(of report: AnalysisReport) -> String? {
        report.error?.code ?? (isMatching && report.match == nil ? Self.notUsable : nil)
    }

    /// What is counted of a row.
    struct Summary {
        var id: ItemDigest
        var failure: String?
    }

    /// Reads an NDJSON row; `nil` when it is none.
    func summary(of line: [UInt8]) -> Summary? {
        guard let members = JSONMembers(line), let id = members.text("id") else { return nil }
        let error = members.members(of: "error")?.text("code")
        let hasMatch = members.has("match")
        return Summary(
            id: ItemDigest(id), failure: error ?? (isMatching && !hasMatch ? Self.notUsable : nil))
    }

    /// Reads a CSV row; `nil` when it is none.
    func summary(of fields: [String]) -> Summary? {
        let names = columns.names
        guard fields.count == names.count else { return nil }
        let error = fields[BatchColumns.errorColumn]
        let hasMatch = names.firstIndex(of: "match1_sku").map { !fields[$0].isEmpty } ?? false
        return Summary(
            id: ItemDigest(CSVText.original(fields[BatchColumns.idColumn])),
            failure: error.isEmpty ? (isMatching && !hasMatch ? Self.notUsable : nil) : error)
    }
}
