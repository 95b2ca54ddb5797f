package import TryOn

/// A layer that was to go on a photo, and what became of it.
package struct WornLayer: Sendable {
    package let layer: LookLayer
    /// Whether any of it went on, or none was wanted.
    package let isApplied: Bool
    /// How much of its place the photo shows and it covers, 0...1; `nil` where none of it was wanted.
    package let shown: Double?

    /// Below this share of its place a layer is more hidden than shown: this project's choice.
    private static let leastShown = 0.4

    package var isMostlyHidden: Bool { isApplied && (shown ?? 1) < Self.leastShown }
}

extension FaceCanvas {
    /// Puts layers on, in their order.
    package mutating func wear(_ layers: [LookLayer]) -> [WornLayer] {
        let isOn = layers.map { apply($0.cosmetic) }
        var shares = shownShares.suffix(isOn.count { $0 }).makeIterator()
        return zip(layers, isOn).map { layer, isOn in
            let isWanted = layer.cosmetic.intensity > 0
            return WornLayer(
                layer: layer, isApplied: isOn || !isWanted, shown: isWanted ? (isOn ? shares.next() ?? 0 : 0) : nil)
        }
    }
}
