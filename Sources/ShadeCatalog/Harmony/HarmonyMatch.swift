/// How well a shade goes with a face, by rules of thumb; what its wearer likes is not in it.
public struct HarmonyMatch: Sendable, Hashable {
    /// Expectations over what is believed of the skin, each 0...1.
    public struct Harmony: Sendable, Hashable {
        /// Of the geometric mean of undertone and depth or contrast.
        public var score: Double
        /// Neutral shades suit every skin, warm and cool ones skin of their side.
        public var undertone: Double
        /// Nearness to the depth and strength that the category has on this face; `nil` for eyes.
        public var depth: Double?
        /// Nearness to the contrast that is seen and does not overwhelm; `nil` but for eyes.
        public var contrast: Double?
    }

    public var shade: Shade
    /// From 1, the best.
    public var rank: Int
    public var harmony: Harmony
    /// Why, in a few words.
    public var words: String
    /// SKUs of the same shade in other sizes.
    public var alsoSKUs: [String]
}
