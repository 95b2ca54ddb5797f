/// Ways hair may be worn.
enum HairStyle: CaseIterable {
    case shaved, crop, sidePart, swept, bob, longStraight, longWavy, pulledBack, afro, shortCoils

    var isTextured: Bool { self == .afro || self == .shortCoils }

    func weight(softness: Float, depth: Float) -> Float {
        let (angular, soft): (Float, Float) =
            switch self {
            case .shaved: (0.6, 0.1)
            case .crop: (2.2, 0.2)
            case .sidePart: (2, 0.4)
            case .swept: (2, 0.3)
            case .bob: (0, 1.6)
            case .longStraight: (0.1, 2)
            case .longWavy: (0.2, 2.2)
            case .pulledBack: (0.3, 1.6)
            case .afro: (0.8, 1.2)
            case .shortCoils: (1.6, 1)
            }
        return mix(angular, soft, softness) * (isTextured ? mix(0.25, 1.8, depth) : mix(1, 0.6, depth))
    }
}
