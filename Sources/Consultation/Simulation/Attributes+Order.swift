import ShadeCatalog

extension Finish {
    /// From matte, 0, to dewy, 4; what glitters counts as dewy.
    var shine: Int {
        switch self {
        case .matte: 0
        case .natural: 1
        case .satin: 2
        case .radiant: 3
        case .dewy, .glossy, .shimmer, .metallic, .glitter: 4
        }
    }
}

extension Coverage {
    /// From sheer, 0, to full, 3.
    var amount: Int {
        switch self {
        case .sheer: 0
        case .light: 1
        case .medium: 2
        case .full: 3
        }
    }
}
