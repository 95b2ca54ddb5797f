/// Options of MediaPipe's operator `Landmarks2TransformMatrix`: the frame around some landmarks, turned until a line
/// between two of them takes an angle, and how many pixels are to be read out of it.
/// - Source: MediaPipe `landmarks_to_transform_matrix.cc`, version 2.
struct LandmarkFrame: Equatable {
    /// Numbers of the landmarks that the frame encloses, 1 to 4,096 of them.
    var landmarks: [Int]
    /// The two whose line tells how the frame is turned.
    var (left, right): (Int, Int)
    /// Radians, clockwise: how that line runs in what is read.
    var angle: Float
    /// Pixels that are read.
    var (width, height): (Int, Int)
    /// The frame's sides as multiples of what encloses the landmarks just so.
    var growth: SIMD2<Float>

    init(_ options: FlexMap) throws(FaceMeshError) {
        landmarks = try options.integers("subset_idxs", limit: 4_096)
        left = try options.integer("left_rotation_idx")
        right = try options.integer("right_rotation_idx")
        angle = try options.float("target_rotation_radians")
        (width, height) = (try options.integer("output_width"), try options.integer("output_height"))
        growth = SIMD2(try options.float("scale_x"), try options.float("scale_y"))
        guard !landmarks.isEmpty, 1...TFLiteModel.Limit.side ~= width, 1...TFLiteModel.Limit.side ~= height else {
            throw .unsupported("Landmarks2TransformMatrix of \(landmarks.count) landmarks to \(width)×\(height) pixels")
        }
    }

    /// Whether all its landmarks are among the first `count`.
    func fits(_ count: Int) -> Bool {
        (landmarks + [left, right]).allSatisfy { 0..<count ~= $0 }
    }
}
