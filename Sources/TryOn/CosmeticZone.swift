import FaceMesh

/// A part of the face that a product goes on.
public enum CosmeticZone: String, CaseIterable, Sendable, Hashable {
    /// All facial skin: foundation, tint.
    case face
    /// Below the eyes: concealer.
    case underEyes
    case lips
    /// Blush.
    case cheeks
    /// Below the cheekbones and along the jaw: contour, bronzer.
    case hollows
    /// Cheekbones and the bridge of the nose.
    case heights
    /// Eye shadow.
    case lids
    case brows
}

extension CosmeticZone {
    /// What it fills, in the picture.
    func outlines(of landmarks: FaceLandmarks) -> [[SIMD2<Float>]] {
        guard self == .face else { return rings.map { landmarks.ring($0) } }
        // The mesh ends below the hairline and inside the jaw's edge; what is skin beyond, the photo shows.
        let (top, chin) = (landmarks.points[10], landmarks.points[152])
        let up = SIMD2(top.x - chin.x, top.y - chin.y)
        let height = max((up * up).sum(), 1e-6)
        return rings.map { ring in
            landmarks.ring(ring, grownBy: 1.03).map { corner in
                let offset = corner - SIMD2(chin.x, chin.y)
                // 0 at the brows' height, 1 at the top.
                let share = max(0, ((offset * up).sum() / height - 0.62) / 0.38)
                return corner + up * (0.09 * share)
            }
        }
    }

    private var rings: [[Int]] {
        switch self {
        case .face: [FaceTemplate.faceOval]
        case .underEyes:
            Self.bothSides([
                226, 31, 228, 229, 230, 231, 232, 233, 245, 188, 114, 217, 126, 142, 36, 101, 118, 117, 111,
            ])
        case .lips: [FaceTemplate.outerLips]
        case .cheeks: Self.bothSides([116, 117, 118, 101, 205, 187, 123])
        case .hollows: Self.bothSides([227, 137, 177, 215, 138, 135, 192, 213, 147, 123])
        case .heights:
            Self.bothSides([35, 31, 228, 118, 117, 111]) + [[168, 122, 196, 3, 51, 45, 4, 275, 281, 248, 419, 351]]
        case .lids:
            // From the lashes to half the way between crease and brow.
            Self.bothSides([33, 246, 161, 160, 159, 158, 157, 173, 133, 189, 221, 222, 223, 224, 225, 113])
        case .brows: [FaceTemplate.rightBrow, FaceTemplate.leftBrow]
        }
    }

    /// Rings of landmarks that it never touches.
    var openings: [[Int]] {
        let mouth = FaceTemplate.innerLips
        return switch self {
        case .face: [FaceTemplate.rightEye, FaceTemplate.leftEye, FaceTemplate.outerLips]
        case .lips: [mouth]
        case .underEyes, .cheeks, .hollows, .heights, .lids: [FaceTemplate.rightEye, FaceTemplate.leftEye, mouth]
        case .brows: []
        }
    }

    /// How far its edge is spread, as a share of the face's width.
    var feather: Float {
        switch self {
        case .face: 0.02
        case .underEyes: 0.02
        case .lips: 0.003
        case .cheeks: 0.075
        case .hollows: 0.04
        case .heights: 0.035
        case .lids: 0.015
        case .brows: 0.006
        }
    }

    /// Whether what does not look like skin there, such as hair, glasses or a hand's shadow, is left alone.
    var isSkin: Bool { self != .lips && self != .brows }

    private static func bothSides(_ ring: [Int]) -> [[Int]] { [ring, FaceTemplate.mirrored(ring)] }
}
