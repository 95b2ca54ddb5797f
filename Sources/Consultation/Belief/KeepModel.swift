import ColorKernels
import ColorScience

/// How likely a customer keeps a shade: log-odds that fall with its distance from her skin.
///
/// - Source: this project's choice until purchases tell better, no study gives the curve: of shades that match, four of
///   five are kept; at the tolerance of 2 ΔE00 some 23 points fewer, at 4 one of ten.
public struct KeepModel: Codable, Sendable, Hashable {
    /// Log-odds of a shade of her own colour that is neither liked nor disliked otherwise.
    public var base = 1.4
    /// Lost to colour, in log-odds: `slope` · (√(1 + (ΔE00 / `bend`)²) − 1).
    public var slope = 4.0
    /// The loss is quadratic below about this ΔE00 and linear above.
    static let bend = 2.5

    public static let standard = KeepModel()

    static func keep(_ utility: Double) -> Double { logistic(utility) }
}
