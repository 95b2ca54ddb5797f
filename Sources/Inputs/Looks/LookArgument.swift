package import ColorScience
package import ShadeCatalog
package import TryOn

/// One product as a look names it: `lip=SKU`, `foundation=SKU:60`, `blush=55,38,18:0.5`, `lip=SKU:ombre:gloss`.
package struct LookArgument: Sendable, Equatable {
    package enum Product: Sendable, Equatable {
        case sku(String)
        case color(Lab<D65>)
    }

    package let category: ShadeCategory
    package let product: Product
    /// How much, where, with which finish.
    package let modifiers: LookModifiers
    /// As a person typed it.
    package let text: String

    /// - Throws: `LookError`.
    package init(parsing text: String) throws {
        self.text = text
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, let category = ShadeCategory(rawValue: parts[0].lowercased()) else {
            let categories = ShadeCategory.allCases.map(\.rawValue).joined(separator: ", ")
            throw LookError(
                "a look is CATEGORY=SKU[:AMOUNT][:STYLE][:FINISH] with a category of \(categories)")
        }
        self.category = category
        var value = parts[1]
        // From the end on, as a SKU may hold a colon itself.
        var modifiers = LookModifiers()
        while let colon = value.lastIndex(of: ":"),
            try modifiers.takes(value[value.index(after: colon)...], of: category, in: text)
        {
            value = value[..<colon]
        }
        self.modifiers = modifiers
        if value.contains(","), let lab = decimalTriple(value) {
            guard (0...100).contains(lab.x), abs(lab.y) <= 128, abs(lab.z) <= 128 else {
                throw LookError("the colour in \(text) needs L* of 0 to 100, a* and b* within 128")
            }
            let color = Lab<D65>(lab.x, lab.y, lab.z)
            guard color.isOfASurface() else {
                throw LookError(
                    "no surface has the colour in \(text): it would be brighter than white, or no colour that eyes see")
            }
            product = .color(color)
        } else if Self.isMeantAsColor(value) {
            throw LookError("a colour is L,a,b, such as \(category.rawValue)=45,38,16; “\(value)” in \(text) is none")
        } else if let colon = value.lastIndex(of: ":"), value[..<colon].contains(","),
            decimalTriple(value[..<colon].split(separator: ":")[0]) != nil
        {
            // A colour, so that what follows is no part of a SKU.
            throw LookError(
                "“\(value[value.index(after: colon)...])” in \(text) is no amount of 0...100, no style ("
                    + LookStyle.allCases.filter { $0.zone(of: category) != nil }.map(\.rawValue).joined(separator: ", ")
                    + ") and no finish (" + LookFinish.allCases.map(\.rawValue).joined(separator: ", ") + ")")
        } else {
            product = .sku(String(value))
        }
    }

    /// Whether it can hardly be a SKU: numbers with commas between, or a web colour.
    private static func isMeantAsColor(_ value: Substring) -> Bool {
        if value.first == "#" {
            return [3, 6, 8].contains(value.count - 1) && value.dropFirst().allSatisfy(\.isHexDigit)
        }
        let numbers = value.split(separator: ",", omittingEmptySubsequences: false)
        return numbers.count > 1
            && numbers.allSatisfy { number in
                let text = number.filter { $0 != " " }
                return text.isEmpty || Double(text) != nil
            }
    }

    /// Where it goes.
    package var zone: CosmeticZone { modifiers.style?.zone(of: category) ?? category.zone }
}
