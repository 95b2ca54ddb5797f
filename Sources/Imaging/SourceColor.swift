/// What a file's numbers mean as colours.
enum SourceColor: Sendable {
    /// sRGB, or for inks no profile: nothing to do beyond the arithmetic.
    case standard
    /// An ICC profile.
    case profile([UInt8])
    /// A PNG's gamma and chromaticities.
    case calibrated(PNGCalibration)
}
