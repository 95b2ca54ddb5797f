/// What a stranger's file may cost, checked before anything is allocated.
public struct ImageLimits: Sendable, Hashable {
    /// Pixels at full size, as the header claims them.
    public var pixels: Int
    /// Encoded bytes.
    public var bytes: Int
    /// Bytes a codec may hold beside the decoded picture: a progressive JPEG keeps all its coefficients (3 bytes a pixel
    /// with usual subsampling), an interlaced PNG all its rows.
    public var workingBytes: Int
    /// How often a progressive JPEG may go over its picture. Cameras and editors write about ten scans.
    public var scans: Int

    public init(pixels: Int = 100_000_000, bytes: Int = 64 << 20, workingBytes: Int = 512 << 20, scans: Int = 64) {
        self.pixels = pixels
        self.bytes = bytes
        self.workingBytes = workingBytes
        self.scans = scans
    }
}
