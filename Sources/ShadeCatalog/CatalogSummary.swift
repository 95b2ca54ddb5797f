internal import ColorScience

/// What a catalog holds, counted.
public struct CatalogSummary: Sendable, Hashable {
    /// The shades that share something, and what that is.
    public struct Group<Key: Hashable & Sendable>: Sendable, Hashable {
        /// What the shades share.
        public let key: Key
        /// How many there are, sold out or not.
        public private(set) var shades = 0
        /// How many of them can be bought, see `Shade.isInStock`.
        public private(set) var inStock = 0
        /// The deepest and the lightest L*.
        public private(set) var lightness: ClosedRange<Double>
        /// Their places in what was summed up, in that order.
        public private(set) var members: [Int] = []

        init(key: Key, lightness: Double) {
            self.key = key
            self.lightness = lightness...lightness
        }

        mutating func add(_ shade: Shade, at place: Int) {
            members.append(place)
            let l = shade.lab.lightness
            shades += 1
            inStock += shade.isInStock ? 1 : 0
            lightness = min(lightness.lowerBound, l)...max(lightness.upperBound, l)
        }
    }

    /// A product line: one product of one brand in one category.
    public struct Line: Sendable, Hashable {
        /// As its shades spell it: lines spelt apart are counted apart.
        public let brand: String
        /// As its shades spell it.
        public let product: String
        /// A product sold for two purposes makes two lines.
        public let category: ShadeCategory
    }

    /// Of all categories, sold out or not.
    public let shades: Int
    /// Those of them that can be bought, see `Shade.isInStock`.
    public let inStock: Int
    /// In the order of `ShadeCategory.allCases`; those with no shade are left out.
    public let categories: [Group<ShadeCategory>]
    /// By name.
    public let brands: [Group<String>]
    /// In the feed's order.
    public let lines: [Group<Line>]
}

extension CatalogSummary {
    /// - Complexity: O(*n*), and O(*m* log *m*) in the number of brands.
    public init(of catalog: [Shade]) {
        shades = catalog.count
        inStock = catalog.count { $0.isInStock }
        categories = Self.groups(of: catalog, by: \.category).sorted { $0.key.rank < $1.key.rank }
        brands = Self.groups(of: catalog, by: \.brand).sorted { $0.key < $1.key }
        lines = Self.groups(of: catalog) { Line(brand: $0.brand, product: $0.product, category: $0.category) }
    }

    private static func groups<Key: Hashable & Sendable>(of shades: [Shade], by key: (Shade) -> Key) -> [Group<Key>] {
        var places: [Key: Int] = [:]
        var groups: [Group<Key>] = []
        for (index, shade) in shades.enumerated() {
            let key = key(shade)
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append(Group(key: key, lightness: shade.lab.lightness))
            }
            groups[place].add(shade, at: index)
        }
        return groups
    }
}

extension ShadeCategory {
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
