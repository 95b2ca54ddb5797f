/// The columns of a batch's CSV: a photo a row, its best shades side by side.
struct BatchColumns: Sendable {
    struct Column: Sendable {
        var name: String
        var cell: @Sendable (AnalysisReport) -> Cell?

        init(_ name: String, _ cell: @escaping @Sendable (AnalysisReport) -> Cell?) {
            self.name = name
            self.cell = cell
        }
    }

    enum Cell: Sendable {
        /// May come from strangers.
        case text(String)
        case number(Double)
        case integer(Int)
        case flag(Bool)

        var csv: String {
            switch self {
            case .text(let text): CSVText.quoted(CSVText.defused(text))
            case .number(let number): "\(number)"
            case .integer(let integer): "\(integer)"
            case .flag(let flag): flag ? "true" : "false"
            }
        }
    }

    private let columns: [Column]

    /// - Parameter shades: how many shades a row has room for; 0 when photos are only analysed.
    init(shades: Int) {
        columns = Self.photo + Self.skin + (0..<shades).flatMap(Self.shade) + Self.versions
    }

    var names: [String] { columns.map(\.name) }
    var header: String { names.joined(separator: ",") + "\n" }

    func row(_ report: AnalysisReport) -> String {
        columns.map { $0.cell(report)?.csv ?? "" }.joined(separator: ",") + "\n"
    }

    /// Where the columns lie that say which photo a row is of and what became of it.
    static let (idColumn, errorColumn) = (0, 2)

    private static let photo: [Column] = [
        Column("id") { $0.id.map(Cell.text) },
        Column("path") { .text($0.image.path) },
        Column("error_code") { ($0.error?.code).map(Cell.text) },
        Column("error_message") { ($0.error?.message).map(Cell.text) },
        Column("usable") { ($0.capture?.usable).map(Cell.flag) },
        Column("issues") { ($0.capture?.issues).map { .text($0.map(\.code).joined(separator: " ")) } },
        Column("width") { $0.image.width.map(Cell.integer) },
        Column("height") { $0.image.height.map(Cell.integer) },
        Column("format") { $0.image.format.map(Cell.text) },
        Column("profile") { $0.image.profile.map(Cell.text) },
        Column("face_score") { ($0.face?.score).map(Cell.number) },
    ]

    private static let skin: [Column] = [
        Column("skin_L") { ($0.skin?.lab[0]).map(Cell.number) },
        Column("skin_a") { ($0.skin?.lab[1]).map(Cell.number) },
        Column("skin_b") { ($0.skin?.lab[2]).map(Cell.number) },
        Column("skin_hex") { ($0.skin?.hex).map(Cell.text) },
        Column("radius50") { ($0.skin?.radius50).map(Cell.number) },
        Column("radius90") { ($0.skin?.radius90).map(Cell.number) },
        Column("ita") { ($0.skin?.ita).map(Cell.number) },
        Column("ita_class") { ($0.skin?.itaClass).map(Cell.text) },
        Column("undertone") { ($0.skin?.undertone.label).map(Cell.text) },
        Column("warm") { ($0.skin?.undertone.warm).map(Cell.number) },
        Column("neutral") { ($0.skin?.undertone.neutral).map(Cell.number) },
        Column("cool") { ($0.skin?.undertone.cool).map(Cell.number) },
        Column("olive") { ($0.skin?.olive).map(Cell.number) },
        Column("monk_tone") { ($0.skin?.monk.tone).map(Cell.integer) },
    ]

    private static func shade(_ index: Int) -> [Column] {
        func column(_ name: String, _ cell: @escaping @Sendable (MatchReport.Entry) -> Cell?) -> Column {
            Column("match\(index + 1)_\(name)") { report in
                guard let shades = report.match?.shades, index < shades.count else { return nil }
                return cell(shades[index])
            }
        }
        return [
            column("sku") { .text($0.sku) }, column("brand") { .text($0.brand) },
            column("product") { .text($0.product) }, column("shade") { .text($0.shade) },
            column("hex") { .text($0.hex) }, column("expected") { ($0.deltaE00?.expected).map(Cell.number) },
            column("p90") { ($0.deltaE00?.p90).map(Cell.number) },
            column("probability") { $0.probabilityWithinTolerance.map(Cell.number) },
            column("harmony") { ($0.harmony?.score).map(Cell.number) },
        ]
    }

    private static let versions: [Column] = [
        Column("models_version") { $0.versions.models.map(Cell.text) },
        Column("catalog_version") { $0.versions.catalog.map(Cell.text) },
        Column("policy_version") { $0.versions.policy.map(Cell.text) },
    ]
}
