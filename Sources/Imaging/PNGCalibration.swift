/// The colours of a PNG file that gives a gamma or chromaticities instead of a profile.
/// - Source: W3C PNG specification, third edition, 11.3.2.1 (cHRM) and 11.3.2.2 (gAMA).
struct PNGCalibration: Sendable, Hashable {
    /// x and y of white, red, green and blue.
    var chromaticities: [Double]
    /// The power that decodes a sample to light; `nil` for sRGB's curve.
    var exponent: Double?

    /// - Source: ITU-R BT.709-6, 1.2 and 1.3: sRGB's white and primaries.
    static let standardChromaticities = [0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06]

    /// - Parameters: as in the file, times 100,000; zeros where the chunk is absent.
    init(gamma: Int, chromaticities: [Int]) {
        let given = chromaticities.map { Double($0) / 100_000 }
        self.chromaticities = given.allSatisfy { $0 == 0 } ? Self.standardChromaticities : given
        // The specification has sRGB's writers put 45455 as the nearest power; nobody means 1/2.2 by it.
        if gamma > 0, abs(gamma - 45_455) > 500 { exponent = 100_000 / Double(gamma) }
    }

    /// Whether this is sRGB, as near as four digits tell.
    var isStandard: Bool {
        exponent == nil
            && zip(chromaticities, Self.standardChromaticities).allSatisfy { abs($0 - $1) < 0.002 }
    }
}
