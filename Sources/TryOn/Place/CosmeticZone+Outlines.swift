import FaceMesh
import Imaging

extension CosmeticZone {
    /// Closed polygons that it fills, in the picture; none for a spot.
    func outlines(of landmarks: FaceLandmarks) -> [[SIMD2<Float>]] {
        switch self {
        case .face: [Self.wholeFace(of: landmarks).curve()]
        case .lids: EyeRings.both(of: landmarks).map(Self.lid)
        case .crease: EyeRings.both(of: landmarks).map(Self.crease)
        case .outerCorners: EyeRings.both(of: landmarks).map(Self.outerCorner)
        case .innerStripe: [Self.stripe(0, of: landmarks)]
        case .middleStripe: [Self.stripe(1, of: landmarks)]
        case .outerStripe: [Self.stripe(2, of: landmarks)]
        case .lashLines: LashLine.both(of: landmarks).map(\.outline)
        case .lashes: LashLine.both(of: landmarks).flatMap(\.lashes)
        default: rings.map { landmarks.ring($0).curve() }
        }
    }

    /// How much of each pixel it covers, its edge spread.
    /// - Parameter outlines: What it fills, unless it is a spot, whose edge is its own.
    func shape(
        filling outlines: [[SIMD2<Float>]], on landmarks: FaceLandmarks, over frame: PixelRegion
    ) -> CoarsePlane {
        spot?.shares(on: landmarks, over: frame)
            ?? CoarsePlane(
                covering: outlines, spreadBy: featherPixels(faceWidth: landmarks.box.width), over: frame)
    }

    /// What it never touches of a frame.
    func openings(of landmarks: FaceLandmarks, in frame: PixelRegion) -> [CoverageMask] {
        openings(of: landmarks).compactMap { outline in
            frame.window(around: [outline], margin: 1).map { CoverageMask(frame: $0, [outline]) }
        }
    }

    /// Closed polygons of what it never touches.
    func openings(of landmarks: FaceLandmarks) -> [[SIMD2<Float>]] {
        let (eyes, mouth) = ([FaceTemplate.rightEye, FaceTemplate.leftEye], FaceTemplate.innerLips)
        let brows = [FaceTemplate.rightBrow, FaceTemplate.leftBrow]
        let rings: [[Int]] =
            switch self {
            case .lids, .crease, .outerCorners: eyes + brows
            case .face: eyes + [FaceTemplate.outerLips]
            case .lips, .lipsFading, .lipCenter, .lipEdge: [mouth]
            case .lashLines: eyes
            case .lashes, .brows, .browHairs: []
            default: eyes + [mouth]
            }
        return rings.map { landmarks.ring($0).curve() }
    }

    /// The mesh ends below the hairline and inside the jaw's edge; what is skin beyond, the photo shows: a third of the
    /// face's height above the mesh's top is as far as a high forehead goes.
    private static func wholeFace(of landmarks: FaceLandmarks) -> [SIMD2<Float>] {
        let (top, chin) = (landmarks.points[10], landmarks.points[152])
        let up = SIMD2(top.x - chin.x, top.y - chin.y)
        let height = max((up * up).sum(), 1e-6)
        return landmarks.ring(FaceTemplate.faceOval, grownBy: 1.03).map { corner in
            let offset = corner - SIMD2(chin.x, chin.y)
            // 0 at the brows' height, 1 at the top.
            let share = max(0, ((offset * up).sum() / height - 0.62) / 0.38)
            return corner + up * (0.35 * share)
        }
    }

    /// From the lashes to half the way between crease and brow, from the eye's inner corner to its outer one. The outline
    /// runs through the middle of the eye, which is cut out: its spread edge leaves the lashes' roots alone.
    private static func lid(of eye: EyeRings) -> [SIMD2<Float>] {
        let (upper, lower) = (
            eye.points([246, 161, 160, 159, 158, 157, 173]), eye.points([7, 163, 144, 145, 153, 154, 155])
        )
        let inEye = zip(upper, lower).map { ($0 + $1) / 2 }
        return (eye.points([33]) + inEye + eye.points([133]) + eye.halfway).curve()
    }

    /// From the crease to half the way to the brow.
    private static func crease(of eye: EyeRings) -> [SIMD2<Float>] {
        (eye.points([226, 247]) + eye.crease.reversed() + eye.points([190, 189]) + eye.halfway + eye.points([113]))
            .curve()
    }

    /// The outer third of lid and crease.
    private static func outerCorner(of eye: EyeRings) -> [SIMD2<Float>] {
        let above = [eye.crease[3]] + eye.halfway[3...]
        return (eye.points([33, 246, 161, 160]) + above + eye.points([113, 226, 130])).curve()
    }

    /// One of three stripes beside each other.
    private static func stripe(_ index: Int, of landmarks: FaceLandmarks) -> [SIMD2<Float>] {
        // Beside the nose's wing, below the ear, at the jaw's corner, below the mouth's corner.
        let right = [205, 123, 138, 210]
        let sides = [right, FaceTemplate.mirrored(right)].map { landmarks.ring($0) }
        func width(_ corners: [SIMD2<Float>]) -> Float { abs(corners[1].x - corners[0].x) }
        let corners = width(sides[0]) > width(sides[1]) ? sides[0] : sides[1]
        func place(_ across: Float, _ down: Float) -> SIMD2<Float> {
            let upper = corners[0] + (corners[1] - corners[0]) * across
            let lower = corners[3] + (corners[2] - corners[3]) * across
            return upper + (lower - upper) * down
        }
        let (start, end) = ((Float(index) + 0.1) / 3, (Float(index) + 0.9) / 3)
        return [place(start, 0), place(end, 0), place(end, 1), place(start, 1)]
    }

    private var rings: [[Int]] {
        switch self {
        case .face, .innerStripe, .middleStripe, .outerStripe, .cheeks, .lids, .crease, .outerCorners, .lashLines,
            .lashes:
            []
        case .underEyes:
            Self.bothSides([
                226, 31, 228, 229, 230, 231, 232, 233, 245, 188, 114, 217, 126, 142, 36, 101, 118, 117, 111,
            ])
        case .lips, .lipsFading, .lipCenter, .lipEdge: [FaceTemplate.outerLips]
        case .cheekbones: Self.bothSides([34, 227, 137, 123, 50, 101, 118, 117, 111, 143])
        case .sunKissed:
            Self.bothSides([116, 117, 118, 101, 205, 187, 123]) + [[101, 118, 196, 197, 419, 347, 330, 279, 4, 49]]
        case .hollows: Self.bothSides([227, 137, 177, 215, 138, 135, 192, 213, 147, 123])
        case .heights:
            Self.bothSides([35, 31, 228, 118, 117, 111]) + [[168, 122, 196, 3, 51, 45, 4, 275, 281, 248, 419, 351]]
        case .brows, .browHairs: [FaceTemplate.rightBrow, FaceTemplate.leftBrow]
        }
    }

    private static func bothSides(_ ring: [Int]) -> [[Int]] { [ring, FaceTemplate.mirrored(ring)] }
}
