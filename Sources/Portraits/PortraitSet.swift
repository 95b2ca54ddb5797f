package import ColorScience

/// Portraits without end, as `PortraitRecipe.physical` draws them: the same number, the same portrait, on every
/// machine and whatever others are drawn.
public struct PortraitSet: Sendable, Hashable {
    public let seed: UInt64
    public let fold: PortraitFold

    public init(seed: UInt64, fold: PortraitFold = .all) {
        self.seed = seed
        self.fold = fold
    }

    public func recipe(_ number: Int) -> PortraitRecipe { .physical(seed: own(number), fold: fold) }

    private func own(_ number: Int) -> UInt64 {
        mixed(seed &+ mixed(UInt64(truncatingIfNeeded: number) &+ 0x9E37_79B9_7F4A_7C15))
    }
}

extension PortraitSet {
    /// - Returns: `nil` when hardly any skin of the fold, or none, belongs to the group.
    package func recipe(_ number: Int, in group: ToneGroup) -> PortraitRecipe? {
        .physical(seed: own(number), fold: fold) { ToneGroup($0) == group }
    }
}
