internal import ColorScience

/// Shades with each sold in several sizes only once: lists of shades would name it as often otherwise.
///
/// One line, one name and one colour are one shade; the names are compared without sizes and notices such as NEW.
struct SizeVariants: Sendable {
    /// In the order given: of each shade the variant in stock, then the largest, the dearest, the lowest SKU.
    let shown: [Shade]
    /// SKUs of the others, by the shown one's; none where there is but one size.
    let others: [String: [String]]

    /// - Complexity: O(*n*).
    init(of shades: [Shade]) {
        let looks = Dictionary(grouping: shades.indices) { index in
            Look(brand: shades[index].brand.lowercased(), category: shades[index].category, lab: shades[index].lab)
        }
        var others: [String: [String]] = [:]
        var hidden: Set<Int> = []
        // Names are read only where colours agree, which is rare.
        for look in looks.values where look.count > 1 {
            for variants in Dictionary(grouping: look, by: { Name(of: shades[$0]) }).values where variants.count > 1 {
                let ranked = variants.map { Variant(shades[$0], place: $0) }.sorted { $0.isBefore($1) }
                others[ranked[0].shade.sku] = ranked.dropFirst().map(\.shade.sku)
                hidden.formUnion(ranked.dropFirst().map(\.place))
            }
        }
        shown = hidden.isEmpty ? shades : shades.indices.filter { !hidden.contains($0) }.map { shades[$0] }
        self.others = others
    }

    /// The SKUs of one shade in all its sizes.
    func group(of sku: String) -> Set<String> {
        let group = others.first { $0.key == sku || $0.value.contains(sku) }
        return Set(group.map { [$0.key] + $0.value } ?? [sku])
    }

    private struct Look: Hashable {
        let brand: String
        let category: ShadeCategory
        let lab: Lab<D65>
    }

    private struct Name: Hashable {
        let line: ShadeLine.Key
        let shade: String

        init(of shade: Shade) {
            line = ShadeLine.Key(of: shade)
            self.shade = ShadeVocabulary.standard.plain(NameToken.words(of: shade.name)[...])
        }
    }

    private struct Variant {
        let shade: Shade
        let place: Int
        let size: Double

        init(_ shade: Shade, place: Int) {
            self.shade = shade
            self.place = place
            size = [shade.product, shade.name, shade.sku].map(Self.size).max() ?? 0
        }

        /// The size a text gives, in millilitres or grams; 0 where it gives none.
        private static func size(in text: String) -> Double {
            let words = NameToken.words(of: text)
            return zip(words, words.dropFirst()).compactMap { ShadeVocabulary.standard.size($0.text, $1.text) }.max()
                ?? 0
        }

        func isBefore(_ other: Variant) -> Bool {
            if shade.isInStock != other.shade.isInStock { return shade.isInStock }
            if size != other.size { return size > other.size }
            let (price, otherPrice) = (shade.price?.amount ?? 0, other.shade.price?.amount ?? 0)
            return price == otherPrice ? shade.sku < other.shade.sku : price > otherPrice
        }
    }
}

extension ShadeCatalog {
    /// The SKUs under which a shade is sold, in this size and others.
    /// - Complexity: O(*n*).
    public func sizes(of sku: String) -> Set<String> {
        guard let shade = shade(sku: sku) else { return [] }
        return SizeVariants(of: shades.filter { $0.lab == shade.lab && $0.category == shade.category }).group(of: sku)
    }
}
