import ColorKernels
import ColorScience
import FaceMesh
import Imaging

/// What one photo showed of things that tell of its light.
public struct LightEvidence: Sendable, Hashable {
    /// Natural logarithms of linear sRGB before the camera's tone curve, by factor; without those that are not in view.
    /// The eyes' whites are as they would look were the eyes open: brighter than seen by `lidShade`.
    public var readings: [LightFactor: SIMD3<Double>] = [:]
    /// ln of the light that the whites lose to lids near each other.
    var lidShade = 0.0
    /// Whether the flash is known to have fired.
    public var flash = false
    /// Something of known colour that the caller pointed at.
    public var reference: ReferenceReading?

    public init() {}
}

extension LightEvidence {
    /// By the factors' names and `reference`, red, green and blue of linear sRGB.
    public var linear: [String: [Double]] {
        var linear: [String: [Double]] = [:]
        for (factor, reading) in readings {
            let color = LinearSRGB(logarithms: reading)
            linear[factor.rawValue] = [color.red, color.green, color.blue]
        }
        if let seen = reference?.seen, seen.x.isFinite, seen.y.isFinite, seen.z.isFinite {
            let color = LinearSRGB(logarithms: seen)
            linear["reference"] = [color.red, color.green, color.blue]
        }
        return linear
    }

    /// Looks at what tells of the light.
    /// - Parameters:
    ///   - factors: what is wanted; nothing else is looked at.
    ///   - picture: of the whole photo, as far as it was decoded.
    ///   - faces: in that picture, the one that is read first.
    ///   - patch: around that face.
    init(
        of factors: Set<LightFactor>, picture: RGBImage, faces: [FaceLandmarks], patch: FacePatch, reading: SkinReading
    ) {
        let around =
            factors.isDisjoint(with: [.brightest, .surroundings]) ? nil : Surroundings(of: picture, without: faces)
        lidShade = Self.lidShade(of: patch.landmarks)
        for factor in factors {
            readings[factor] =
                switch factor {
                case .whites: Self.whites(of: patch).map { $0 + lidShade }
                case .brightest: around?.brightest
                case .surroundings: around?.average
                case .highlights: Self.highlights(of: patch)
                case .teeth: Self.teeth(of: patch, lips: reading.lip)
                case .lips: reading.lip.map { $0.lab.xyz.linearSRGB.sceneLogarithms }
                case .brows: reading.brow.map { $0.lab.xyz.linearSRGB.sceneLogarithms }
                // Not a thing in the picture.
                case .flash: nil
                }
        }
    }

    /// Whites are the eyes' brighter pixels, but for the brightest, which reflect lamps; iris, lashes and lids are
    /// darker.
    private static func whites(of patch: FacePatch) -> SIMD3<Double>? {
        mean(of: patch, [FaceTemplate.rightEye, FaceTemplate.leftEye], between: 0.85...0.97, fewest: 16)
    }

    /// Height of an eye's opening by its width, and in pixels of the patch: where it counts as open and large. Below the
    /// least that the photographs had, nothing is known of more shade.
    private static let openness = (least: 0.2, open: 0.33)
    private static let height = (least: 4.0, large: 16.0)
    /// ln of the light that whites lose for a unit less openness, and for each e-fold fewer pixels.
    /// - Source: regression over 681 relit versions of 24 photographs, 2.7 and 0.27, rounded.
    private static let lidShadeSlopes = (openness: 3.0, height: 0.3)

    /// How much darker whites look for lids that are near each other: what is seen between them lies in their and the
    /// lashes' shade, and where it is few pixels high these are mixed with it.
    static func lidShade(of face: FaceLandmarks) -> Double {
        func distance(_ a: Int, _ b: Int) -> Double {
            let apart = face.points[a] - face.points[b]
            return Double((apart.x * apart.x + apart.y * apart.y).squareRoot())
        }
        var (height, width) = (0.0, 0.0)
        for eye in FaceTemplate.eyelids {
            height += distance(eye.upper, eye.lower) / 2
            width += distance(eye.corners.0, eye.corners.1) / 2
        }
        guard width > 0, (width + height).isFinite else { return 0 }
        let open = min(max(height / width, openness.least), openness.open)
        let large = min(max(height, Self.height.least), Self.height.large)
        return lidShadeSlopes.openness * (openness.open - open)
            + lidShadeSlopes.height * naturalLogarithm(Self.height.large / large)
    }

    /// What lies between parted lips, where it is brighter than they are and less red: teeth, not lips or tongue.
    private static func teeth(of patch: FacePatch, lips: RegionReading?) -> SIMD3<Double>? {
        guard let lips = lips.map({ $0.lab.xyz.linearSRGB.sceneLogarithms }),
            let seen = mean(of: patch, [FaceTemplate.innerLips], between: 0.7...0.95, fewest: 24)
        else { return nil }
        let apart = seen - lips
        return apart.y > 0.35 && apart.z - apart.x > 0.35 ? seen : nil
    }

    private static func highlights(of patch: FacePatch) -> SIMD3<Double>? {
        let regions: [SkinRegion] = [.forehead, .noseBridge, .rightCheek, .leftCheek, .chin]
        return mean(of: patch, regions.flatMap(\.outlines), between: 0.97...0.995, fewest: 64)
    }

    /// Mean linear light, as logarithms, of an area's pixels between two quantiles of luminance; `nil` when the area
    /// has too few pixels.
    private static func mean(
        of patch: FacePatch, _ rings: [[Int]], between quantiles: ClosedRange<Double>, fewest: Int
    ) -> SIMD3<Double>? {
        let places = patch.mask(rings.map { patch.landmarks.ring($0) }).indices
        guard places.count >= fewest else { return nil }
        let light = LinearPlanes(srgb8: patch.image.pixels, at: places)
        let luminances = light.luminances
        guard let low = luminances.quantile(quantiles.lowerBound),
            let high = luminances.quantile(quantiles.upperBound)
        else { return nil }
        var (sum, count) = (SIMD3<Double>.zero, 0.0)
        for (index, luminance) in luminances.enumerated() where low <= luminance && luminance <= high {
            sum += SIMD3(Double(light.red[index]), Double(light.green[index]), Double(light.blue[index]))
            count += 1
        }
        let mean = sum / max(count, 1)
        return LinearSRGB(red: mean.x, green: mean.y, blue: mean.z).sceneLogarithms
    }
}
