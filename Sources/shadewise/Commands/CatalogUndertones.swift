import ArgumentParser
import Foundation
import Reports
import ShadeCatalog

struct CatalogUndertones: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undertones",
        abstract: "Compare the undertones that a feed's words give its shades with those of their swatches.",
        discussion: """
            Of every base shade with a hex: the undertone in its own words, and the one that its colour gets from the \
            rule for skin, without those words. Docs/audit.md says what each figure means. Exits 1 when no shade has \
            both.

            shadewise catalog undertones shades.csv --map shade=specific
            """)

    @Argument(help: ArgumentHelp("The feed; - is standard input.", valueName: "file"), completion: .file())
    var file: String

    @OptionGroup var feed: FeedArguments
    @OptionGroup var output: FormatOption

    func run() throws {
        let (listed, issues) = try telling {
            var options = try feed.options()
            // What names no category is matched to skin: other categories say theirs.
            options.category = options.category ?? .foundation
            return try ListedShade.all(in: try feed.open(file, options: options))
        }
        let agreement = UndertoneAgreement(of: listed)
        let shown = FeedArguments.shown(file)
        guard agreement.count + agreement.oliveFound.total > 0 else {
            for issue in issues.prefix(3) { Terminal.complain(Terminal.safe(issue.description(file: shown))) }
            Terminal.complain("\(Terminal.safe(shown)): no base shade has both a hex and a word for its undertone")
            throw ExitCode(1)
        }
        switch output.format {
        case .json: print(jsonLine(UndertoneReport(agreement, feed: file, rowsLeftOut: issues.count)))
        case .text: print(text(agreement, of: shown, rowsLeftOut: issues.count))
        }
        try Terminal.flush()
    }

    private func text(_ agreement: UndertoneAgreement, of feed: String, rowsLeftOut: Int) -> String {
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
