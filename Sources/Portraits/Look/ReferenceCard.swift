public import ColorScience
import Imaging

/// A card of known colour beside the chin.
public struct ReferenceCard: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable { case white, grey }

    public var kind: Kind
    /// Whether a hand holds it, in the light that comes there, turned from the camera as hands do. If not, it has the
    /// light that jaw and lower cheek have: a patch fixed at the face, or in even light.
    public var isHeld: Bool

    public init(_ kind: Kind, isHeld: Bool = true) {
        self.kind = kind
        self.isHeld = isHeld
    }

    /// Under D65. White as cards and papers are; grey as photographers' cards of 18 % are.
    public var lab: Lab<D65> {
        switch kind {
        case .white: Lab(96, 0, 0)
        case .grey: Lab(49.5, 0, 0)
        }
    }

    /// Half its width and height, in the template's unit.
    private static let half = SIMD2<Float>(0.36, 0.26)
    /// Corners of the grid that light is computed at, along a side.
    private static let side = 5
}

extension ReferenceCard {
    /// Where the card is: its middle, and its axes to the right and down, of unit length.
    private static func place(_ seed: UInt64) -> (center: Vector3, right: Vector3, down: Vector3) {
        var random = SplitMix64(seed: seed, purpose: 71)
        let side: Float = random.unit() < 0.5 ? -1 : 1
        let degree = Float.pi / 180
        let (roll, yaw, pitch) = (
            6 * degree * random.normal(), 10 * degree * random.normal(), 10 * degree * random.normal()
        )
        let right = Vector3(cosine(yaw) * cosine(roll), sine(roll), sine(yaw))
        let upright = Vector3(-sine(roll), cosine(pitch) * cosine(roll), sine(pitch))
        let center = Vector3(side * 0.95, 1.95, -0.1)
        return (center, normalized(right), normalized(upright - normalized(right) * dot(upright, normalized(right))))
    }

    /// - Parameter color: what the camera makes of its reflectance.
    func surface(color: Vector3, seed: UInt64) -> Surface {
        let (center, right, down) = Self.place(seed)
        let step = 2 / Float(Self.side - 1)
        var points: [Vector3] = []
        for row in 0..<Self.side {
            for column in 0..<Self.side {
                let (x, y) = (Float(column) * step - 1, Float(row) * step - 1)
                points.append(center + right * (x * Self.half.x) + down * (y * Self.half.y))
            }
        }
        let triangles = gridTriangles(columns: Self.side, rows: Self.side, isClosed: false)
        var surface = Surface(material: .card, rest: points, triangles: triangles, pose: { $0 })
        // Its face is the side the camera sees.
        if surface.normals[0].z > 0 { surface.normals = surface.normals.map { -$0 } }
        surface.albedo = [Vector3](repeating: color, count: points.count)
        return surface
    }

    /// Pixels well inside the card; `nil` where the picture ends before it.
    func region(in recipe: PortraitRecipe) -> PixelRegion? {
        let pose = HeadPose(recipe)
        let (center, right, down) = Self.place(recipe.seed)
        let middle = pose.pixel(center)
        let half = SIMD2(Self.half.x * right.x, Self.half.y * down.y) * (0.7 * pose.scale)
        let region = PixelRegion(
            x: Int(middle.x - half.x), y: Int(middle.y - half.y), width: Int(2 * half.x), height: Int(2 * half.y))
        guard let seen = region.clipped(toWidth: recipe.width, height: recipe.height), seen == region else {
            return nil
        }
        return region
    }
}
