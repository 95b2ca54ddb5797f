import ColorScience
import FaceMesh

/// Brows, lashes, lid creases and the line between the lips: what on a face is drawn rather than lit.
struct FaceStrokes {
    let shape: HeadShape
    let traits: PortraitTraits
    let pose: HeadPose
    let light: HairLight
    /// Linear reflectance of the skin.
    let skin: Vector3
    /// How far the lips are apart.
    let smile: Float
    var random: SplitMix64
    private(set) var strands = Strands()

    init(
        shape: HeadShape, traits: PortraitTraits, pose: HeadPose, light: LightField, skin: Vector3, smile: Float,
        seed: UInt64
    ) {
        self.shape = shape
        self.traits = traits
        self.pose = pose
        self.light = HairLight(light)
        self.skin = skin
        self.smile = smile
        random = SplitMix64(seed: seed, purpose: 30)
        for mirrored in [false, true] {
            growBrow(mirrored: mirrored)
            drawLids(mirrored: mirrored)
        }
        drawMouth()
    }

    private func landmark(_ index: Int, _ mirrored: Bool) -> Vector3 {
        shape.landmarks[mirrored ? Int(FaceTemplate.mirror[index]) : index]
    }

    /// A point along a smooth curve through landmarks, `t` in 0...1.
    private func along(_ indices: [Int], _ t: Float, _ mirrored: Bool) -> Vector3 {
        let position = clamp(t) * Float(indices.count - 1)
        let first = min(Int(position), indices.count - 2)
        func point(_ index: Int) -> Vector3 { landmark(indices[min(max(index, 0), indices.count - 1)], mirrored) }
        let (p0, p1, p2, p3) = (point(first - 1), point(first), point(first + 1), point(first + 2))
        let u = position - Float(first)
        let cubic = 3 * (p1 - p2) + p3 - p0
        let square = 2 * p0 - 5 * p1 + 4 * p2 - p3
        return 0.5 * (2 * p1 + u * ((p2 - p0) + u * (square + u * cubic)))
    }

    private mutating func stroke(
        _ line: [Vector3], color: Vector3, width: Float, taper: Float = 0.3, opacity: Float = 1,
        role: Strands.Role = .cover
    ) {
        strands.append(
            line.map { pose($0) }, colors: [Vector3](repeating: color, count: line.count), width: width, taper: taper,
            opacity: opacity, role: role)
    }

    private mutating func growBrow(mirrored: Bool) {
        let lower = [55, 65, 52, 53, 46]
        let upper = [107, 66, 105, 63, 70]
        let fullness = mix(1.0, 0.72, traits.softness)
        let side: Float = mirrored ? 1 : -1
        func place(_ t: Float, _ height: Float) -> Vector3 {
            // The landmarks' band is wider than most brows; hair fills its middle, and narrows to a tail.
            let band = mix(0.5, 0.5 + (height - 0.5) * 0.95, fullness)
            let narrowed = mix(band, 0.55, smoothstep(0.62, 1.05, t) * 0.75)
            return mix(along(lower, t, mirrored), along(upper, t, mirrored), narrowed) + Vector3(0, 0, -0.03)
        }
        let color = traits.brow * 0.85
        // A soft shade between the hairs.
        for row in 0..<5 {
            let line = (0...16).map { place(0.05 + 0.9 * Float($0) / 16, 0.18 + 0.16 * Float(row)) }
            stroke(line, color: mix(color, skin, 0.35), width: 0.055, taper: 0.5, opacity: 0.22, role: .brow)
        }
        let count = Int(430 * mix(1.2, 0.75, traits.softness))
        for _ in 0..<count {
            let t = random.unit()
            let height = random.unit()
            let root = place(t, height)
            // Upright at the nose, leaning outwards further along, pointing down towards the middle from above.
            let lean = smoothstep(-0.05, 0.35, t)
            let fall = (height - 0.45) * 1.3 * lean + smoothstep(0.55, 1, t) * 0.45
            let direction = Vector3(side * mix(0.25, 1, lean), mix(-0.95, -0.25, lean) + fall, mix(0, 0.25, t))
            let size = random.within(0.07, 0.125) * (1 - 0.3 * smoothstep(0.8, 1, t))
            let bend = Vector3(side * 0.02, 0.012, 0)
            let heading = normalized(direction + random.vector() * 0.16)
            let line = [root, root + heading * size * 0.5 - bend * 0.3, root + heading * size + bend * 0.3]
            let edge = smoothstep(0, 0.12, t)
            stroke(
                line, color: mix(color, skin, random.within(0, 0.18)) * random.within(0.8, 1.4), width: 0.0125,
                taper: 0.25,
                opacity: 0.78 * mix(0.4, 1, edge), role: .brow)
        }
    }

