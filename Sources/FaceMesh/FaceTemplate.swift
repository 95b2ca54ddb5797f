/// The mean face: where the 468 landmarks lie on a head looking straight into the camera, and how they join up.
public enum FaceTemplate {
    /// Vertices scaled to a root-mean-square radius of 1 (the face is about 2.7 wide, 3.2 high): x right and y down as
    /// in the picture, z away from the camera, as landmarks have it.
    public static let vertices: [SIMD3<Float>] = (0..<FaceLandmarks.count).map { index in
        SIMD3(coordinates[3 * index], coordinates[3 * index + 1], coordinates[3 * index + 2])
    }

    /// Triangles that cover the face, eyes and mouth left open.
    public static let triangles: [SIMD3<UInt16>] = (0..<triangleIndices.count / 3).map { index in
        SIMD3(triangleIndices[3 * index], triangleIndices[3 * index + 1], triangleIndices[3 * index + 2])
    }
}

/// Closed outlines, each a ring of vertices. Right and left are the person's own.
extension FaceTemplate {
    public static let faceOval: [Int] = [
        176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109, 10, 338, 297, 332,
        284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148,
    ]
    public static let outerLips: [Int] = [
        270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146, 61, 185, 40, 39, 37, 0, 267, 269,
    ]
    public static let innerLips: [Int] = [
        317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191, 78, 95, 88, 178, 87, 14,
    ]
    public static let rightEye: [Int] = [
        154, 155, 133, 173, 157, 158, 159, 160, 161, 246, 33, 7, 163, 144, 145, 153,
    ]
    public static let leftEye: [Int] = [
        374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466, 263, 249, 390, 373,
    ]
    /// Middle of the upper lid's edge, of the lower one's, and the two corners, eye by eye.
    package static let eyelids: [(upper: Int, lower: Int, corners: (Int, Int))] = [
        (159, 145, (33, 133)), (386, 374, (263, 362)),
    ]
    public static let rightBrow: [Int] = [46, 53, 52, 65, 55, 107, 66, 105, 63, 70]
    public static let leftBrow: [Int] = [276, 283, 282, 295, 285, 336, 296, 334, 293, 300]

    /// The ring at the same place on the other half of the face, in the same order.
    package static func mirrored(_ ring: [Int]) -> [Int] { ring.map { Int(mirror[$0]) } }
}
