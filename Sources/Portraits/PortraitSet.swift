public import ColorScience

/// Portraits without end, as `PortraitRecipe.physical` draws them: the same number, the same portrait, on every
/// machine and whatever others are drawn.
public struct PortraitSet: Sendable, Hashable {
    public let seed: UInt64
    public let fold: PortraitFold

    public init(seed: UInt64, fold: PortraitFold = .all) {
        self.seed = seed
        self.fold = fold
    }

    /// - Parameter accepts: which skins are wanted, such as those of one ITA class and undertone.
    public func recipe(_ number: Int, where accepts: (Lab<D65>) -> Bool = { _ in true }) -> PortraitRecipe {
        let own = mixed(seed &+ mixed(UInt64(truncatingIfNeeded: number) &+ 0x9E37_79B9_7F4A_7C15))
        return .physical(seed: own, fold: fold, where: accepts)
    }
}
