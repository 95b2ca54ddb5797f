import ColorKernels
public import ColorScience
import FaceMesh
public import Imaging

/// Where in a photo a surface of known colour is: a white or grey card, a sheet of paper, a patch of a colour card.
public struct ReferenceSurface: Sendable, Hashable {
    /// White where nothing else is said: cards and papers have L* 95 to 97.
    public static let white = Lab<D65>(96, 0, 0)

    /// In pixels of the upright picture at full size; well inside the surface.
    public var region: PixelRegion
    /// The surface's colour under D65: one that `canBe` holds for.
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
    private static let clipped: (code: Float, share: Double) = (250, 0.2)
    /// Encoded value below which a channel is too dark to tell.
    private static let darkest: Float = 8

    /// What a photo shows of the surface: the median of its pixels.
    ///
    /// A channel that is clipped or black is left out; so is one in which the surface itself is black, as no colour
    /// outside sRGB can be shown: what is seen there is something else's light.
    /// - Parameter face: the one that is read, in pixels of the upright picture at full size.
    /// - Throws: `AnalysisError` when this cannot be a surface of one known colour beside the face, or no channel is
    ///   left.
    func reading(
        in photo: EncodedImage, beside face: FaceLandmarks? = nil
    ) throws(AnalysisError) -> ReferenceReading {
        try check(width: photo.info.width, height: photo.info.height, face: face)
        let part: RGBImage
        do { part = try photo.decoded(region: region, minimumLongSide: 96).image } catch { throw AnalysisError(error) }
        let channels = (0..<3).map { channel in
            stride(from: channel, to: part.pixels.count, by: 3).map { Float(part.pixels[$0]) }
        }
        guard channels.allSatisfy(Self.isEven) else {
            throw Self.invalid(
                "The reference shows more than one colour; give a place well inside a card, sheet or patch that is lit "
                    + "evenly.")
        }
        let known = lab.xyz.linearSRGB.logarithms
        var seen = SIMD3<Double>(repeating: .nan)
        let least = naturalLogarithm(linearized(Double(Self.darkest) / 255))
        for (channel, codes) in channels.enumerated() where known[channel] > least {
            let over = codes.count { $0 >= Self.clipped.code }
            guard let median = codes.quantile(0.5), median >= Self.darkest,
                Double(over) <= Self.clipped.share * Double(codes.count)
            else { continue }
            seen[channel] = naturalLogarithm(CameraTone.average.undone(linearized(Double(median) / 255)))
        }
        guard (0..<3).contains(where: { seen[$0].isFinite }) else {
            throw Self.invalid(
                "The reference is washed out or black; take the photo in softer light, or point at a grey card.")
        }
        return ReferenceReading(seen: seen, known: known, isHeld: isHeld)
    }

    static func invalid(_ message: String) -> AnalysisError {
        AnalysisError(code: .invalidReference, message: message)
    }
}
