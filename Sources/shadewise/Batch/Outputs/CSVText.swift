/// Text as a cell of a CSV file that spreadsheets open without harm.
enum CSVText {
    /// Quotes what RFC 4180 says must be quoted.
    static func quoted(_ text: String) -> String {
        let needsQuotes = text.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
                || byte == UInt8(ascii: "\r")
        }
        // A blank at either end may be lost without.
        guard needsQuotes || text.first == " " || text.last == " " else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// Spreadsheets run text that begins like a formula, and strangers choose ids: such text gets an apostrophe in
    /// front, and so does text that begins with one, so that taking one away always gives the text back.
    /// - Source: OWASP, "CSV Injection".
    static func defused(_ text: String) -> String { startsFormula(text) ? "'" + text : text }

    /// The text that `defused` was given.
    static func original(_ cell: String) -> String {
        guard cell.hasPrefix("'") else { return cell }
        let rest = String(cell.unicodeScalars.dropFirst())
        return startsFormula(rest) ? rest : cell
    }

    private static func startsFormula(_ text: String) -> Bool {
        switch text.unicodeScalars.first(where: { $0 != " " && $0 != "\u{A0}" }) {
        case "=", "+", "-", "@", "\t", "\r", "\n", "'", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        default: false
        }
    }
}
