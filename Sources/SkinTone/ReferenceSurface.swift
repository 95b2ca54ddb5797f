import ColorKernels
public import ColorScience
public import Imaging

/// Where in a photo a surface of known colour is: a white or grey card, a sheet of paper, a patch of a colour card.
public struct ReferenceSurface: Sendable, Hashable {
    /// White where nothing else is said: cards and papers have L* 95 to 97.
    public static let white = Lab<D65>(96, 0, 0)

    /// In pixels of the upright picture at full size; well inside the surface.
    public var region: PixelRegion
    /// The surface's colour under D65.
    public var lab: Lab<D65>
    /// Whether a hand holds it: turned otherwise, it gets other light than the face and tells less.
    public var isHeld: Bool

    public init(region: PixelRegion, lab: Lab<D65> = Self.white, isHeld: Bool = false) {
        self.region = region
        self.lab = lab
        self.isHeld = isHeld
    }
}

extension ReferenceSurface {
    /// Encoded values from which a channel counts as clipped, and the share of the pixels that may be.
    private static let clipped: (code: UInt8, share: Double) = (250, 0.2)
    /// Encoded value below which a channel is too dark to tell.
    private static let darkest: UInt8 = 8

    /// What a photo shows of the surface: the median of its pixels.
    ///
    /// A channel that is clipped or black is left out; so is one in which the surface itself is black, as no colour
    /// outside sRGB can be shown: what is seen there is something else's light.
    /// - Throws: `AnalysisError` when it lies outside the picture, or no channel is left.
    func reading(in photo: EncodedImage) throws(AnalysisError) -> ReferenceReading {
        guard region.clipped(toWidth: photo.info.width, height: photo.info.height) != nil else {
            throw AnalysisError(
                code: .invalidReference,
                message:
                    "The reference lies outside the picture; give it in pixels of the upright picture at full size.")
        }
        let part: RGBImage
        do { part = try photo.decoded(region: region, minimumLongSide: 96).image } catch { throw AnalysisError(error) }
        let known = lab.xyz.linearSRGB.logarithms
        var seen = SIMD3<Double>(repeating: .nan)
        let least = naturalLogarithm(linearized(Double(Self.darkest) / 255))
        for channel in 0..<3 where known[channel] > least {
            let codes = stride(from: channel, to: part.pixels.count, by: 3).map { part.pixels[$0] }
            let over = codes.count { $0 >= Self.clipped.code }
            guard let median = codes.map(Float.init).quantile(0.5), median >= Float(Self.darkest),
                Double(over) <= Self.clipped.share * Double(codes.count)
            else { continue }
            seen[channel] = naturalLogarithm(CameraTone.average.undone(linearized(Double(median) / 255)))
        }
        guard (0..<3).contains(where: { seen[$0].isFinite }) else {
            throw AnalysisError(
                code: .invalidReference,
                message:
                    "The reference is washed out or black; take the photo in softer light, or point at a grey card.")
        }
        return ReferenceReading(seen: seen, known: known, isHeld: isHeld)
    }
}
