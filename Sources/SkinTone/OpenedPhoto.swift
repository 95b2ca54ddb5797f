public import Imaging

/// A photo decoded to the size it is read at: the part of the work that needs no networks, so that a caller may do it
/// while they load.
public struct OpenedPhoto: Sendable {
    /// Kept to decode a small face again, finer.
    public let encoded: EncodedImage
    let decoded: DecodedImage
    let decodingTime: Duration

    /// - Throws: `AnalysisError` with one of the image codes.
    public init(_ encoded: EncodedImage) throws(AnalysisError) {
        let start = ContinuousClock.now
        self.encoded = encoded
        do { decoded = try encoded.decoded(minimumLongSide: PhotoAnalyzer.workingSide) } catch {
            throw AnalysisError(error)
        }
        decodingTime = ContinuousClock.now - start
    }
}
