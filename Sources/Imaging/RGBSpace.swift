/// The RGB spaces told apart by measuring a profile.
enum RGBSpace: String, CaseIterable {
    case sRGB = "sRGB"
    case displayP3 = "Display P3"

    /// XYZ of red, green and blue, adapted to D50.
    /// - Source: the ICC's registry of RGB spaces: sRGB2014.icc, DisplayP3-v4.icc.
    var colorants: [SIMD3<Double>] {
        switch self {
        case .sRGB: [[0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [0.14307, 0.06061, 0.71410]]
        case .displayP3: [[0.51512, 0.24120, -0.00105], [0.29198, 0.69225, 0.04189], [0.15710, 0.06657, 0.78407]]
        }
    }
}
