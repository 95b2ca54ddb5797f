package import FaceMesh

/// A part of the face whose skin is read on its own.
public enum SkinRegion: String, CaseIterable, Sendable {
    case forehead
    case rightCheek
    case leftCheek
    case noseBridge
    case chin
    case lowerCheek
    case jaw
    case neck

    /// Where a foundation has to vanish: the belief is about this skin.
    public static let site: [SkinRegion] = [.jaw, .lowerCheek]
}

extension SkinRegion {
    /// Outlines as rings of landmarks, well inside the face so that hairline, lips and background stay out; the neck
    /// has none, because the mesh ends at the chin.
    var outlines: [[Int]] {
        switch self {
        case .forehead: [[104, 69, 108, 151, 337, 299, 333, 334, 296, 336, 9, 107, 66, 105]]
        case .rightCheek: [Self.cheek]
        case .leftCheek: [FaceTemplate.mirrored(Self.cheek)]
        case .noseBridge: [[193, 122, 196, 3, 51, 5, 281, 248, 419, 351, 417, 168]]
        case .chin: [[182, 83, 18, 313, 406, 418, 262, 428, 199, 208, 32, 194]]
        case .lowerCheek: Self.bothSides([123, 50, 205, 216, 212, 214, 192, 213, 147])
        case .jaw: Self.bothSides([213, 192, 214, 210, 211, 170, 169, 135, 138, 215])
        case .neck: []
        }
    }

    /// Where it lies in a picture, in the landmarks' pixels; the neck by the face's own axis, below the chin.
    package func outlines(on landmarks: FaceLandmarks) -> [[SIMD2<Float>]] {
        guard self == .neck else { return outlines.map { landmarks.ring($0) } }
        let axes = FaceAxes(landmarks)
        return [
            [(-0.24, 0.1), (0.24, 0.1), (0.24, 0.42), (-0.24, 0.42)].map {
                axes.point(from: axes.chin, right: $0.0, down: $0.1)
            }
        ]
    }

    /// The right upper cheek, where flushing shows; the left one is its mirror image.
    private static let cheek = [116, 117, 118, 119, 100, 36, 205, 50, 123]

    private static func bothSides(_ ring: [Int]) -> [[Int]] { [ring, FaceTemplate.mirrored(ring)] }
}

/// In masks of regions each pixel has a label: its region's and side's, or 0 outside all. Regions of one outline have
/// one side only.
extension SkinRegion {
    /// Of the region's first outline.
    var label: UInt8 { label(ofOutline: 0) }

    func label(ofOutline place: Int) -> UInt8 { UInt8(1 + 2 * Self.allCases.prefix { $0 != self }.count + place) }

    /// How many labels there are, but for 0.
    static let partCount = 2 * allCases.count

    /// The place of a label's side among all.
    /// - Precondition: `label` is not 0.
    @inline(__always) static func part(of label: UInt8) -> Int { Int(label) - 1 }

    /// Of a label's region among `allCases`.
    /// - Precondition: `label` is not 0.
    @inline(__always) static func index(of label: UInt8) -> Int { (Int(label) - 1) / 2 }

    /// The parts of some regions that are neighbours in `allCases`.
    static func parts(of regions: [SkinRegion]) -> Range<Int> {
        let indices = allCases.indices.filter { regions.contains(allCases[$0]) }
        guard let first = indices.first, let last = indices.last else { return 0..<0 }
        precondition(indices.count == last - first + 1, "regions read together are neighbours")
        return 2 * first..<2 * last + 2
    }
}
