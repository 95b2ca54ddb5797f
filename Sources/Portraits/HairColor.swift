/// Hair colours, by what pigment and dye leave: any of them may grow or be worn above any skin.
enum HairColor: CaseIterable {
    case black, darkBrown, brown, auburn, darkBlond, blond, grey

    /// Linear reflectance of a dense lock.
    var reflectance: Vector3 {
        switch self {
        case .black: Vector3(0.016, 0.014, 0.013)
        case .darkBrown: Vector3(0.036, 0.023, 0.016)
        case .brown: Vector3(0.080, 0.048, 0.028)
        case .auburn: Vector3(0.130, 0.048, 0.022)
        case .darkBlond: Vector3(0.21, 0.140, 0.075)
        case .blond: Vector3(0.40, 0.285, 0.175)
        case .grey: Vector3(0.26, 0.26, 0.26)
        }
    }

    /// Brows are darker than the lightest hair.
    var browReflectance: Vector3 {
        switch self {
        case .blond: Vector3(0.13, 0.085, 0.048)
        case .darkBlond: Vector3(0.085, 0.055, 0.033)
        case .grey: Vector3(0.09, 0.085, 0.08)
        default: reflectance * 0.8
        }
    }

    func weight(depth: Float) -> Float {
        let (light, deep): (Float, Float) =
            switch self {
            case .black: (1.5, 10)
            case .darkBrown: (3, 4)
            case .brown: (3.5, 1)
            case .auburn: (1.2, 0.5)
            case .darkBlond: (2.5, 0.3)
            case .blond: (2.5, 0.35)
            case .grey: (0.8, 0.7)
            }
        return mix(light, deep, depth.squareRoot())
    }
}
