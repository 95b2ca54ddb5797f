/// How a product's surface shines. Whatever it does follows the light that the photo shows: no highlight is made up
/// where none falls.
public enum Sheen: String, CaseIterable, Sendable, Hashable {
    /// Takes highlights off.
    case matte
    /// Leaves them as they are: natural, satin.
    case natural
    /// Makes them stronger: gloss, dewy.
    case glossy
    /// Shines in the product's own colour, and wherever the surface bends towards the light.
    case metallic
    /// Particles that catch the light here and there.
    case shimmer
}

extension Sheen {
    /// What the highlights are multiplied with: this project's choice, by eye, as all of these.
    var highlights: Float {
        switch self {
        case .matte: 0.55
        case .natural: 1
        case .glossy: 2.2
        case .metallic: 1.6
        case .shimmer: 1.2
        }
    }

    /// From how many times the light around it a pixel counts as a highlight.
    var threshold: Float {
        switch self {
        case .matte, .natural: 1.35
        case .shimmer: 1.15
        case .glossy, .metallic: 1.08
        }
    }

    /// Of what is finer than the light's own changes half is pigment, which a film covers; 0 keeps the other half as
    /// relief, 1 all of it, so that the surface's bends show more.
    var relief: Float {
        switch self {
        case .matte, .natural: 0
        case .glossy, .shimmer: 0.3
        case .metallic: 1
        }
    }

    /// As `relief`, of what is lighter than its surroundings: there a surface that bends shines a little, which matte
    /// takes away.
    var peaks: Float { self == .matte ? -0.6 : relief }

    /// Share of a highlight that has the product's colour instead of the light's.
    var tint: Float {
        switch self {
        case .matte, .natural, .glossy: 0
        case .metallic: 0.85
        case .shimmer: 0.4
        }
    }

    /// How much light its brightest particles add, in what falls on them.
    var sparkle: Float { self == .shimmer ? 0.5 : 0 }
}
