public import ColorScience

/// A part of all lights, cameras and skins, so that what is tuned on other parts has never seen it.
public struct PortraitFold: Sendable, Hashable {
    /// 0..<`count`.
    public let index: Int
    public let count: Int

    /// Everything.
    public static let all = PortraitFold(index: 0, count: 1)!

    /// How many parts there may be: each shall have lights and cameras enough.
    public static let counts = 1...10

    /// - Parameter count: within `counts`.
    public init?(index: Int, count: Int) {
        guard Self.counts.contains(count), (0..<count).contains(index) else { return nil }
        self.index = index
        self.count = count
    }
}

extension PortraitFold {
    /// Whether this part has the light: published ones go round, colour temperatures in steps of 8 mired.
    public func holds(_ light: Illuminant) -> Bool {
        if let kelvin = light.kelvin { return Int((kelvin.reciprocalMegakelvin / 8).rounded(.down)) % count == index }
        guard let place = Illuminant.published.firstIndex(of: light) else { return false }
        return (place + Self.firstPublished) % count == index
    }

    /// Where the round of published lights begins: any number would do, and every set drawn so far has this one.
    private static let firstPublished = 3

    public func holds(_ camera: CameraModel) -> Bool { camera.number % count == index }

    /// Whether this part has the skin: colours are dealt out by cubes of 1.5 in L*, a* and b*.
    public func holds(_ skin: Lab<D65>) -> Bool {
        func cell(_ value: Double) -> UInt64 { UInt64(bitPattern: Int64((value / 1.5).rounded(.down))) & 0xFFF }
        return mixed(cell(skin.lightness) << 24 | cell(skin.a) << 12 | cell(skin.b)) % UInt64(count) == UInt64(index)
    }

    /// A light of this part. Of all: daylight 59 %, incandescent 20 %, fluorescent and LED 10 % each; the published
    /// ones, 38 %, are among these.
    func light(_ random: inout SplitMix64) -> Illuminant {
        // Ends: every part has some daylight, which is drawn nearly every other time.
        while true {
            let kind = random.unit()
            let light: Illuminant =
                switch kind {
                case ..<0.45: .daylight(kelvin: 1e6 / Double(random.within(95, 250)))
                case ..<0.62: .blackBody(kelvin: 1e6 / Double(random.within(290, 420)))
                default: Illuminant.published[Int(random.unit() * Float(Illuminant.published.count))]
                }
            if holds(light) { return light }
        }
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
