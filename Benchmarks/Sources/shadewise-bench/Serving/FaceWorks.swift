import FaceMesh
import Imaging

/// One network, from input figures to output figures. Result: its outputs, one after the other.
final class NetworkWork: Work {
    private let network: RawNetwork
    private let figures: [Float]
    private var outputs: [[Float]] = []

    /// `file`: the input, height × width × 3 floats.
    init(_ request: Request, model: String) throws {
        network = try RawNetwork(model: model)
        figures = try NumberFile.floats(request.file)
        guard figures.count == network.inputCount else {
            throw MissingInput(description: "missing: \(network.inputCount) figures; there are \(figures.count)")
        }
    }

    func run() {
        outputs = network.run(figures)
        keep(outputs)
    }

    func result() -> WorkResult {
        WorkResult(numbers: outputs.flatMap { $0 }, figures: ["counts": outputs.map { Double($0.count) }])
    }
}

/// Faces and landmarks of a decoded picture. Result: x and y of 468 landmarks a face, in pixels.
final class FacesWork: Work {
    private let analyzer: FaceAnalyzer
    private let image: RGBImage
    private let limit: Int
    private var faces: [FaceLandmarks] = []

    /// `file`: interleaved RGB bytes of `width` × `height` pixels; `top`: how many faces at most, 1 unless given.
    init(_ request: Request) throws {
        analyzer = try FaceAnalyzer(modelsDirectory: Repository.models)
        image = try request.picture
        limit = request.top ?? 1
    }

    func run() {
        faces = analyzer.detectFaces(in: image).prefix(limit).map { analyzer.landmarks(in: image, of: $0) }
        keep(faces)
    }

    func result() -> WorkResult {
        WorkResult(
            numbers: faces.flatMap { face in face.points.flatMap { [$0.x, $0.y] } },
            figures: ["presence": faces.map { Double($0.presence) }])
    }
}

/// The best face and its landmarks with lips and eyes looked at closely, of a decoded picture. Result: x and y of 478
/// landmarks, in pixels.
final class RefinedFacesWork: Work {
    private let analyzer: FaceAnalyzer
    private let refiner: LandmarkRefiner
    private let image: RGBImage
    private var face: RefinedLandmarks?

    /// `file`: interleaved RGB bytes of `width` × `height` pixels.
    init(_ request: Request) throws {
        analyzer = try FaceAnalyzer(modelsDirectory: Repository.models)
        refiner = try LandmarkRefiner(modelsDirectory: Repository.models)
        image = try request.picture
    }

    func run() {
        face = analyzer.detectFaces(in: image).first.map { refiner.landmarks(in: image, of: $0) }
        keep(face)
    }

    func result() -> WorkResult {
        WorkResult(
            numbers: face?.points.flatMap { [$0.x, $0.y] } ?? [],
            figures: ["presence": face.map { [Double($0.face.presence)] } ?? []])
    }
}

extension Request {
    /// Its pixels, checked.
    fileprivate var picture: RGBImage {
        get throws {
            let (width, height) = (try width.required("width"), try height.required("height"))
            let pixels = try NumberFile.bytes(file)
            guard width > 0, height > 0, pixels.count == 3 * width * height else {
                throw MissingInput(description: "missing: width × height pixels")
            }
            return RGBImage(width: width, height: height, pixels: pixels)
        }
    }
}
