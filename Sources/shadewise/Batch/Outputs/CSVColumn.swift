/// A column of a CSV file: its name, and what stands in it for a `Row`.
struct CSVColumn<Row>: Sendable {
    var name: String
    /// `nil` leaves the cell empty.
    var cell: @Sendable (Row) -> CSVCell?

    init(_ name: String, _ cell: @escaping @Sendable (Row) -> CSVCell?) {
        self.name = name
        self.cell = cell
    }
}

enum CSVCell: Sendable {
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

extension Array {
    /// The columns' names as a line.
    func header<Row>() -> String where Element == CSVColumn<Row> { map(\.name).joined(separator: ",") + "\n" }

    /// What stands in the columns for `row`, as a line.
    func row<Row>(_ row: Row) -> String where Element == CSVColumn<Row> {
        map { $0.cell(row)?.csv ?? "" }.joined(separator: ",") + "\n"
    }
}
