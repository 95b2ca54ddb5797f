import ColorKernels
public import ColorScience
import FaceMesh
import Imaging

/// Strong evidence must be what it is said to be: whatever cannot be a surface of one known colour beside the face is
/// refused, since a belief would follow it all the same.
extension ReferenceSurface {
    /// Largest chroma of real surfaces is 115, of an orange yellow.
    /// - Source: Pointer 1980, The gamut of real surface colours.
    private static let greatestChroma = 120.0
    /// L* below which a picture shows more noise and glare than surface.
    private static let leastLightness = 5.0
    /// How much of the white's X, Y and Z a surface may send back. Nothing reflects more than it gets; brightened paper
    /// turns ultraviolet into blue and comes to 1.11 (L* 95, b* −16).
    private static let mostOfWhite = 1.15

    /// Whether a surface can have this colour.
    public static func canBe(_ lab: Lab<D65>) -> Bool {
        (leastLightness...100).contains(lab.lightness) && lab.chroma <= greatestChroma
            && lab.isOfASurface(brightening: mostOfWhite)
    }

    /// Share of the reference that may lie within the face's outline: meshes are off by a few hundredths of a face, and
    /// so few pixels do not move the median.
    private static let faceShare = 0.1

    /// - Throws: `AnalysisError` for a colour that no surface has, and for a place that ends outside a picture of this
    ///   size or is the face.
    func check(width: Int, height: Int, face: FaceLandmarks?) throws(AnalysisError) {
        guard Self.canBe(lab) else {
            throw Self.invalid(
                "No surface has the colour given for the reference; give CIELAB under D65, L* from 5 to 100, such as "
                    + "96,0,0 for white or 49.5,0,0 for a grey card.")
        }
        guard region.clipped(toWidth: width, height: height) == region else {
            throw Self.invalid(
                "The reference lies outside the picture or ends there; give a place inside it, in pixels of the "
                    + "upright picture at full size (\(width) × \(height)).")
        }
        if let face, share(within: face) > Self.faceShare {
            throw Self.invalid(
                "The reference lies on the face; give the place of a card, sheet or patch beside it, in pixels of the "
                    + "upright picture at full size.")
        }
    }

    /// How much of the reference lies within a face's outline, 0...1.
    private func share(within face: FaceLandmarks) -> Double {
        let (corner, size) = (
            SIMD2(Float(region.x), Float(region.y)), SIMD2(Float(region.width), Float(region.height))
        )
        let grid = 64
        var mask = PixelMask(width: grid, height: grid)
        mask.fill(face.ring(FaceTemplate.faceOval).map { ($0 - corner) / size * Float(grid) })
        return Double(mask.bytes.count { $0 != 0 }) / Double(grid * grid)
    }

    /// Codes between the quarters of a channel: what noise makes (a standard deviation of 9, more than phones leave in
    /// the dark), and what light does that doubles from one end to the other, as a share of the median. Its quarters
    /// lie √2 apart, and codes go with light to the power of about 1 / 2.2. Drawn cards, held and not, come to 8; of
    /// rectangles laid at random on photographs half are beyond.
    private static let spread: (noise: Float, gradient: Float) = (12, 0.16)

    /// Whether a channel's codes may be one colour in light that is not quite the same all over.
    static func isEven(_ codes: [Float]) -> Bool {
        guard let low = codes.quantile(0.25), let middle = codes.quantile(0.5), let high = codes.quantile(0.75) else {
            return false
        }
        let (noise, gradient) = (spread.noise, spread.gradient * middle)
        return (high - low) * (high - low) <= noise * noise + gradient * gradient
    }
}
