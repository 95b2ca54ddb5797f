/// Make-up on a face: each amount 0 (none) to 1 (heavy).
public struct MakeUp: Sendable, Hashable {
    public var foundation: Double
    /// How much lighter the foundation is than the skin, in L*, −8...8.
    public var foundationLift: Double
    public var lips: Double
    /// Which of the lipsticks, 0..<`lipsticks.count`.
    public var lipstick: Int
    public var blush: Double
    public var eyes: Double
    /// Which of the eye shadows.
    public var shadow: Int

    /// None.
    public init() {
        foundation = 0
        foundationLift = 0
        lips = 0
        lipstick = 0
        blush = 0
        eyes = 0
        shadow = 0
    }
}

extension MakeUp {
    /// Linear reflectance: red, berry, coral, rose, plum, brown.
    static let lipsticks: [Vector3] = [
        Vector3(0.36, 0.018, 0.030), Vector3(0.20, 0.020, 0.055), Vector3(0.47, 0.095, 0.070),
        Vector3(0.44, 0.13, 0.15), Vector3(0.105, 0.018, 0.042), Vector3(0.22, 0.075, 0.050),
    ]

    /// Linear reflectance: brown, bronze, smoke, plum, blue.
    static let shadows: [Vector3] = [
        Vector3(0.12, 0.065, 0.042), Vector3(0.28, 0.15, 0.075), Vector3(0.045, 0.042, 0.045),
        Vector3(0.13, 0.045, 0.085), Vector3(0.06, 0.10, 0.19),
    ]

    var clamped: MakeUp {
        var result = self
        result.foundation = foundation.limited(to: 0...1, otherwise: 0)
        result.foundationLift = foundationLift.limited(to: -8...8, otherwise: 0)
        result.lips = lips.limited(to: 0...1, otherwise: 0)
        result.lipstick = min(max(lipstick, 0), Self.lipsticks.count - 1)
        result.blush = blush.limited(to: 0...1, otherwise: 0)
        result.eyes = eyes.limited(to: 0...1, otherwise: 0)
        result.shadow = min(max(shadow, 0), Self.shadows.count - 1)
        return result
    }

    var words: [String] {
        [(foundation, "foundation"), (lips, "lipstick"), (blush, "blush"), (eyes, "eye-shadow")]
            .filter { $0.0 > 0 }.map(\.1)
    }
}
