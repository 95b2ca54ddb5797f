internal import ColorScience

/// What a catalog holds, counted.
public struct CatalogSummary: Sendable, Hashable {
    /// The shades that share something, and what that is.
    public struct Group<Key: Hashable & Sendable>: Sendable, Hashable {
        public let key: Key
        public private(set) var shades = 0
        public private(set) var inStock = 0
        /// The deepest and the lightest L*.
        public private(set) var lightness: ClosedRange<Double>

        init(key: Key, lightness: Double) {
            self.key = key
            self.lightness = lightness...lightness
        }

        mutating func add(_ shade: Shade) {
            let l = shade.lab.lightness
            shades += 1
            inStock += shade.isInStock ? 1 : 0
            lightness = min(lightness.lowerBound, l)...max(lightness.upperBound, l)
        }
    }

    /// A product line: one product of one brand in one category.
    public struct Line: Sendable, Hashable {
        public let brand: String
        public let product: String
        public let category: ShadeCategory
    }

    public let shades: Int
    public let inStock: Int
    /// In the order of `ShadeCategory.allCases`; those with no shade are left out.
    public let categories: [Group<ShadeCategory>]
    /// By name.
    public let brands: [Group<String>]
    /// In the feed's order.
    public let lines: [Group<Line>]
}

extension ShadeCatalog {
    /// - Complexity: O(*n*), and O(*m* log *m*) in the number of brands.
    public var summary: CatalogSummary {
        CatalogSummary(
            shades: shades.count, inStock: shades.count { $0.isInStock },
            categories: groups(by: \.category).sorted { $0.key.rank < $1.key.rank },
            brands: groups(by: \.brand).sorted { $0.key < $1.key },
            lines: groups { CatalogSummary.Line(brand: $0.brand, product: $0.product, category: $0.category) })
    }

    private func groups<Key: Hashable & Sendable>(by key: (Shade) -> Key) -> [CatalogSummary.Group<Key>] {
        var places: [Key: Int] = [:]
        var groups: [CatalogSummary.Group<Key>] = []
        for shade in shades {
            let key = key(shade)
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append(CatalogSummary.Group(key: key, lightness: shade.lab.lightness))
            }
            groups[place].add(shade)
        }
        return groups
    }
}

extension ShadeCategory {
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
