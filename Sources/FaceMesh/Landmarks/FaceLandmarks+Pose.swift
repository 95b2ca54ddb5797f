extension FaceLandmarks {
    /// How the head is turned: the rotation that lays `FaceTemplate` best over the landmarks.
    ///
    /// Bone counts, expression hardly: brows, eyelids and everything below the nose weigh a tenth. Landmarks a caller
    /// brought without depth (every z zero) are taken as a flat view of the template. Zero for landmarks that all lie
    /// in one place.
    /// - Complexity: O(1), about 5 µs.
    public var pose: FacePose {
        guard box.width > 0 || box.height > 0 else { return FacePose(yaw: 0, pitch: 0, roll: 0) }
        let isFlat = points.allSatisfy { $0.z == 0 }
        let fit = RigidAlignment(
            of: FaceTemplate.vertices, to: points, weights: Self.poseWeights)
        return FacePose(rotation: isFlat ? fit.rotationFromFlatView : fit.rotation)
    }

    private static let poseWeights: [Double] = {
        // The template's nose ends at y = 0.3, and the mouth lies at 0.5.
        var weights = FaceTemplate.vertices.map { $0.y > 0.3 ? 0.1 : 1.0 }
        let movable = [FaceTemplate.rightBrow, FaceTemplate.leftBrow, FaceTemplate.rightEye, FaceTemplate.leftEye]
        for vertex in movable.joined() { weights[vertex] = 0.1 }
        return weights
    }()
}

extension FacePose {
    /// Reads the angles off a rotation of the template: roll first, then pitch, then yaw, about the picture's axes.
    init(rotation: RotationMatrix) {
        // The template looks along −z; y points down.
        let forward = -rotation.z
        let degrees = 180 / Double.pi
        yaw = arcTangent(y: forward.x, x: -forward.z) * degrees
        pitch =
            arcTangent(
                y: -forward.y, x: (forward.x * forward.x + forward.z * forward.z).squareRoot()) * degrees
        roll = arcTangent(y: rotation.x.y, x: rotation.y.y) * degrees
    }
}
