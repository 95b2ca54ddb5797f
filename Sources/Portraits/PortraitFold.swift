public import ColorScience

/// A part of all lights, cameras and skins, so that what is tuned on other parts has never seen it.
public struct PortraitFold: Sendable, Hashable {
    /// 0..<`count`.
    public let index: Int
    public let count: Int

    /// Everything.
    public static let all = PortraitFold(index: 0, count: 1)!

    /// At most ten parts, so that each has lights and cameras enough.
    public init?(index: Int, count: Int) {
        guard (1...10).contains(count), (0..<count).contains(index) else { return nil }
        self.index = index
        self.count = count
    }
}

extension PortraitFold {
    /// Whether this part has the light: published ones go round, colour temperatures in steps of 8 mired.
    public func holds(_ light: Illuminant) -> Bool {
        if let place = Illuminant.published.firstIndex(where: { $0.name == light.name }) {
            return (place + 3) % count == index
        }
        return Self.step(light) % count == index
    }

    public func holds(_ camera: CameraModel) -> Bool { camera.number % count == index }

    /// Whether this part has the skin: colours are dealt out by cubes of 1.5 in L*, a* and b*.
    public func holds(_ skin: Lab<D65>) -> Bool {
        func cell(_ value: Double) -> UInt64 { UInt64(bitPattern: Int64((value / 1.5).rounded(.down))) & 0xFFF }
        return mixed(cell(skin.lightness) << 24 | cell(skin.a) << 12 | cell(skin.b)) % UInt64(count) == UInt64(index)
    }

    private static func step(_ light: Illuminant) -> Int {
        Int(((Double(light.name.dropLast()) ?? 6_500).reciprocalMegakelvin / 8).rounded(.down))
    }

    /// A light: half daylight, a sixth each incandescent, fluorescent and LED, and the other published ones.
    func light(_ random: inout SplitMix64) -> Illuminant {
        for _ in 0..<1_000 {
            let kind = random.unit()
            let light: Illuminant =
                switch kind {
                case ..<0.45: .daylight(kelvin: 1e6 / Double(random.within(95, 250)))
                case ..<0.62: .blackBody(kelvin: 1e6 / Double(random.within(290, 420)))
                default: Illuminant.published[Int(random.unit() * Float(Illuminant.published.count))]
                }
            if holds(light) { return light }
        }
        return .d65
    }

    func camera(_ random: inout SplitMix64) -> CameraModel {
        let own = (CameraModel.count - index + count - 1) / count
        return CameraModel(number: index + count * Int(random.unit() * Float(own)))
    }
}

extension Double {
    /// Kelvin to mired.
    fileprivate var reciprocalMegakelvin: Double { 1e6 / self }
}
