internal import Imaging

extension ImageLimits {
    /// What a stranger's photo may cost the service, where several are read at once.
    ///
    /// Phones' photos of 50 megapixels have up to 8192 × 6144 pixels, and are baseline JPEGs, which need a few rows of
    /// working memory. A progressive one needs 3 bytes a pixel and more, so that such a one may have 44 megapixels.
    static let uploads = ImageLimits(pixels: 51_000_000, workingBytes: 128 << 20)
}
