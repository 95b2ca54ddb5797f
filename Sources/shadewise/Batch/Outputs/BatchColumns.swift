import Reports

/// The columns of a batch's CSV: a photo a row, its best shades side by side.
struct BatchColumns: Sendable {
    private typealias Column = CSVColumn<AnalysisReport>

    private let columns: [Column]

    /// - Parameter shades: how many shades a row has room for; 0 when photos are only analysed.
    init(shades: Int) {
        columns = Self.photo + Self.skin + (0..<shades).flatMap(Self.shade) + Self.versions
    }

    var names: [String] { columns.map(\.name) }
    var header: String { columns.header() }

    func row(_ report: AnalysisReport) -> String { columns.row(report) }

    /// Where the columns lie that say which photo a row is of and what became of it.
    static let (idColumn, errorColumn) = (0, 2)

    private static let photo: [Column] = [
        Column("id") { $0.id.map(CSVCell.text) },
        Column("path") { .text($0.image.path ?? "") },
        Column("error_code") { ($0.error?.code).map(CSVCell.text) },
        Column("error_message") { ($0.error?.message).map(CSVCell.text) },
        Column("usable") { ($0.capture?.usable).map(CSVCell.flag) },
        Column("issues") { ($0.capture?.issues).map { .text($0.map(\.code).joined(separator: " ")) } },
        Column("width") { $0.image.width.map(CSVCell.integer) },
        Column("height") { $0.image.height.map(CSVCell.integer) },
        Column("format") { $0.image.format.map(CSVCell.text) },
        Column("profile") { $0.image.profile.map(CSVCell.text) },
        Column("face_score") { ($0.face?.score).map(CSVCell.number) },
    ]

    private static let skin: [Column] = [
        Column("skin_L") { ($0.skin?.lab[0]).map(CSVCell.number) },
        Column("skin_a") { ($0.skin?.lab[1]).map(CSVCell.number) },
        Column("skin_b") { ($0.skin?.lab[2]).map(CSVCell.number) },
        Column("skin_hex") { ($0.skin?.hex).map(CSVCell.text) },
        Column("radius50") { ($0.skin?.radius50).map(CSVCell.number) },
        Column("radius90") { ($0.skin?.radius90).map(CSVCell.number) },
        Column("ita") { ($0.skin?.ita).map(CSVCell.number) },
        Column("ita_class") { ($0.skin?.itaClass).map(CSVCell.text) },
        Column("undertone") { ($0.skin?.undertone.label).map(CSVCell.text) },
        Column("warm") { ($0.skin?.undertone.warm).map(CSVCell.number) },
        Column("neutral") { ($0.skin?.undertone.neutral).map(CSVCell.number) },
        Column("cool") { ($0.skin?.undertone.cool).map(CSVCell.number) },
        Column("olive") { ($0.skin?.olive).map(CSVCell.number) },
        Column("monk_tone") { ($0.skin?.monk.tone).map(CSVCell.integer) },
    ]

    private static func shade(_ index: Int) -> [Column] {
        func column(_ name: String, _ cell: @escaping @Sendable (MatchReport.Entry) -> CSVCell?) -> Column {
            Column("match\(index + 1)_\(name)") { report in
                guard let shades = report.match?.shades, index < shades.count else { return nil }
                return cell(shades[index])
            }
        }
        return [
            column("sku") { .text($0.shade.sku) }, column("brand") { .text($0.shade.brand) },
            column("product") { .text($0.shade.product) }, column("shade") { .text($0.shade.shade) },
            column("hex") { .text($0.shade.hex) }, column("expected") { ($0.deltaE00?.expected).map(CSVCell.number) },
            column("p90") { ($0.deltaE00?.p90).map(CSVCell.number) },
            column("probability") { $0.probabilityWithinTolerance.map(CSVCell.number) },
            column("harmony") { ($0.harmony?.score).map(CSVCell.number) },
        ]
    }

    private static let versions: [Column] = [
        Column("models_version") { $0.versions.models.map(CSVCell.text) },
        Column("catalog_version") { $0.versions.catalog.map(CSVCell.text) },
        Column("policy_version") { $0.versions.policy.map(CSVCell.text) },
    ]
}
