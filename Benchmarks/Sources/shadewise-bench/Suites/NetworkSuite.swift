import ColorScience
import FaceMesh
import Imaging
import Portraits

/// The networks alone, and with what prepares their input and reads their output.
enum NetworkSuite {
    static var benchmarks: [Benchmark] { networks + faces }

    private static var networks: [Benchmark] {
        [
            ("detector", "face_detection_short_range"), ("mesh", "face_landmark"),
            ("refined-mesh", "face_landmark_with_attention"),
        ].map { name, model in
            Benchmark(name: "network/\(name)", unit: "run", units: 1) {
                let network = try RawNetwork(model: model)
                var random = SplitMix64(seed: 6)
                let figures = (0..<network.inputCount).map { _ in Float.random(in: 0...1, using: &random) }
                return Prepared { keep(network.run(figures)) }
            }
        }
    }

    private static var faces: [Benchmark] {
        [
            Benchmark(name: "network/detect-faces", unit: "picture", units: 1) {
                let (analyzer, image) = try input()
                return Prepared { keep(analyzer.detectFaces(in: image)) }
            },
            Benchmark(name: "network/landmarks", unit: "face", units: 1) {
                let (analyzer, image) = try input()
                let face = try analyzer.detectFaces(in: image).first.required("a face in the drawn selfie")
                return Prepared { keep(analyzer.landmarks(in: image, of: face)) }
            },
            Benchmark(name: "network/refined-landmarks", unit: "face", units: 1) {
                let (analyzer, image) = try input()
                let refiner = try LandmarkRefiner(modelsDirectory: Repository.models)
                let face = try analyzer.detectFaces(in: image).first.required("a face in the drawn selfie")
                return Prepared { keep(refiner.landmarks(in: image, of: face)) }
            },
            Benchmark(name: "network/load-refiner", unit: "time", units: 1) {
                Prepared { keep(try LandmarkRefiner(modelsDirectory: Repository.models)) }
            },
            Benchmark(name: "network/load", unit: "time", units: 1) {
                Prepared { keep(try FaceAnalyzer(modelsDirectory: Repository.models)) }
            },
        ]
    }

    private static func input() throws -> (FaceAnalyzer, RGBImage) {
        (try FaceAnalyzer(modelsDirectory: Repository.models), DrawnPhoto.selfie(width: 768, height: 1_024))
    }
}
