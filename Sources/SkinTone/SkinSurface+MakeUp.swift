import ColorKernels
import FaceMesh

extension SkinSurface {
    /// How far lips and lids are from the skin beside them in ln(red/green) and ln(blue/green): bare lips come to 0.1
    /// to 0.5, bare lids to 0.1, lipstick to 0.5 to 1.5.
    var makeUp: Double {
        let lips = lipsBesideSkin
        let lids = places(in: [ring(Self.lid), ring(Self.mirrored(Self.lid))])
        let (red, blue) = (
            redness(at: lids).quantile(0.5) ?? own.redness, blueness(at: lids).quantile(0.5) ?? own.blueness
        )
        let lid = max(abs(red - own.redness), abs(blue - own.blueness))
        return Double(max(abs(lips.redness), abs(lips.blueness)) + 0.8 * max(0, lid - 0.1))
    }

    /// Medians over the lips less those around them.
    var lipsBesideSkin: (redness: Float, blueness: Float) {
        let lips = places(
            in: [ring(FaceTemplate.outerLips, grown: 0.92)], without: ring(FaceTemplate.innerLips, grown: 1.1))
        let around = places(
            in: [ring(FaceTemplate.outerLips, grown: 1.5)], without: ring(FaceTemplate.outerLips, grown: 1.15))
        func step(_ values: ([Int32]) -> [Float]) -> Float {
            (values(lips).quantile(0.5) ?? 0) - (values(around).quantile(0.5) ?? 0)
        }
        return lips.isEmpty || around.isEmpty ? (0, 0) : (step(redness), step(blueness))
    }

    /// From the crease to below the brow, the right eye's.
    private static let lid = [247, 30, 29, 27, 28, 56, 221, 222, 223, 224, 225]
}

extension SkinSurface {
    /// How much fine texture the skin shows, in thousandths of ln light: pores, down and noise. Photos show 26 and more
    /// at any quality of JPEG, drawn skin, which has no pores, 13 and more.
    var fineTexture: Double? {
        guard let grain = grain(at: upper).quantile(0.5), let texture = texture(at: upper).quantile(0.5) else {
            return nil
        }
        return 1_000 * 1.4826 * Double(grain + 0.3 * texture)
    }
}
