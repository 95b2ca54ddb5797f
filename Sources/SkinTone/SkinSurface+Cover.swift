import ColorKernels
import FaceMesh

/// What hides the face: a mask or hand over the mouth, dark glasses, hair over a cheek. Beards leave the lips in view,
/// and caps and scarves the face.
extension SkinSurface {
    /// How sure it is that mouth, eyes or a cheek are covered, 0 to 1, the surest of the three; ½ is where good and
    /// covered faces part. Only a mouth comes to more than ¾: the skin that counts lies around it.
    var cover: Double { Double(max(mouthCover, min(eyeCover, 0.75), min(cheekCover, 0.75))) }

    /// Over a mouth there is one colour and little light and shade; a mouth has red lips and a dark line or teeth.
    /// 4 is what a pale mouth comes to, 0 is plain cloth; hands reach 1.8.
    private var mouthCover: Float {
        let mouth = places(in: [landmarks.ring(FaceTemplate.outerLips, grownBy: 1.1)])
        guard mouth.count >= SkinSampler.fewestPixels else { return 0 }
        let lips = lipsBesideSkin
        let contrast =
            redness(at: mouth).range(0.1, 0.9) / 0.15 + light(at: mouth).range(0.05, 0.95) / 1.4
            + abs(lips.redness) / 0.15
        return max(0, 1 - contrast / 4)
    }

    /// Through dark glasses the skin below the eyes is as dark as the eyes, and nothing stands out between them.
    private var eyeCover: Float {
        let below = [Self.belowEye, FaceTemplate.mirrored(Self.belowEye)].map {
            smoothLight(at: places(in: [landmarks.ring($0)]))
        }
        let eyes = light(
            at: places(in: [
                landmarks.ring(FaceTemplate.rightEye, grownBy: 1.6), landmarks.ring(FaceTemplate.leftEye, grownBy: 1.6),
            ]))
        guard let right = below[0].quantile(0.5), let left = below[1].quantile(0.5),
            let brightest = eyes.quantile(0.95)
        else { return 0 }
        let light = max(right, left) - own.light + brightest - own.light
        return max(0, -(light + eyes.range(0.05, 0.95) / 2) / 2)
    }

    /// Hair makes one cheek rougher and of another colour than the other. A cheek turned away says nothing.
    private var cheekCover: Float {
        let (right, left) = cheeks
        guard min(right.count, left.count) >= max(SkinSampler.fewestPixels, max(right.count, left.count) / 2)
        else { return 0 }
        // By the smoother cheek: hair over the other must not count as skin.
        let rest = min(texture(at: right).quantile(0.5) ?? 0, texture(at: left).quantile(0.5) ?? 0)
        let spread = min(max(1.4826 * rest, 0.02), 0.08)
        func share(_ cheek: [Int32]) -> Float {
            let (texture, redness, blueness) = (texture(at: cheek), redness(at: cheek), blueness(at: cheek))
            var (rough, other) = (0, 0)
            for index in cheek.indices {
                rough += texture[index] > SkinSampler.textureLimit * spread ? 1 : 0
                let step = max(abs(redness[index] - own.redness), abs(blueness[index] - own.blueness))
                other += step > SkinSampler.pigmentStep ? 1 : 0
            }
            return (Float(rough) + Float(other) / 2) / Float(cheek.count)
        }
        return abs(share(right) - share(left)) / 1.2
    }

    /// From the lower lid to the cheekbone, the right eye's.
    private static let belowEye = [25, 110, 24, 23, 22, 26, 232, 121, 120, 119, 118, 117, 111, 31]
}
