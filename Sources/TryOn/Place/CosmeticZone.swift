/// A part of the face that a product goes on.
public enum CosmeticZone: String, CaseIterable, Sendable, Hashable {
    /// All facial skin: foundation, tint.
    case face
    /// Below the eyes: concealer.
    case underEyes
    /// A stripe from the cheek down to the jaw, as foundations are tried at a counter: beside the nose, …
    case innerStripe
    /// … in the middle, …
    case middleStripe
    /// … towards the ear. All three lie on the cheek that is turned to the camera more.
    case outerStripe

    /// Both lips whole.
    case lips
    /// More towards the mouth's opening than at the lips' edge: ombre.
    case lipsFading
    /// The middle of the lips alone: the second of two tones.
    case lipCenter
    /// A line along the lips' edge.
    case lipEdge

    /// Blush on the middle of the cheeks: see `TemplateSpot.blush`.
    case cheeks
    /// Blush from the cheekbones up to the temples.
    case cheekbones
    /// Blush across cheeks and nose.
    case sunKissed
    /// Below the cheekbones and along the jaw: contour, bronzer.
    case hollows
    /// Cheekbones and the bridge of the nose: highlighter.
    case heights

    /// Eye shadow from the lashes to half the way between crease and brow.
    case lids
    /// Eye shadow along the fold above the lid.
    case crease
    /// Eye shadow at the outer corner.
    case outerCorners
    /// A line along the upper lashes.
    case lashLines
    /// The upper lashes themselves.
    case lashes

    /// The brows' whole shape, the skin between the hairs too.
    case brows
    /// The brows' hairs alone.
    case browHairs
}

extension CosmeticZone {
    /// How far its edge is spread, as a share of the face's width.
    var feather: Float {
        switch self {
        case .face, .underEyes: 0.02
        case .innerStripe, .middleStripe, .outerStripe: 0.006
        case .lips, .lipsFading, .lipCenter, .lipEdge: 0.003
        case .sunKissed: 0.075
        case .cheekbones: 0.06
        case .hollows: 0.04
        case .heights: 0.05
        case .lids: 0.015
        case .crease, .outerCorners: 0.02
        case .lashLines: 0.002
        case .lashes, .cheeks: 0
        case .brows, .browHairs: 0.006
        }
    }

    /// Radius of each of the three blurs that spread its edge, a third of `feather` each; 0 where that is 0.
    func featherPixels(faceWidth: Float) -> Int {
        feather == 0 ? 0 : max(1, Int((feather * faceWidth / 3).rounded()))
    }

    /// What it is where no ring of landmarks outlines it; its edge is its own.
    var spot: TemplateSpot? { self == .cheeks ? .blush : nil }

    /// Whether what does not look like skin there, such as hair, glasses or a hand's shadow, is left alone.
    var isSkin: Bool {
        switch self {
        case .lips, .lipsFading, .lipCenter, .lipEdge, .lashLines, .lashes, .brows, .browHairs: false
        default: true
        }
    }

    /// Skin of the eye's surroundings, which lies in the shade and has a colour of its own.
    var isLids: Bool {
        switch self {
        case .lids, .crease, .outerCorners: true
        default: false
        }
    }

    var isLips: Bool {
        switch self {
        case .lips, .lipsFading, .lipCenter, .lipEdge: true
        default: false
        }
    }

    /// How much of a layer lies at a place on the lips.
    /// - Parameters:
    ///   - depth: From the lips' edge, in widths of the face.
    ///   - share: Of the way from the edge to the mouth's opening, 0...1.
    func share(atDepth depth: Float, share: Float) -> Float {
        switch self {
        case .lipsFading: 0.25 + 0.75 * smoothstep(0.05, 0.75, share)
        case .lipCenter: smoothstep(0.3, 0.75, share)
        case .lipEdge: 1 - smoothstep(0.009, 0.016, depth)
        default: 1
        }
    }
}
