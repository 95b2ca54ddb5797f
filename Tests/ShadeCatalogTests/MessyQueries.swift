import Foundation
import ShadeCatalog

/// Queries made by rule from a catalog's own rows, as people type them.
struct MessyQueries {
    struct Query {
        let rule: String
        let text: String
        /// What the row says; others may say the same.
        let shade: Shade
    }

    let queries: [Query]

    /// Every `step`-th shade that has a number and every `step`-th that has none, in every spelling that changes it.
    init(of shades: [Shade], step: Int) {
        let numbered = shades.filter { Self.code(of: $0) != nil }
        let named = shades.filter { Self.code(of: $0) == nil }
        let rows = [numbered, named].flatMap { rows in stride(from: 5, to: rows.count, by: step).map { rows[$0] } }
        queries = rows.flatMap { shade in
            Self.spellings(of: shade).map { Query(rule: $0.rule, text: $0.text, shade: shade) }
        }
    }

    /// Shades with a namesake of the same brand whose number has the same letters and figures in another order, such as
    /// 2C3 and 3C2.
    static func twins(in shades: [Shade]) -> [Shade] {
        func parts(_ shade: Shade) -> [String]? { code(of: shade).map { [shade.brand, String($0.sorted())] } }
        let codes = Dictionary(grouping: shades.filter { code(of: $0) != nil }) { parts($0) ?? [] }
            .mapValues { Set($0.compactMap(code)) }
        return shades.filter { shade in parts(shade).map { (codes[$0]?.count ?? 0) > 1 } ?? false }
    }

    /// Whether a shade is what the query means: of that brand, with that number or, where it has none, that name; and
    /// of that product, where the query tells it from the brand's others.
    static func isMeant(_ shade: Shade, by query: Query) -> Bool {
        func same(_ left: String, _ right: String) -> Bool {
            left.filter { $0.isLetter || $0.isNumber }.lowercased()
                == right.filter { $0.isLetter || $0.isNumber }.lowercased()
        }
        guard same(shade.brand, query.shade.brand) else { return false }
        if query.rule != "brand and number", !same(shade.product, query.shade.product) { return false }
        return code(of: query.shade).map { code(of: shade) == $0 } ?? same(shade.name, query.shade.name)
    }

    /// The part of the name that holds its first number, in capitals.
    static func code(of shade: Shade) -> String? {
        shade.name.split(separator: " ").first { $0.contains(where: \.isNumber) }.map { $0.uppercased() }
    }

    private static func spellings(of shade: Shade) -> [(rule: String, text: String)] {
        let (brand, product, name) = (shade.brand, shade.product, shade.name)
        let full = "\(brand) \(product) \(name)"
        let word = brand.components(separatedBy: " ").first { $0.count >= 4 } ?? brand
        var spellings = [
            ("lower case", full.lowercased()),
            ("one word of the brand", "\(word) \(product) \(name)".lowercased()),
            ("no punctuation", String(full.filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "." })),
            ("one slip in the brand", "\(slip(brand)) \(product) \(name)".lowercased()),
            ("one slip in the product", "\(brand) \(slip(product)) \(name)"),
            ("shade first", "\(name), \(brand) \(product)".lowercased()),
            ("brand last", "\(product) \(name) by \(brand)".lowercased()),
        ]
        guard let code = code(of: shade) else { return spellings }
        spellings.append(("brand and number", "\(word) \(code)".lowercased()))
        spellings.append(("number alone of the name", "\(brand) \(product) \(code)".lowercased()))
        let apart = split(code, by: " ")
        if apart != code {
            spellings.append(("number split by spaces", "\(brand) \(product) \(apart)".lowercased()))
            spellings.append(("number split by hyphens", "\(brand) \(product) \(split(code, by: "-"))"))
        }
        if code.contains(".") {
            spellings.append(
                ("decimal comma", "\(brand) \(product) \(code.replacingOccurrences(of: ".", with: ","))"))
        }
        return spellings
    }

    /// Two letters changed about in the longest word.
    private static func slip(_ text: String) -> String {
        var words = text.split(separator: " ").map(Array.init)
        guard let longest = words.indices.max(by: { words[$0].count < words[$1].count }), words[longest].count >= 5
        else { return text }
        words[longest].swapAt(2, 3)
        return words.map { String($0) }.joined(separator: " ")
    }

    /// A mark wherever letters and digits meet.
    private static func split(_ code: String, by mark: String) -> String {
        var (text, last): (String, Character?) = ("", nil)
        for character in code {
            if let last, last.isLetter && character.isNumber || last.isNumber && character.isLetter { text += mark }
            text.append(character)
            last = character
        }
        return text
    }
}
