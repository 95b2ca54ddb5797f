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
        let likeness = SkinLikeness(of: image, site: site, radius: radius(0.008))
        let face = filled([FaceTemplate.faceOval])

        var sure = face
        for index in sure.values.indices where sure.values[index] > 0 {
            sure.values[index] = smoothstep(2.6, 1.4, likeness.distance(at: index))
        }
        let reach = SkinReach(likeness, from: sure, faceWidth: faceWidth)
        var skin = sure
        for index in skin.values.indices where face.values[index] == 0 {
            let reached = reach.value(x: index % width, y: index / width)
            guard reached > 0 else { continue }
            let light = likeness.light.values[index]
            skin.values[index] =
                reached * smoothstep(1.9, 0.9, likeness.distance(at: index)) * smoothstep(-2.4, -1.5, light)
        }
        skin = skin.guided(by: likeness.detail, radius: radius(0.03), tolerance: 0.15)

        let brows = filled([FaceTemplate.rightBrow, FaceTemplate.leftBrow]).feathered(radius: radius(0.012))
        let eyes = filled([FaceTemplate.rightEye, FaceTemplate.leftEye], grownBy: 1.08).feathered(radius: radius(0.006))
        let mouth = filled([FaceTemplate.innerLips]).feathered(radius: radius(0.006))
        let lips = filled([FaceTemplate.outerLips], grownBy: 0.97).feathered(radius: radius(0.01))
        for index in skin.values.indices where face.values[index] > 0 {
            // The mesh knows lips better than their colour does.
            var share = max(skin.values[index], 0.9 * lips.values[index])
            share *= (1 - eyes.values[index]) * (1 - mouth.values[index])
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

extension FaceLandmarks {
    /// The landmarks' places in the picture, moved away from their middle by `factor`.
    fileprivate func ring(_ indices: [Int], grownBy factor: Float) -> [SIMD2<Float>] {
        let corners = indices.map { SIMD2(points[$0].x, points[$0].y) }
        let middle = corners.reduce(.zero, +) / Float(corners.count)
        return corners.map { middle + ($0 - middle) * factor }
    }
}
