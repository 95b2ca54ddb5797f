import FaceMesh
import Imaging
import ShadeCatalog
import SkinTone

/// The way from a 12-megapixel JPEG to matches, whole and in its stages.
enum PhotoSuite {
    static var benchmarks: [Benchmark] {
        [
            Benchmark(name: "photo/12mp-jpeg-to-matches", unit: "photo", units: 1) {
                let (work, bytes) = try input()
                return Prepared { keep(try work.matches(EncodedImage(bytes: bytes))) }
            },
            Benchmark(name: "photo/decode", unit: "photo", units: 1) {
                let (_, bytes) = try input()
                return Prepared {
                    keep(try EncodedImage(bytes: bytes).decodedForReading())
                }
            },
            Benchmark(name: "photo/face", unit: "photo", units: 1) {
                let (work, bytes) = try input()
                let image = try EncodedImage(bytes: bytes).decodedForReading().image
                return Prepared {
                    for face in work.analyzer.networks.detectFaces(in: image) {
                        keep(work.analyzer.networks.landmarks(in: image, of: face))
                    }
                }
            },
            Benchmark(name: "photo/skin", unit: "photo", units: 1) {
                // With landmarks given no network runs, and with the photo decoded all that is left is the reading.
                let (work, bytes) = try input()
                let encoded = try EncodedImage(bytes: bytes)
                let landmarks = try work.analyzer.analyze(encoded).landmarks
                let photo = try OpenedPhoto(encoded)
                return Prepared { keep(try work.analyzer.analyze(photo, landmarks: landmarks)) }
            },
            Benchmark(name: "photo/match", unit: "photo", units: 1) {
                let (work, bytes) = try input()
                let belief = try work.analyzer.analyze(EncodedImage(bytes: bytes)).belief.gaussian
                return Prepared { keep(work.matcher.matches(for: belief)) }
            },
            Benchmark(name: "photo/read-catalog", unit: "time", units: 1) {
                Prepared { keep(try ShadeCatalog.read(path: Repository.sampleCatalog)) }
            },
        ]
    }

    private static func input() throws -> (PhotoWork, [UInt8]) {
        (try PhotoWork(), try DrawnPhoto.phoneSelfie().phoneJPEG())
    }
}

extension EncodedImage {
    fileprivate func decodedForReading() throws -> DecodedImage {
        try decoded(minimumLongSide: PhotoAnalyzer.workingSide)
    }
}
