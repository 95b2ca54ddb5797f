import FaceMesh

/// One person's head at rest: the template with a closed mouth, varied by the person's traits, on a skull.
struct HeadShape {
    /// From hairline to chin of the template with its mouth closed, in its unit.
    static let faceHeight: Float = 3.08
    static let skullCenter = Vector3(0, -0.72, 1.33)
    static let skullRadii = Vector3(1.42, 1.50, 1.72)

    /// The 468 landmarks' places.
    let landmarks: [Vector3]
    /// Vertices of the smooth surface, in `HeadTopology`'s order.
    let fine: [Vector3]

    init(traits: PortraitTraits, smile: Float, variety: FaceVariety) {
        let open = Self.withOpenEyes(FaceTemplate.vertices, by: 0.022 * traits.eyeSize)
        let closed = Self.withClosedMouth(open)
        // The template's own lips are apart in a smile.
        let parted = 0.8 * smile
        let resting = smile > 0 ? zip(closed, open).map { mix($0, $1, parted) } : closed
        let landmarks = resting.map { variety(Self.varied($0, traits, parted: parted)) }
        self.landmarks = landmarks
        fine = Self.surface(through: landmarks)
    }

    /// The template's own surface: where each of `fine`'s vertices lies on a head that is nobody's.
    static let template = surface(through: FaceTemplate.vertices)

    /// The smooth surface through landmarks, with rims inside lids and lips and a skull.
    private static func surface(through landmarks: [Vector3]) -> [Vector3] {
        let topology = HeadTopology.shared
        var coarse = landmarks
        for ring in HeadTopology.eyes {
            let center = mean(of: ring, in: landmarks)
            coarse += ring.map { landmarks[$0] + (landmarks[$0] - center) * 0.04 + Vector3(0, 0, 0.10) }
        }
        coarse += HeadTopology.mouth.map { landmarks[$0] + Vector3(0, 0, 0.16) }
        coarse += skull(outline: HeadTopology.outline.map { landmarks[$0] })
        return topology.refined(topology.interpolating(coarse))
    }

    static func mean(of vertices: [Int], in points: [Vector3]) -> Vector3 {
        vertices.reduce(Vector3.zero) { $0 + points[$1] } / Float(vertices.count)
    }

    /// The template smiles a little with lips apart; lips meet, and the jaw follows.
    private static func withClosedMouth(_ points: [Vector3]) -> [Vector3] {
        let gap: [(Float, Float)] = [
            (0, 0.175), (0.14, 0.17), (0.26, 0.155), (0.36, 0.14), (0.44, 0.115), (0.52, 0.07), (0.6, 0),
        ]
        var result = points.map { p in
            var q = p
            let x = abs(p.x)
            if p.y > 0.63 {
                let lips = interpolated(gap, at: x)
                let chin = 0.17 * bell(x / 0.75)
                let open = mix(lips, chin, smoothstep(0.75, 1.1, p.y))
                q.y -= 0.76 * open * mix(1, 0.5, smoothstep(0.95, 1.5, p.y))
            } else {
                q.y += 0.24 * interpolated(gap, at: x) * smoothstep(0.3, 0.52, p.y) * (x < 0.6 ? 1 : 0)
            }
            return q
        }
        let pairs = [
            (13, 14), (82, 87), (81, 178), (80, 88), (191, 95), (312, 317), (311, 402), (310, 318), (415, 324),
        ]
        for (upper, lower) in pairs {
            let y = 0.5 * (result[upper].y + result[lower].y)
            let z = min(result[upper].z, result[lower].z)
            result[upper] = Vector3(result[upper].x, y - 0.004, z)
            result[lower] = Vector3(result[upper].x, y + 0.004, z + 0.01)
        }
        // Corners level with the line between the lips, or the mouth looks displeased.
        for (corner, inner, next) in [(61, 78, 191), (291, 308, 415)] {
            result[corner].y -= 0.022
            result[inner].y = 0.5 * (result[corner].y + result[next].y)
        }
        return result
    }

    /// The mean of many smiling faces has narrow eyes; lids at rest stand further apart.
    private static func withOpenEyes(_ points: [Vector3], by amount: Float) -> [Vector3] {
        var result = points
        for ring in HeadTopology.eyes {
            let center = mean(of: ring, in: points)
            for index in ring {
                let offset = points[index] - center
                let middle = max(1 - (offset.x / 0.27) * (offset.x / 0.27), 0)
                result[index].y += (offset.y < 0 ? -amount : 0.5 * amount) * middle
            }
        }
        return result
    }

    private static func varied(_ p: Vector3, _ traits: PortraitTraits, parted: Float) -> Vector3 {
        var q = p
        q.x *= traits.faceWidth * mix(1, traits.jawWidth, smoothstep(0.2, 1.1, p.y))
        let nose = bell(p.x / 0.35) * bell((p.y - 0.05) / 0.22)
        q.x *= 1 + (traits.noseWidth - 1) * nose
        q.y +=
            traits.noseLength * smoothstep(-0.6, 0.1, p.y) * smoothstep(0.5, 0.2, p.y) * smoothstep(0.6, 0.2, abs(p.x))
        let eye = bell((abs(p.x) - 0.6) / 0.3) * bell((p.y + 0.65) / 0.2)
        q.x += (p.x > 0 ? traits.eyeSpacing : -traits.eyeSpacing) * eye
        let lips = bell(p.x / 0.5) * bell((p.y - 0.64) / 0.22)
        q.y += (p.y - 0.645) * (traits.lipFullness - 1) * lips * 1.4
        q.z -= 0.12 * (traits.lipFullness - 1) * lips
        // At rest the mouth is narrower than in a smile.
        q.x *= 1 - 0.10 * (1 - parted) * bell((p.y - 0.645) / 0.2) * smoothstep(1.1, 0.65, abs(p.x))
        let brow = bell((p.y + 0.95) / 0.16)
        q.y -= traits.browHeight * brow
        q.y += traits.chinLength * smoothstep(0.9, 1.5, p.y)
        return q
    }

    /// Rings from the face's outline around the skull to its back, and the point there.
    private static func skull(outline: [Vector3]) -> [Vector3] {
        let back = normalized(Vector3(0, 0.12, 1))
        let paths = outline.map { point -> (arc: [Vector3], radius: Float) in
            let n = (point - skullCenter) / skullRadii
            var arc = [n / length(n), back]
            for _ in 0..<3 {
                arc = zip(arc, arc.dropFirst()).flatMap { [$0, normalized($0 + $1)] } + [back]
            }
            return (arc, length(n))
        }
        var points: [Vector3] = []
        for ring in 1...HeadTopology.skullRings {
            let share = Float(ring) / Float(HeadTopology.skullRings + 1)
            for path in paths {
                points.append(
                    skullCenter + path.arc[ring] * skullRadii * mix(path.radius, 1.02, smoothstep(0, 0.6, share)))
            }
        }
        return points + [skullCenter + back * skullRadii]
    }
}
