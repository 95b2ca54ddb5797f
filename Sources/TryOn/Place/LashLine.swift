import FaceMesh

/// The edge of an upper lid, from the inner corner of the eye to the outer one.
struct LashLine {
    /// At least two.
    private let points: [SIMD2<Float>]
    /// The face's, in pixels.
    private let faceWidth: Float
    /// Unit vector towards the brow.
    private let up: SIMD2<Float>
    /// Unit vector towards the temple.
    private let outward: SIMD2<Float>

    static func both(of landmarks: FaceLandmarks) -> [LashLine] {
        let right = [133, 173, 157, 158, 159, 160, 161, 246, 33]
        return [
            LashLine(right, brow: 105, cheek: 118, of: landmarks),
            LashLine(FaceTemplate.mirrored(right), brow: 334, cheek: 347, of: landmarks),
        ]
    }

    private init(_ lid: [Int], brow: Int, cheek: Int, of landmarks: FaceLandmarks) {
        let corners = landmarks.ring(lid)
        // A closed curve through the points there and back is the open one twice.
        let back = corners.dropFirst().dropLast().reversed()
        points = Array((corners + back).curve(steps: Self.steps).prefix(Self.steps * (corners.count - 1) + 1))
        faceWidth = landmarks.box.width
        let ends = landmarks.ring([cheek, brow])
        up = Self.unit(ends[1] - ends[0])
        outward = Self.unit(corners[corners.count - 1] - corners[0])
    }

    private static let steps = 6

    private static func unit(_ vector: SIMD2<Float>) -> SIMD2<Float> {
        vector / max((vector * vector).sum().squareRoot(), 1e-6)
    }

    /// A line along the lashes, thicker towards the temple.
    /// - Source: widths by eye; a liner's stroke is 1 to 2 mm on a face of 140.
    var outline: [SIMD2<Float>] {
        let last = Float(points.count - 1)
        let upper = points.enumerated().map { index, point in
            point + up * (faceWidth * (0.003 + 0.010 * Float(index) / last))
        }
        let lower = points.map { $0 - up * (faceWidth * 0.002) }
        return upper + lower.reversed()
    }

    /// Each lash, thin at its tip, longer and leaning out towards the temple.
    /// - Source: by eye; upper lashes are 8 to 12 mm long, seen foreshortened from the front.
    var lashes: [[SIMD2<Float>]] {
        let count = 34
        return (0..<count).map { index in
            let share = 0.06 + 0.94 * Float(index) / Float(count - 1)
            let place = share * Float(points.count - 1)
            let before = min(Int(place), points.count - 2)
            let root = points[before] + (points[before + 1] - points[before]) * (place - Float(before))
            // Neighbours differ a little, as lashes do.
            let variety = 0.86 + 0.14 * Float((index * 7) % 5) / 4
            let length = faceWidth * (0.020 + 0.022 * share) * variety
            let lean = (share - 0.4) * 1.1 + 0.12 * (Float((index * 3) % 4) / 3 - 0.5)
            return Self.stroke(
                from: root, along: Self.unit(up + outward * lean), bent: up, length, width: 0.0045 * faceWidth)
        }
    }

    private static func stroke(
        from root: SIMD2<Float>, along direction: SIMD2<Float>, bent: SIMD2<Float>, _ length: Float, width: Float
    ) -> [SIMD2<Float>] {
        let steps = 5
        let side = SIMD2(-direction.y, direction.x)
        let middle = (0...steps).map { step -> SIMD2<Float> in
            let t = Float(step) / Float(steps)
            return root + direction * (length * t) + bent * (length * 0.18 * t * t)
        }
        let halves = (0...steps).map { step in side * (width * 0.5 * (1 - Float(step) / Float(steps))) }
        return zip(middle, halves).map { $0 + $1 } + zip(middle, halves).dropLast().reversed().map { $0 - $1 }
    }
}
