import FaceMesh
import Imaging

/// How much of each pixel of a photo is the person's bare skin.
struct SkinMatte: Sendable {
    /// 0...255 for each pixel, lips included.
    let skin: [UInt8]
    /// 0...255: how much of the skin is lips.
    let lips: [UInt8]
    /// 0...255: how much of the skin is hair upon it, or a shadow as dark.
    let hair: [UInt8]

    /// - Parameters:
    ///   - landmarks: in pixels of `image`.
    ///   - site: jaw and lower cheek, in linear sRGB.
    init(of image: RGBImage, landmarks: FaceLandmarks, site: Vector3) {
        let (width, height, faceWidth) = (image.width, image.height, max(landmarks.box.width, 8))
        func radius(_ share: Float) -> Int { max(1, Int((share * faceWidth).rounded())) }
        func filled(_ rings: [[Int]], grownBy factor: Float = 1) -> FloatPlane {
            FloatPlane(width: width, height: height, filling: rings.map { landmarks.ring($0, grownBy: factor) })
        }
        let face = filled([FaceTemplate.faceOval])
        let likeness = SkinLikeness(of: image, site: site, face: face, radius: radius(0.008))

        var skin = face
        for index in skin.values.indices where skin.values[index] > 0 {
            skin.values[index] = likeness.share(at: index, mayShine: true)
        }
        let axes = BodyAxes(landmarks)
        let reach = SkinReach(likeness, from: skin, faceWidth: faceWidth)
        for index in skin.values.indices where face.values[index] == 0 {
            let (x, y) = (index % width, index / width)
            let place = axes.place(x: x, y: y)
            guard place.share > 0 else { continue }
            let light = smoothstep(-2.6, -1.6, likeness.light.values[index])
            let reached = reach.value(x: x, y: y)
            let joined = place.isBody ? max(reached, likeness.certainty(at: index)) : reached
            skin.values[index] =
                place.share * light * joined * likeness.share(at: index, mayShine: place.isForehead)
        }
        skin = skin.guided(by: likeness.detail, radius: radius(0.03), tolerance: 0.15)

        let brows = filled([FaceTemplate.rightBrow, FaceTemplate.leftBrow]).feathered(radius: radius(0.012))
        let eyes = filled([FaceTemplate.rightEye, FaceTemplate.leftEye], grownBy: 0.92).feathered(radius: radius(0.006))
        let mouth = filled([FaceTemplate.innerLips]).feathered(radius: radius(0.006))
        let lips = filled([FaceTemplate.outerLips], grownBy: 0.97).feathered(radius: radius(0.01))
        for index in skin.values.indices where face.values[index] > 0 {
            // The mesh knows lips better than their colour does.
            var share = max(skin.values[index], 0.9 * lips.values[index])
            share *= (1 - eyes.values[index]) * (1 - mouth.values[index] * (1 - likeness.isRed(at: index)))
            skin.values[index] = share
        }
        self.skin = skin.bytes
        self.lips = lips.bytes
        hair =
            likeness.detail.combined(with: likeness.detail.blurred(radius: radius(0.05))) { detail, around in
                smoothstep(-0.25, -0.9, detail - around)
            }.combined(with: brows) { max(0.8 * $0, 0.5 * $1) }.bytes
    }
}
