import ArgumentParser
import ColorScience
import ShadeCatalog
import TryOn

/// One product as `--look` names it: `lip=SKU`, `foundation=SKU:60`, `blush=55,38,18:0.5`.
struct LookArgument: Sendable, Equatable {
    enum Product: Sendable, Equatable {
        case sku(String)
        case color(Lab<D65>)
    }

    let category: ShadeCategory
    let product: Product
    /// 0...1.
    let intensity: Double
    /// As a person typed it.
    let text: String

    /// - Throws: `ValidationError`, for the command line to tell.
    init(parsing text: String) throws {
        self.text = text
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, let category = ShadeCategory(rawValue: parts[0].lowercased()) else {
            let categories = ShadeCategory.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--look takes CATEGORY=SKU[:AMOUNT] with a category of \(categories)")
        }
        self.category = category
        var value = parts[1]
        var intensity = 1.0
        if let colon = value.lastIndex(of: ":"), let amount = Double(value[value.index(after: colon)...]) {
            guard amount >= 0, amount <= 100 else {
                throw ValidationError("the amount in --look \(text) must lie in 0...100 (or 0.0...1.0)")
            }
            // A share or a percentage; 1 is everything either way but for one percent, which nobody can see.
            intensity = amount <= 1 ? amount : amount / 100
            value = value[..<colon]
        }
        self.intensity = intensity
        if value.contains(","), let lab = decimalTriple(value) {
            guard (0...100).contains(lab.x), abs(lab.y) <= 128, abs(lab.z) <= 128 else {
                throw ValidationError("the colour in --look \(text) needs L* of 0 to 100, a* and b* within 128")
            }
            product = .color(Lab(lab.x, lab.y, lab.z))
        } else {
            product = .sku(String(value))
        }
    }
}

/// A product found, and how it goes on.
struct LookLayer: Sendable {
    let argument: LookArgument
    let shade: Shade?
    let cosmetic: Cosmetic

    /// - Throws: `unknown_sku`; `unknown_category` when the shade is of another category and nothing forces it.
    init(_ argument: LookArgument, in catalog: ShadeCatalog, force: Bool) throws(CatalogError) {
        self.argument = argument
        switch argument.product {
        case .color(let lab):
            shade = nil
            cosmetic = Cosmetic(
                zone: argument.category.zone, color: lab, hiding: argument.category.usualHiding,
                intensity: argument.intensity)
        case .sku(let sku):
            guard let shade = catalog.shade(sku: sku) else {
                throw CatalogError(
                    code: .unknownSKU,
                    message: "“\(sku)” is not in the catalog; `shadewise catalog list --category "
                        + "\(argument.category.rawValue)` shows what is")
            }
            guard force || shade.category == argument.category else {
                throw CatalogError(
                    code: .unknownCategory,
                    message: "\(sku) is a \(shade.category.rawValue), asked for as \(argument.category.rawValue); "
                        + "--force puts it on all the same")
            }
            self.shade = shade
            cosmetic = Cosmetic(shade, as: argument.category, intensity: argument.intensity)
        }
    }

    /// What it is called in reports.
    var name: String { shade?.fullName ?? argument.text }
}

extension Cosmetic {
    /// A usual layer of a shade, or `intensity` of it, put on as a product of `category` is.
    init(_ shade: Shade, as category: ShadeCategory, intensity: Double = 1) {
        self.init(
            zone: category.zone, color: shade.lab, hiding: shade.coverage?.hiding ?? category.usualHiding,
            sheen: shade.finish?.sheen ?? .natural, intensity: intensity)
    }
}

extension ShadeCategory {
    fileprivate var zone: CosmeticZone {
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

    /// Share of the skin that a usual layer hides where the feed states no coverage: this project's choice.
    fileprivate var usualHiding: Double {
        switch self {
        case .foundation, .concealer: 0.65
        case .tint: 0.25
        case .lip: 0.75
        case .blush, .bronzer, .contour: 0.18
        case .highlighter: 0.06
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
}

extension Finish {
    fileprivate var sheen: Sheen {
        switch self {
        case .matte: .matte
        case .natural, .satin, .radiant: .natural
        case .dewy, .glossy, .shimmer, .metallic, .glitter: .glossy
        }
    }
}
