/// What the words and numbers of a shade's name say about its colour: weak evidence, and a check on stated colours.
public struct ShadeClues: Sendable, Hashable {
    /// From 0, the lightest shade a brand names, to 1, the deepest; `nil` where nothing tells.
    public var depth: Double?
    /// Standard deviation of `depth`: words such as `honey` cover much of the range, a number in a long series little.
    public var depthSpread: Double
    /// What the words lean to; `nil` where none tells.
    public var undertone: ShadeUndertone?
    /// How far to trust `undertone`, 0...1: `neutral golden` says less than `cool`.
    public var undertoneConfidence: Double
    /// The number of the shade within its line's series, such as 355 of `355N`; 2.1 of `2N1`.
    public var number: Double?
    /// The letters beside the number, capital, such as `NC` of `NC42`.
    public var series: String?
    /// The digits after the number's point as a number of their own and how many there are: `2.100` may come after
    /// `2.90`, which only the other shades of the line can tell.
    var minor: Minor?

    struct Minor: Sendable, Hashable {
        var value: Int
        var digits: Int
    }

    /// Without arguments, what a name says that says nothing: any depth, with the spread of all.
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
