package import ShadeCatalog
package import TryOn

/// Where in its category's place a product goes, as a look names it.
package enum LookStyle: String, CaseIterable, Sendable {
    case full, ombre, center, outline
    case apples, lifted, across
    case lid, crease, corner, liner, lashes
    case fill, tint
}

extension LookStyle {
    /// - Returns: `nil` when the category has no such style.
    package func zone(of category: ShadeCategory) -> CosmeticZone? {
        switch (category, self) {
        case (.lip, .full): .lips
        case (.lip, .ombre): .lipsFading
        case (.lip, .center): .lipCenter
        case (.lip, .outline): .lipEdge
        case (.blush, .apples): .cheeks
        case (.blush, .lifted): .cheekbones
        case (.blush, .across): .sunKissed
        case (.eye, .lid): .lids
        case (.eye, .crease): .crease
        case (.eye, .corner): .outerCorners
        case (.eye, .liner): .lashLines
        case (.eye, .lashes): .lashes
        case (.brow, .fill): .brows
        case (.brow, .tint): .browHairs
        default: nil
        }
    }

    /// Share that a usual layer hides, where the style says more of it than the category: this project's choice.
    package var usualHiding: Double? {
        switch self {
        case .liner, .lashes: 0.92
        default: nil
        }
    }
}

/// How a product's surface looks, as a look names it.
package enum LookFinish: String, CaseIterable, Sendable {
    case matte, satin, gloss, metallic, shimmer, sheer
}

extension LookFinish {
    /// As catalogs call it; sheer is a coverage, and says nothing of the surface.
    package var finish: Finish {
        switch self {
        case .matte: .matte
        case .satin: .satin
        case .gloss: .glossy
        case .metallic: .metallic
        case .shimmer: .shimmer
        case .sheer: .natural
        }
    }
}
