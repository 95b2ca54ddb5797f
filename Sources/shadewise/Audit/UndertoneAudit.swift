import ArgumentParser
import Foundation
import ShadeCatalog

/// `audit --undertones`: a feed's words for undertones against the undertones of its swatches.
struct UndertoneAudit {
    let feed: String
    let map: [String]
    let format: OutputFormat

    /// - Throws: `ExitCode`: 1 where the feed cannot be read or has no word to compare, 2 for a column that is none.
    func execute() throws {
        let options = try options()
        let (listed, issues) = try telling { try ListedShade.all(path: feed, options: options) }
        let agreement = UndertoneAgreement(of: listed)
        guard agreement.count + agreement.oliveFound.total > 0 else {
            for issue in issues.prefix(3) { Terminal.complain(Terminal.safe(issue.description(file: feed))) }
            Terminal.complain("\(Terminal.safe(feed)): no base shade has both a hex and a word for its undertone")
            throw ExitCode(1)
        }
        switch format {
        case .json: print(jsonLine(UndertoneReport(agreement, feed: feed, rowsLeftOut: issues.count)))
        case .text: print(text(agreement, rowsLeftOut: issues.count))
        }
        try Terminal.flush()
    }

    private func options() throws -> FeedOptions {
        // What names no category is matched to skin: other categories say theirs.
        var options = FeedOptions(category: .foundation)
        do { for text in map { try options.map(text) } } catch { throw ValidationError(error.message) }
        return options
    }

    private func text(_ agreement: UndertoneAgreement, rowsLeftOut: Int) -> String {
        func percent(_ share: Double?) -> String { share.map(Figure.percent) ?? "–" }
        func share(_ count: Int, of total: Int) -> String {
            percent(total > 0 ? Double(count) / Double(total) : nil)
        }
        let olive = agreement.oliveFound
        let names = ["cool", "neutral", "warm"]
        var lines = [
            Terminal.bold(
                "\(Terminal.safe(URL(filePath: feed).lastPathComponent)): \(agreement.count) shades called cool, "
                    + "neutral or warm; \(olive.total) olive; \(agreement.wordless) without a clear word"
            ),
            "", Terminal.dim("word, down; colour, across" + (names + ["mean ΔH*"]).map { $0.right(10) }.joined()),
        ]
        for (row, name) in names.enumerated() {
            let cells =
                agreement.confusion[row].map(String.init) + [AuditWords.signed(agreement.meanLeans[row], digits: 2)]
            lines.append(name.left(26) + cells.map { $0.right(10) }.joined())
        }
        lines += [
            "",
            "Agreement \(percent(agreement.agreement)), Cohen's kappa \(agreement.kappa.map { $0.text(2) } ?? "–") "
                + "(0 is chance, 1 all)",
            "With as many called cool and warm as words do, by rank: kappa "
                + (agreement.rankedKappa.map { $0.text(2) } ?? "–"),
            "A shade called warm leans warmer than one called cool \(percent(agreement.warmAboveCool)) of the time "
                + "(50 % is chance)",
            "Olive: the colour says so for \(share(olive.count, of: olive.total)) of the shades called olive, and for "
                + "\(share(agreement.oliveElsewhere, of: agreement.count)) of the others",
        ]
        if rowsLeftOut > 0 {
            lines.append("\(counted(rowsLeftOut, "fault")) in the feed: see `shadewise catalog check`")
        }
        return lines.joined(separator: "\n")
    }

}
