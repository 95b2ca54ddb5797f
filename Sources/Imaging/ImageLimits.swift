/// What a stranger's file may cost, checked before anything is allocated.
public struct ImageLimits: Sendable, Hashable {
    /// Pixels at full size, as the header claims them.
    public var pixels: Int
    /// Encoded bytes.
    public var bytes: Int

    public init(pixels: Int = 100_000_000, bytes: Int = 64 << 20) {
        self.pixels = pixels
        self.bytes = bytes
    }
}
