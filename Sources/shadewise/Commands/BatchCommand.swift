import ArgumentParser
import FaceMesh
import Foundation
import Reports
import ShadeCatalog
import SkinTone

struct BatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Match or analyse folders, lists and archives of photos on all cores.",
        discussion: """
            A row a photo, in the order of the inputs, whatever the number of threads; a photo that fails gets a row \
            with its error and the run goes on. Folders are searched through in sorted order. Each photo has an id: its \
            path below the folder, its name in the archive, or what the manifest or record says.

            A folder to a table:
              shadewise batch photos/ --out shades.csv
            Only the skin, as JSON:
              shadewise batch photos/ --analyze-only --out skin.ndjson
            Photos named in a list (a CSV with the columns path and id, or a path a line; paths relative to it):
              shadewise batch --manifest customers.csv --out shades.csv
            An archive, or records {"id": "17", "path": "a.jpg"} or {"id": "17", "image": "base64"}, through a pipe:
              tar -c photos/ | shadewise batch - --out shades.ndjson
              producer | shadewise batch - --out - | consumer
            The second of eight machines' share:
              shadewise batch photos/ --shard 2/8 --out shades-2.csv
            After a crash, a kill or Ctrl-C, nothing done twice or lost:
              shadewise batch photos/ --out shades.csv --resume

            Rows are written to FILE.partial, which becomes FILE when every photo has one; FILE.state beside it says \
            what was asked for. NDJSON rows are the objects of match or analyze with an id and without timing. In CSV, \
            text that a spreadsheet would run as a formula has an apostrophe in front; Docs/batch.md lists the columns.

            Exits 0 when all is well, 1 when a photo failed, there was none or the input broke off, 2 on misuse, 3 when \
            more photos failed than --max-failures allows, 130 or 143 when a signal stopped it.
            """)

    @Argument(
        help: ArgumentHelp(
            "Folders, photos (JPEG or PNG), or - for a tar archive or records on standard input.", valueName: "input"),
        completion: .file())
    var inputs: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A list of photos; may be given several times.", valueName: "file"), completion: .file())
    var manifest: [String] = []

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where rows go: .csv, .ndjson, or - for standard output.", valueName: "file"))
    var out: String

    @Option(
        help: ArgumentHelp(
            "Kind of rows, where the name of --out does not tell (default on standard output: ndjson).",
            valueName: "format"))
    var outputFormat: BatchFormat?

    @Flag(help: "Read the skin and match nothing.")
    var analyzeOnly = false

    @OptionGroup var catalog: CatalogOption

    @Option(
        help: "What to match: \(ShadeCategory.allCases.map(\.rawValue).joined(separator: ", ")) (default: foundation)."
    )
    var category: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many shades a photo, at most 100 (default: 5).", valueName: "n"))
    var top: Int?

    @Option(help: ArgumentHelp("Distance (ΔE00) that still counts as a match (default: 2).", valueName: "ΔE00"))
    var tolerance: Double?

    @Flag(help: "Match photos that are not good enough, too.")
    var force = false

    @Option(help: .capturePolicy)
    var policy: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Photos worked on at once (default: one a core).", valueName: "n"))
    var threads: Int?

    @Flag(help: "Go on where an earlier run of the same command ended; starts anew when there was none.")
    var resume = false

    @Flag(help: "Replace an output that exists, finished or not.")
    var overwrite = false

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Stop when more photos than this have failed.", valueName: "n"))
    var maxFailures: Int?

    @Option(
        help: ArgumentHelp(
            "Only the i-th of n disjoint parts, such as 2/8; a photo's part depends on its id alone (default: 1/1).",
            valueName: "i/n"), transform: Shard.init(parsing:))
    var shard: Shard = .whole

    @Option(help: ArgumentHelp("Folder of the face networks.", visibility: .hidden))
    var models: String?

    @OptionGroup var summary: FormatOption

    private var usesStandardOutput: Bool { OutputPlace(out).isStandardOutput }

    /// The output's files; `nil` for what is written to as it is.
    private var files: BatchFiles? {
        if case .file(let file) = OutputPlace(out) { BatchFiles(file) } else { nil }
    }

    private var rowFormat: BatchFormat? {
        outputFormat ?? BatchFormat(path: out) ?? (usesStandardOutput ? .ndjson : nil)
    }

    func validate() throws {
        if inputs.isEmpty, manifest.isEmpty {
            throw ValidationError("give folders, photos or - for standard input, or a list with --manifest")
        }
        if inputs.count(where: { $0 == BatchInputs.standardInput }) > 1 {
            throw ValidationError("standard input (-) can be read but once")
        }
        if rowFormat == nil {
            throw ValidationError("--out: the name must end in .csv or .ndjson, or --output-format must say which")
        }
        if resume, overwrite {
            throw ValidationError("--resume goes on and --overwrite starts again; give one of them")
        }
        if resume, usesStandardOutput {
            throw ValidationError("--resume needs a file; standard output cannot be gone on with")
        }
        if analyzeOnly, catalog.path != nil || category != nil || top != nil || tolerance != nil || force {
            throw ValidationError(
                "--catalog, --category, --top, --tolerance and --force belong to matching; leave them out with --analyze-only"
            )
        }
        try validateRanking(top: top, tolerance: tolerance)
        if let threads, !(1...1_024).contains(threads) { throw ValidationError("--threads must lie in 1...1024") }
        if let maxFailures, maxFailures < 0 { throw ValidationError("--max-failures must be 0 or more") }
    }

    func run() throws {
        if let files { try keepInputs(files) }
        let analyzer = try loadAnalyzer(policy: policy, models: models)
        let matching = analyzeOnly ? nil : try loadMatching()
        let format = rowFormat ?? .ndjson
        let rows = BatchRows(format: format, shades: matching?.top)
        try BatchRun(
            inputs: BatchInputs(
                inputs: inputs, manifests: manifest, excluded: files?.all ?? []),
            reader: BatchReader(analyzer: analyzer, matching: matching, rows: rows), shard: shard,
            threads: threads ?? Cores.available, maximumFailures: maxFailures, output: out,
            existing: resume ? .resume : overwrite ? .overwrite : .refuse,
            settings: settings(matching, models: analyzer.networks.modelsVersion, policy: analyzer.policy.version),
            summaryFormat: summary.format
        ).execute()
    }

    /// Refuses an output that is an input, and one that holds a photo: any input may name it.
    private func keepInputs(_ files: BatchFiles) throws {
        try refuseOverwriting(
            outputs: [FileRole("--out", paths: files.all)],
            inputs: [
                FileRole("an input", paths: inputs), FileRole("--manifest", paths: manifest),
                FileRole("the catalog", catalog.file),
                FileRole(policy: policy),
            ])
        try refuseReplacingPhoto("--out", out)
    }

    private func loadMatching() throws -> Matching {
        try telling {
            try Matching(
                catalog: catalog.read(), category: category ?? "foundation", tolerance: tolerance ?? 2, top: top ?? 5,
                force: force)
        }
    }

    /// Everything rows depend on, so that a run is only gone on with by one that would write the same.
    private func settings(_ matching: Matching?, models: String, policy: String) -> [String: String] {
        var settings = [
            "the program's version": Shadewise.configuration.version, "the networks": models, "the policy": policy,
            "the inputs": (inputs + manifest.map { "--manifest " + $0 }).joined(separator: " "),
            "--output-format": (rowFormat ?? .ndjson).rawValue, "--shard": shard.defaultValueDescription,
            "--analyze-only": analyzeOnly ? "on" : "off",
        ]
        if let matching {
            settings["the catalog's version"] = matching.version
            settings["--category"] = matching.category
            settings["--top"] = String(matching.top)
            settings["--tolerance"] = "\(matching.tolerance)"
            settings["--force"] = matching.force ? "on" : "off"
        }
        return settings
    }
}
