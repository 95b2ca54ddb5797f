public import ColorScience

/// Which skins a catalog's lines serve, where they leave gaps, and where shades crowd.
///
/// Measured on plausible skins, as many of each depth and undertone: whom a line serves is not whom it sells to.
/// Only categories with a colour difference to skin have coverage: see `ShadeCategory.matchable`.
public struct CatalogStatistics: Sendable {
    /// ΔE00 within which a shade serves a skin.
    public let tolerance: Double
    /// In the catalog's order.
    public let lines: [Line]
    /// All lines of a brand and category taken together, by name.
    public let brands: [Brand]
    /// Skins measured on.
    public let skins: Int

    /// How a group of skins is served.
    public struct Service: Sendable, Hashable {
        /// Of the group's skins, how many have a shade within tolerance, 0...1.
        public var share: Double
        /// Mean over the group's skins of the ΔE00 to the nearest shade.
        public var distance: Double
    }

    /// How all groups are served.
    public struct Coverage: Sendable, Hashable {
        /// One for each of `SkinGroup.all`.
        public var groups: [Service]
        /// Every group counts the same.
        public var overall: Service

        /// The group with the least share, the farther one of two.
        public var weakest: SkinGroup {
            let place = groups.indices.min {
                groups[$0].share == groups[$1].share
                    ? groups[$0].distance > groups[$1].distance : groups[$0].share < groups[$1].share
            }
            return SkinGroup.all[place ?? 0]
        }
    }

    /// A place where a new shade would serve skins that now have none.
    public struct Gap: Sendable, Hashable {
        /// The colour the shade should have.
        public var lab: Lab<D65>
        /// Of the skins served there.
        public var group: SkinGroup
        /// Of the skins of this depth, those within tolerance of it that nothing serves now, 0...1.
        public var share: Double
        /// ΔE00 to the nearest shade there is.
        public var distance: Double
    }

    /// Two shades of a line that can hardly be told apart.
    public struct Pair: Sendable, Hashable {
        /// Places in the line's shades.
        public var first: Int
        /// Above `first`.
        public var second: Int
        /// Between the colours on skin.
        public var deltaE00: Double
    }

    /// One line: whom it serves, and how its shades lie.
    public struct Line: Sendable {
        /// As the line's first shade spells it; so `product`.
        public let brand: String
        public let product: String
        public let category: ShadeCategory
        /// In the catalog's order.
        public let shades: [Shade]
        /// From the deepest shade's L* to the lightest's.
        public let lightness: ClosedRange<Double>
        /// `nil` for categories without a difference to skin.
        public let coverage: Coverage?
        /// For each depth the best place for a new shade, the least served depth first; none where nearly
        /// all are served.
        public let gaps: [Gap]
        /// Pairs within ΔE00 1, the nearest first.
        public let pairs: [Pair]
        /// Shades that have such a neighbour.
        public let crowded: Int
    }

    /// A brand's shades of one category, over all its lines.
    public struct Brand: Sendable {
        /// As its first line spells it.
        public let brand: String
        /// One of `ShadeCategory.matchable`.
        public let category: ShadeCategory
        /// How many lines the brand has in the category.
        public let lines: Int
        /// How many shades they have together.
        public let shades: Int
        /// Of each skin by whichever shade of the brand comes nearest.
        public let coverage: Coverage
    }
}

extension CatalogStatistics {
    /// - Parameter tolerance: ΔE00, more than 0; 2 is what people accept of a foundation.
    /// - Complexity: O(*n*) differences to 1,728 skins, and O(*n* log *n*) for crowding.
    public init(of shades: [Shade], tolerance: Double = 2) {
        var places: [ShadeLine.Key: Int] = [:]
        var groups: [[Shade]] = []
        for shade in shades {
            let key = ShadeLine.Key(of: shade)
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append([])
            }
            groups[place].append(shade)
        }
        self.init(lines: groups, tolerance: tolerance)
    }

    /// - Parameter lines: Each with at least one shade, all of one brand and category; empty ones are left out.
    public init(lines groups: [[Shade]], tolerance: Double = 2) {
        precondition(tolerance > 0, "a tolerance is a colour difference above 0")
        struct BrandKey: Hashable {
            var brand: String
            var category: ShadeCategory
        }
        var meter = CoverageMeter(tolerance: tolerance)
        var byBrand: [BrandKey: (name: String, lines: Int, shades: Int, nearest: [Float])] = [:]
        var lines: [Line] = []
        for shades in groups {
            guard let first = shades.first else { continue }
            // Colour correctors serve no skin.
            let matched = shades.withoutCorrectors
            let nearest = matched.isEmpty ? nil : meter.nearest(to: matched, category: first.category)
            let (pairs, crowded) = CrowdingMeter.pairs(of: shades)
            let depths = shades.map(\.lab.lightness)
            lines.append(
                Line(
                    brand: first.brand, product: first.product, category: first.category, shades: shades,
                    lightness: (depths.min() ?? 0)...(depths.max() ?? 0), coverage: nearest.map(meter.coverage),
                    gaps: nearest.map { meter.gaps($0, category: first.category) } ?? [], pairs: pairs,
                    crowded: crowded))
            guard let nearest else { continue }
            let key = BrandKey(brand: SwatchSkinMap.key(first.brand), category: first.category)
            var brand = byBrand[key] ?? (first.brand, 0, 0, nearest)
            brand.lines += 1
            brand.shades += shades.count
            brand.nearest = zip(brand.nearest, nearest).map { min($0, $1) }
            byBrand[key] = brand
        }
        self.tolerance = tolerance
        self.lines = lines
        skins = SkinSample.standard.skins.count
        let order = ShadeCategory.allCases
        brands = byBrand.sorted { left, right in
            let (p, q) = (order.firstIndex(of: left.key.category) ?? 0, order.firstIndex(of: right.key.category) ?? 0)
            return p == q ? left.key.brand < right.key.brand : p < q
        }
        .map { key, brand in
            Brand(
                brand: brand.name, category: key.category, lines: brand.lines, shades: brand.shades,
                coverage: meter.coverage(brand.nearest))
        }
    }
}
