import ColorKernels
import FaceMesh

extension SkinSurface {
    /// How far lips and lids are from the skin beside them in ln(red/green) and ln(blue/green): bare lips come to 0.1
    /// to 0.5, bare lids to 0.1, lipstick to 0.5 to 1.5.
    var makeUp: Double {
        let lips = lipsBesideSkin
        let lids = places(in: [landmarks.ring(Self.lid), landmarks.ring(FaceTemplate.mirrored(Self.lid))])
        let (red, blue) = (
            redness(at: lids).quantile(0.5) ?? own.redness, blueness(at: lids).quantile(0.5) ?? own.blueness
        )
        let lid = max(abs(red - own.redness), abs(blue - own.blueness))
        return Double(max(abs(lips.redness), abs(lips.blueness)) + 0.8 * max(0, lid - 0.1))
    }

    /// What `lipsBesideSkin` keeps.
    func lipsStep() -> (redness: Float, blueness: Float) {
        let lips = places(
            in: [landmarks.ring(FaceTemplate.outerLips, grownBy: 0.92)],
            without: landmarks.ring(FaceTemplate.innerLips, grownBy: 1.1))
        let around = places(
            in: [landmarks.ring(FaceTemplate.outerLips, grownBy: 1.5)],
            without: landmarks.ring(FaceTemplate.outerLips, grownBy: 1.15))
        func step(_ values: ([Int32]) -> [Float]) -> Float {
            (values(lips).quantile(0.5) ?? 0) - (values(around).quantile(0.5) ?? 0)
        }
        return lips.isEmpty || around.isEmpty ? (0, 0) : (step(redness), step(blueness))
    }

    /// From the crease to below the brow, the right eye's.
    private static let lid = [247, 30, 29, 27, 28, 56, 221, 222, 223, 224, 225]
}
