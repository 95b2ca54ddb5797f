/// What a stranger's file may cost: size, checked before anything is allocated, and work.
///
/// Beside these limits, and whatever they are:
/// - a JPEG's scans together go over at most 2 thousand million pixels, or 16 times over the picture if that is more;
///   arithmetic-coded ones, whose picture may come from no bytes at all, are refused;
/// - a PNG whose bytes cannot inflate to its picture is cut short; what its stream holds behind the last row is
///   followed for 64 KB; texts are not inflated;
/// - an ICC profile has at most 8 MB, inflated, or is passed over; its floating-point processing elements always are;
/// - each byte of metadata is gone over once a decoding.
public struct ImageLimits: Sendable, Hashable {
    /// Pixels at full size, as the header claims them.
    public var pixels: Int
    /// Encoded bytes.
    public var bytes: Int
    /// Bytes a codec may hold beside the decoded picture: a progressive JPEG keeps all its coefficients (3 bytes a
    /// pixel with usual subsampling), an interlaced PNG all its rows.
    public var workingBytes: Int
    /// How often a progressive JPEG may go over its picture; beyond 31 megapixels fewer are allowed. Encoders write
    /// about ten scans.
    public var scans: Int

    public init(pixels: Int = 100_000_000, bytes: Int = 64 << 20, workingBytes: Int = 512 << 20, scans: Int = 64) {
        self.pixels = pixels
        self.bytes = bytes
        self.workingBytes = workingBytes
        self.scans = scans
    }
}
