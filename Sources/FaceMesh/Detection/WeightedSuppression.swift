/// Merges the many boxes the detector gives for one face: overlapping ones are averaged, weighted by their scores.
/// - Source: MediaPipe `NonMaxSuppressionCalculator`, algorithm WEIGHTED.
enum WeightedSuppression {
    /// - Returns: One face a cluster, best score first; the score is the cluster's best.
    /// - Complexity: O(n · faces) after sorting.
    static func suppressed(_ candidates: [FaceDetection]) -> [FaceDetection] {
        var remaining = candidates.sorted { $0.score > $1.score }
        var faces: [FaceDetection] = []
        while let best = remaining.first {
            let cluster = remaining.filter { $0.isOfSameFace(as: best) }
            // A box without area overlaps nothing, not even itself: it stands alone.
            faces.append(cluster.isEmpty ? best : average(cluster, score: best.score))
            remaining = remaining.dropFirst().filter { !$0.isOfSameFace(as: best) }
        }
        return faces
    }

    private static func average(_ cluster: [FaceDetection], score: Float) -> FaceDetection {
        var total: Float = 0
        var (low, high) = (SIMD2<Float>.zero, SIMD2<Float>.zero)
        var keypoints = [SIMD2<Float>](repeating: .zero, count: cluster[0].keypoints.count)
        for face in cluster {
            total += face.score
            low += SIMD2(face.box.x, face.box.y) * face.score
            high += SIMD2(face.box.x + face.box.width, face.box.y + face.box.height) * face.score
            for index in keypoints.indices { keypoints[index] += face.keypoints[index] * face.score }
        }
        low /= total
        high /= total
        return FaceDetection(
            score: score, box: Rectangle(x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y),
            keypoints: keypoints.map { $0 / total })
    }
}