    private mutating func drawLids(mirrored: Bool) {
        let upper = [133, 173, 157, 158, 159, 160, 161, 246, 33]
        let lower = [133, 155, 154, 153, 145, 144, 163, 7, 33]
        let crease = [190, 56, 28, 27, 29, 30, 247]
        let side: Float = mirrored ? 1 : -1
        let forward = Vector3(0, 0, -0.035)
        let lash = Vector3(0.010, 0.008, 0.007) + traits.brow * 0.12
        let shade = skin * Vector3(0.30, 0.22, 0.20)
        let soft = traits.softness

        let fold = (0...14).map { step -> Vector3 in
            let t = Float(step) / 14
            return mix(along(crease, t, mirrored), along(upper, 0.06 + 0.9 * t, mirrored), 0.42) + forward
        }
        stroke(fold, color: shade, width: 0.034, taper: 0.8, opacity: 0.30, role: .shade)
        stroke(fold, color: shade, width: 0.016, taper: 0.8, opacity: 0.42, role: .shade)

        let edge = (0...20).map { along(upper, Float($0) / 20, mirrored) + forward }
        stroke(
            edge.map { $0 + Vector3(0, -0.006, 0) }, color: mix(lash, shade, 0.4), width: 0.034, taper: 1.2,
            opacity: 0.5)
        stroke(edge, color: lash, width: mix(0.018, 0.027, soft), taper: 1.5, opacity: 0.9)
        let below = (0...20).map { along(lower, 0.12 + 0.86 * Float($0) / 20, mirrored) + forward }
        stroke(
            below.map { $0 + Vector3(0, 0.010, 0) }, color: mix(shade, skin, 0.35), width: 0.020, taper: 1.5,
            opacity: 0.5, role: .shade)

        for index in 0..<46 {
            let t = mix(0.10, 1.0, (Float(index) + random.unit()) / 46)
            let root = along(upper, t, mirrored) + forward
            let size = mix(0.055, 0.085, soft) * mix(0.6, 1.25, smoothstep(0.1, 0.85, t)) * random.within(0.8, 1.15)
            let out = side * mix(-0.35, 1.15, t)
            let tip = root + Vector3(out, -0.85, -0.2) * size
            let middle = root + Vector3(out * 0.6, -0.18, -0.5) * size
            stroke([root, middle, tip], color: lash, width: 0.011, taper: 0.2, opacity: mix(0.6, 0.9, soft))
        }
        for index in 0..<26 {
            let t = mix(0.25, 0.98, (Float(index) + random.unit()) / 26)
            let root = along(lower, t, mirrored) + forward + Vector3(0, 0.006, 0)
            let size = mix(0.028, 0.042, soft) * random.within(0.7, 1.1)
            let out = side * mix(-0.2, 0.8, t)
            stroke(
                [root, root + Vector3(out, 0.9, 0) * size], color: mix(lash, skin, 0.15), width: 0.008, taper: 0.3,
                opacity: 0.55)
        }
    }

    private mutating func drawMouth() {
        let right = [61, 78, 191, 80, 81, 82, 13]
        let full = right + right.dropLast().reversed().map { Int(FaceTemplate.mirror[$0]) }
        let forward = Vector3(0, 0.002, -0.03)
        let line = (0...40).map { along(full, Float($0) / 40, false) + forward }
        let dark = skin * Vector3(0.20, 0.10, 0.10)
        let shut = 1 - smile
        stroke(line, color: dark, width: 0.040, taper: 1, opacity: 0.28 * max(shut, 0.3), role: .shade)
        stroke(line, color: dark * 0.7, width: 0.017, taper: 1, opacity: 0.85 * max(shut, 0.45), role: .shade)
        for mirrored in [false, true] {
            let out: Float = mirrored ? 1 : -1
            let middle = mix(landmark(60, mirrored), landmark(20, mirrored), 0.42) + Vector3(out * 0.015, -0.012, -0.05)
            // The opening: an ellipse that rises towards the tip of the nose.
            for (size, opacity): (Float, Float) in [(1.25, 0.25), (1.0, 0.5), (0.72, 0.6)] {
                let line = (0...8).map { step -> Vector3 in
                    let t = Float(step) / 4 - 1
                    return middle + Vector3(out * 0.085 * t, 0.014 * t * t - 0.010 * t, 0) * size
                }
                for index in 1..<line.count {
                    let t = (Float(index) - 0.5) / 4 - 1
                    stroke(
                        [line[index - 1], line[index]], color: dark * 0.5,
                        width: 0.075 * size * max(1 - t * t * 0.85, 0.1).squareRoot(), taper: 1, opacity: opacity)
                }
            }
        }
    }
}
