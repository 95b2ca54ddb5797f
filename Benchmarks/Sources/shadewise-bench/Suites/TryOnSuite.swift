import ColorScience
import FaceMesh
import Imaging
import SkinTone
import TryOn

/// Make-up on a 2-megapixel photo, beside the photo's analysis, from the decoded picture to the picture with it on.
enum TryOnSuite {
    static var benchmarks: [Benchmark] {
        [
            Benchmark(name: "try-on/analysis", unit: "photo", units: 1) {
                let (work, bytes) = try input()
                return Prepared { keep(try work.analyzer.analyze(EncodedImage(bytes: bytes))) }
            },
            benchmark("lip-shade", [Cosmetic(zone: .lips, color: Lab(42, 45, 18), hiding: 0.75)]),
            benchmark(
                "five-layers",
                [
                    Cosmetic(zone: .face, color: Lab(54, 13, 21), hiding: 0.65),
                    Cosmetic(zone: .cheeks, color: Lab(55, 36, 16), hiding: 0.18),
                    Cosmetic(zone: .lips, color: Lab(42, 45, 18), hiding: 0.75, sheen: .glossy),
                    Cosmetic(zone: .lids, color: Lab(38, 12, 14), hiding: 0.75, sheen: .shimmer),
                    Cosmetic(zone: .brows, color: Lab(30, 6, 9), hiding: 0.6),
                ]),
        ]
    }

    private static func benchmark(_ name: String, _ look: [Cosmetic]) -> Benchmark {
        Benchmark(name: "try-on/\(name)", unit: "photo", units: 1) {
            let (work, bytes) = try input()
            let encoded = try EncodedImage(bytes: bytes)
            let (photo, analysis) = (try encoded.decoded().image, try work.analyzer.analyze(encoded))
            let light = PhotoLight(skin: analysis.belief.gaussian.mean, seen: analysis.reading.site.lab)
            return Prepared {
                var canvas = try FaceCanvas(image: photo, landmarks: analysis.landmarks, light: light)
                for cosmetic in look { canvas.apply(cosmetic) }
                keep(canvas.rendered())
            }
        }
    }

    private static func input() throws -> (PhotoWork, [UInt8]) {
        (try PhotoWork(), try DrawnPhoto.selfie(width: 1_224, height: 1_632).phoneJPEG())
    }
}
