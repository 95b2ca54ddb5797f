/// What a light is made of.
public struct Illuminant: Sendable, Hashable {
    /// A published illuminant's name such as `FL2`, or a colour temperature such as `5200K`.
    public let name: String
    /// The colour temperature that it is made and named by, whole kelvin; `nil` for published illuminants.
    let kelvin: Double?
    /// Power at each band; luminance 1.
    let power: Spectrum

    private init(name: String, kelvin: Double? = nil, power: Spectrum) {
        self.name = name
        self.kelvin = kelvin
        self.power = power * (1 / (power * StandardObserver.y).sum)
    }
}

extension Illuminant {
    /// CIE illuminants: incandescent, daylight, fluorescent and LED.
    public static let published = table.map { Illuminant(name: $0.name, power: $0.power) }

    public static let d65 = published.first { $0.name == "D65" }!

    /// Colour temperatures that `init(kelvin:)` takes.
    public static let kelvins = 1_800.0...25_000

    /// From this colour temperature on, in kelvin, a light named by one is daylight; below, a glowing body.
    static let coolestDaylight = 4_000.0

    /// A published illuminant by its name: `A`, `D50` … `LED-B5`, in either case.
    public init?(published name: some StringProtocol) {
        let upper = name.uppercased()
        guard let known = Self.published.first(where: { $0.name.uppercased() == upper }) else { return nil }
        self = known
    }

    /// Daylight from 4000 K on, a black body below.
    /// - Parameter kelvin: within `kelvins`, rounded to whole ones, which its name tells.
    public init?(kelvin: Double) {
        guard Self.kelvins.contains(kelvin) else { return nil }
        let kelvin = kelvin.rounded()
        self = kelvin < Self.coolestDaylight ? .blackBody(kelvin: kelvin) : .daylight(kelvin: kelvin)
    }

    private init(kelvin: Double, power: Spectrum) {
        self.init(name: "\(Int(kelvin.rounded()))K", kelvin: kelvin.rounded(), power: power)
    }

    /// A phase of daylight, 4000 to 25,000 K.
    /// - Source: CIE 015:2018, 4.1.2 and table 6.
    static func daylight(kelvin: Double) -> Illuminant {
        let kelvin = min(max(kelvin, coolestDaylight), kelvins.upperBound)
        let t = 1_000 / kelvin
        let x =
            kelvin <= 7_000
            ? 0.244063 + t * (0.09911 + t * (2.9678 - t * 4.6070))
            : 0.237040 + t * (0.24748 + t * (1.9018 - t * 2.0064))
        let y = -3 * x * x + 2.870 * x - 0.275
        let scale = 0.0241 + 0.2562 * x - 0.7341 * y
        let (first, second) = (
            (-1.3515 - 1.7703 * x + 5.9114 * y) / scale, (0.0300 - 31.4424 * x + 30.0717 * y) / scale
        )
        let power = Daylight.mean + Daylight.first * first + Daylight.second * second
        return Illuminant(kelvin: kelvin, power: power)
    }

    /// - Source: Planck's law, c₂ = 1.4388e-2 m·K as CIE 015:2018 has it.
    static func blackBody(kelvin: Double) -> Illuminant {
        Illuminant(
            kelvin: kelvin,
            power: Spectrum { nm in
                let scaled = nm / 560
                return 1 / (scaled * scaled * scaled * scaled * scaled * (exponential(1.4388e7 / (nm * kelvin)) - 1))
            })
    }

    /// CIE 1931 chromaticity.
    public var chromaticity: (x: Double, y: Double) {
        let (x, z) = ((power * StandardObserver.x).sum, (power * StandardObserver.z).sum)
        return (x / (x + 1 + z), 1 / (x + 1 + z))
    }

    /// Kelvin, within some 2 % between 2500 and 12,500 K.
    /// - Source: McCamy 1992.
    public var correlatedColorTemperature: Double {
        let n = (chromaticity.x - 0.3320) / (0.1858 - chromaticity.y)
        return ((449 * n + 3525) * n + 6823.3) * n + 5520.33
    }
}
