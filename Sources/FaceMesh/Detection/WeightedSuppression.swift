/// Merges the many boxes the detector gives for one face: overlapping ones are averaged, weighted by their scores.
/// - Source: MediaPipe `NonMaxSuppressionCalculator`, algorithm WEIGHTED, intersection over union above 0.3.
enum WeightedSuppression {
    static let threshold: Float = 0.3

    /// - Returns: One face a cluster, best score first; the score is the cluster's best.
    /// - Complexity: O(n · faces) after sorting.
    static func suppressed(_ candidates: [FaceDetection]) -> [FaceDetection] {
        var remaining = candidates.sorted { $0.score > $1.score }
        var faces: [FaceDetection] = []
        while let best = remaining.first {
            let cluster = remaining.filter { overlap($0.box, best.box) > threshold }
            // A box without area overlaps nothing, not even itself: it stands alone.
            faces.append(cluster.isEmpty ? best : average(cluster, score: best.score))
            remaining = remaining.dropFirst().filter { !(overlap($0.box, best.box) > threshold) }
        }
        return faces
    }

    /// Intersection over union.
    static func overlap(_ a: Rectangle, _ b: Rectangle) -> Float {
        let width = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
        let height = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
        guard width > 0, height > 0 else { return 0 }
        return width * height / (a.area + b.area - width * height)
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
