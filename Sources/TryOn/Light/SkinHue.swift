/// What colours skin may have under more or less light: its red and blue, each beside its green, as multiples of those of
/// the skin's site. Cells are asked by it (`SkinCells`), and pixels where there are no cells (`SkinMap.likeness`).
///
/// What is allowed takes in spots, flushing and the colours of shade.
enum SkinHue {
    static let red: ClosedRange<Float> = 0.62...1.9
    static let blue: ClosedRange<Float> = 0.45...2.4
    /// How many times as far off a colour is no skin's any more.
    static let end: Float = 1.35
    /// Luminance beside the site's above which blue is let pass: highlights tend to the light's colour.
    static let highlight: Float = 1.2
}
