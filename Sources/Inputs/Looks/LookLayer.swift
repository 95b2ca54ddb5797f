import ColorScience
package import ShadeCatalog
package import TryOn

/// A product found, and how it goes on.
package struct LookLayer: Sendable {
    package let category: ShadeCategory
    /// `nil` for a colour without a product.
    package let shade: Shade?
    /// What it is called in reports.
    package let name: String
    package private(set) var cosmetic: Cosmetic

    /// - Throws: `unknown_sku`; `unknown_category` when the shade is of another category and nothing forces it.
    package init(_ argument: LookArgument, in catalog: ShadeCatalog, force: Bool) throws(CatalogError) {
        category = argument.category
        switch argument.product {
        case .color(let lab):
            (shade, name) = (nil, argument.text)
            cosmetic = Cosmetic(
                zone: category.zone, color: lab, hiding: category.usualHiding, sheen: category.usualSheen)
        case .sku(let sku):
            guard let shade = catalog.shade(sku: sku) else {
                throw CatalogError(
                    code: .unknownSKU,
                    message: "“\(sku)” is not in the catalog: a look names a SKU that is, such as "
                        + (catalog.shades.first { $0.category == argument.category }?.sku ?? "none yet")
                        + (sku.contains(",") ? "; a colour is L,a,b, such as 45,38,16" : ""))
            }
            guard force || shade.category == argument.category else {
                throw CatalogError(
                    code: .unknownCategory,
                    message: "\(sku) is a \(shade.category.rawValue), asked for as \(argument.category.rawValue): "
                        + "name it as what it is, or force it")
            }
            (self.shade, name) = (shade, shade.fullName)
            cosmetic = Cosmetic(shade, as: category)
        }
        let modifiers = argument.modifiers
        cosmetic.zone = argument.zone
        cosmetic.intensity = modifiers.intensity
        // What a person says goes before what the catalog says.
        if let hiding = modifiers.style?.usualHiding { cosmetic.hiding = hiding }
        if let finish = modifiers.finish { cosmetic.sheen = finish.finish.sheen }
        if modifiers.finish == .sheer { cosmetic.hiding = category.hiding(of: .sheer) }
    }

    /// A usual layer of a shade.
    package init(_ shade: Shade, as category: ShadeCategory) {
        (self.category, self.shade, name) = (category, shade, shade.fullName)
        cosmetic = Cosmetic(shade, as: category)
    }

    /// The same product elsewhere.
    package func moved(to zone: CosmeticZone) -> LookLayer {
        var moved = self
        moved.cosmetic.zone = zone
        return moved
    }
}

extension Cosmetic {
    /// A usual layer of a shade, put on as a product of `category` is.
    package init(_ shade: Shade, as category: ShadeCategory) {
        self.init(
            zone: category.zone, color: shade.lab,
            hiding: shade.coverage.map(category.hiding(of:)) ?? category.usualHiding,
            sheen: shade.finish?.sheen ?? category.usualSheen)
    }
}

extension ShadeCategory {
    package var zone: CosmeticZone {
        switch self {
        case .foundation, .tint: .face
        case .concealer: .underEyes
        case .lip: .lips
        case .blush: .cheeks
        case .bronzer, .contour: .hollows
        case .highlighter: .heights
        case .eye: .lids
        case .brow: .brows
        }
    }

    /// How it shines where nothing says: a highlighter is pearl, which shines or is not seen at all.
    fileprivate var usualSheen: Sheen { self == .highlighter ? .shimmer : .natural }

    /// Share of the skin that a usual layer of a stated coverage hides: this project's choice.
    ///
    /// Coverage is a foundation's word, and lipsticks and eye shadows are laid on as thickly. A blush's “full” is full for
    /// a blush: what is dusted on says how thick a film is beside its category's usual one.
    fileprivate func hiding(of coverage: Coverage) -> Double {
        switch self {
        case .foundation, .concealer, .tint, .lip, .eye, .brow: coverage.hiding
        case .blush, .bronzer, .contour, .highlighter:
            1 - exponential(coverage.thickness * naturalLogarithm(1 - usualHiding))
        }
    }

    /// Share of the skin that a usual layer hides where the feed states no coverage: this project's choice.
    fileprivate var usualHiding: Double {
        switch self {
        case .foundation, .concealer: 0.65
        case .tint: 0.25
        case .lip: 0.75
        case .blush, .bronzer, .contour: 0.18
        case .highlighter: 0.04
        case .eye: 0.75
        case .brow: 0.6
        }
    }
}

extension Coverage {
    /// Share of the skin that a usual layer hides: this project's choice.
    fileprivate var hiding: Double {
        switch self {
        case .sheer: 0.15
        case .light: 0.4
        case .medium: 0.65
        case .full: 0.9
        }
    }

    /// Of a film, beside a usual one of its category.
    fileprivate var thickness: Double {
        switch self {
        case .sheer: 0.5
        case .light: 0.8
        case .medium: 1
        case .full: 1.6
        }
    }
}

extension Finish {
    fileprivate var sheen: Sheen {
        switch self {
        case .matte: .matte
        case .natural, .satin, .radiant: .natural
        case .dewy, .glossy: .glossy
        case .metallic: .metallic
        case .shimmer, .glitter: .shimmer
        }
    }
}
