import ColorKernels

/// What human facial skin looks like before any photo: a thin sheet along depth, as dense for deep skin as for light.
/// `SkinDensity` reckons with it.
package enum SkinPrior {
    /// Standard deviations of a* and b* at equal depth: the published 1.5 and 2.5 widened by a quarter, so that olive
    /// skin and strong undertones, thinly covered by those series, are not pulled to the middle.
    package static let spread = (a: 1.9, b: 3.1)
    /// Depth is left nearly open: even beyond the L* of 28 to 70 that faces are measured at, falling off outside with this
    /// standard deviation. On both sides a third of the light away, as an error in exposure counts: a prior that ends near
    /// the lightest skins makes them darker, one that ends near the deepest makes those lighter.
    package static let depth = (lightest: 78.0, deepest: 24.0, falloff: 3.0)

    /// Both, as the kernel takes them.
    static let density = SkinDensity.Prior(spread: spread, depth: depth)
}
