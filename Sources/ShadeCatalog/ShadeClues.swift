/// What the words and numbers of a shade's name say about its colour: weak evidence, and a check on stated colours.
public struct ShadeClues: Sendable, Hashable {
    /// From 0, the lightest shade a brand names, to 1, the deepest; `nil` where nothing tells.
    public var depth: Double?
    /// Standard deviation of `depth`: words such as `medium` cover much of the range, a number in a long series little.
    public var depthSpread: Double
    public var undertone: ShadeUndertone?
    /// How far to trust `undertone`, 0...1: `neutral golden` says less than `cool`.
    public var undertoneConfidence: Double
    /// The number of the shade within its line's series, such as 355 of `355N`.
    public var number: Double?
    /// The letters beside the number, such as `NC` of `NC42`.
    public var series: String?

    public init(
        depth: Double? = nil, depthSpread: Double = 0.3, undertone: ShadeUndertone? = nil,
        undertoneConfidence: Double = 0, number: Double? = nil, series: String? = nil
    ) {
        self.depth = depth
        self.depthSpread = depthSpread
        self.undertone = undertone
        self.undertoneConfidence = undertoneConfidence
        self.number = number
        self.series = series
    }
}
