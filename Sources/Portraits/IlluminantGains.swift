/// A colour cast: what each linear channel is multiplied by. All 1 is a neutral light, balanced to D65.
public struct IlluminantGains: Sendable, Hashable {
    public var red: Double
    public var green: Double
    public var blue: Double

    public init(red: Double = 1, green: Double = 1, blue: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// No cast.
    public static let neutral = IlluminantGains()
}
