import ArgumentParser
import CatalogStore
import ColorScience
import FaceMesh
import Foundation
import Imaging
import Inputs
import Reports
import SkinTone

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

struct FormatOption: ParsableArguments {
    @Option(help: "text for people, json for programs (one object a line).")
    var format: OutputFormat = .text
}

/// Checks what every command that ranks shades takes.
/// - Throws: `ValidationError`.
func validateRanking(top: Int? = nil, tolerance: Double?) throws {
    if let top, !(1...100).contains(top) { throw ValidationError("--top must lie in 1...100") }
    if let tolerance, !(tolerance > 0 && tolerance <= 100) {
        throw ValidationError("--tolerance must be above 0 and at most 100")
    }
}

/// What every command that reads photos takes.
struct PhotoOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Use these 468 landmarks instead of finding the face: JSON, pixels of the upright picture at full size.",
            valueName: "file"))
    var landmarks: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "A white or grey card, paper or colour patch in the photo, in the face's own light: pixels of the upright "
                + "picture at full size, and its colour under daylight unless it is white.",
            valueName: "x,y,w,h[=L,a,b]"),
        transform: ReferenceSurface.init(parsing:))
    var reference: ReferenceSurface?

    @Flag(help: "A hand holds the reference, so that it may get other light than the face; it then tells less.")
    var held = false

    @Flag(help: "The photos show one person: fuse them into one belief, each photo in its own light.")
    var together = false

    @Option(help: .capturePolicy)
    var policy: String?

    @Option(
        help: ArgumentHelp(
            "What may tell light from skin: none, all, or with commas between \(LightFactor.names(LightFactor.allCases)); "
                + "\(LightFactor.names(LightFactor.allCases.filter(LightFactor.relied.contains))) unless given.",
            valueName: "factors"),
        transform: Set<LightFactor>.init(parsing:))
    var evidence: Set<LightFactor>?

    @Option(help: ArgumentHelp("Folder of the face networks.", visibility: .hidden))
    var models: String?

    @Option(help: ArgumentHelp("A model as Scripts/fit-light-model.py writes it.", visibility: .hidden))
    var lightModel: String?

    func validate(images: [String]) throws {
        if landmarks != nil, images.count > 1 {
            throw ValidationError("--landmarks belongs to one photo; give one IMAGE")
        }
        if reference != nil, images.count > 1 {
            throw ValidationError("--reference belongs to one photo; give one IMAGE")
        }
        if held, reference == nil { throw ValidationError("--held says how --reference is lit; give both") }
        if together, images.count < 2 { throw ValidationError("--together takes two photos or more of one person") }
    }

    /// Loads networks, policy and landmarks; anything wrong with them is misuse, told before any photo is read.
    func analyzer() throws -> (PhotoAnalyzer, LandmarksFile?) {
        let analyzer = try loadAnalyzer(
            policy: policy, models: models, evidence: evidence ?? LightFactor.relied, lightModel: lightModel)
        do { return (analyzer, try landmarks.map { try LandmarksFile(json: fileBytes($0)) }) } catch let error
            as FaceMeshError
        {
            throw misuse(error.message)
        }
    }
}

extension ArgumentHelp {
    /// Of `--policy`.
    static let capturePolicy = ArgumentHelp(
        "When a photo is good enough: \(CapturePolicy.builtInNames.joined(separator: ", ")), or a YAML file.",
        discussion: "Docs/capture.md lists limits and units (default: moderate).", valueName: "policy")
}

/// The policy of one of the built-in names, or else of a file; `./strict` is a file.
/// - Throws: `PolicyError`, or `ExitCode(2)` after saying so when the file cannot be read.
private func capturePolicy(_ text: String?) throws -> CapturePolicy {
    guard let text else { return .standard }
    return try CapturePolicy.builtIn(text) ?? CapturePolicy(yaml: fileBytes(text), name: text)
}

/// Loads the network that looks at lips and eyes closely; anything wrong with it is misuse.
func loadRefiner(models: String?) throws -> LandmarkRefiner {
    do { return try LandmarkRefiner(modelsDirectory: models ?? Installation.models) } catch {
        throw misuse(error.message)
    }
}

/// Loads networks, policy and light model; anything wrong with them is misuse.
func loadAnalyzer(
    policy: String?, models: String?, evidence: Set<LightFactor> = LightFactor.relied, lightModel: String? = nil
) throws -> PhotoAnalyzer {
    do {
        let model = try lightModel.map { try LightModel(text: fileBytes($0), name: $0) } ?? .standard
        return PhotoAnalyzer(
            networks: try FaceAnalyzer(modelsDirectory: models ?? Installation.models),
            policy: try capturePolicy(policy), factors: evidence, model: model)
    } catch let error as PolicyError {
        throw misuse(error.message)
    } catch let error as FaceMeshError {
        throw misuse(error.message)
    }
}

/// A caller's landmarks, checked, and read again for each picture: a file may name the size its pixels refer to.
struct LandmarksFile: Sendable {
    private let json: Data

    init(json: [UInt8]) throws(FaceMeshError) {
        self.json = Data(json)
        _ = try FaceLandmarks(json: self.json)
    }

    func landmarks(width: Int, height: Int) throws(FaceMeshError) -> FaceLandmarks {
        try FaceLandmarks(json: json, pictureSize: (width: width, height: height))
    }
}

/// Complains without the usage text, which does not help with a file's contents, and gives misuse's exit code.
func misuse(_ message: String) -> ExitCode {
    Terminal.complain("Error: " + Terminal.safe(message))
    return ExitCode(2)
}

/// A small file, pipe or device given as an option.
/// - Throws: `ExitCode(2)`, after saying so, when it cannot be read or holds more than 4 MB.
func fileBytes(_ path: String) throws -> [UInt8] {
    guard let file = FileHandle(forReadingAtPath: path) else {
        throw misuse("\(path): there is no such file, or it may not be read")
    }
    defer { try? file.close() }
    let limit = 4 << 20
    var bytes: [UInt8] = []
    do {
        while bytes.count <= limit, let part = try file.read(upToCount: limit + 1 - bytes.count), !part.isEmpty {
            bytes += part
        }
    } catch { throw misuse("\(path): it cannot be read; a file is needed, not a folder") }
    guard bytes.count <= limit else { throw misuse("\(path): it is larger than 4 MB") }
    return bytes
}

/// Writes a whole file or nothing: first as `FILE.partial`, then renamed. What is no file is written to; a file keeps
/// its permissions, and one that may not be written to is left alone.
/// - Parameter isPrivate: Whether a file is for its owner alone from its first byte, whatever the permissions of one that
///   it replaces.
/// - Throws: `ExitCode`, after saying so: 2 where nothing can be written, for the place is misnamed, and 1 where writing
///   breaks off.
func writeAtomically(_ bytes: [UInt8], to path: String, isPrivate: Bool = false) throws {
    let place = OutputPlace(path)
    var file: ReplacedFile?
    if case .file(let replaced) = place { file = replaced }
    let descriptor = file?.openPartial(isPrivate: isPrivate) ?? place.open()
    guard descriptor >= 0 else { throw misuse(OutputPlace.fault(path)) }
    let isWhole = SystemFile.write(bytes, to: descriptor)
    guard close(descriptor) == 0, isWhole, file?.putInPlace() ?? true else {
        file?.discardPartial()
        Terminal.complain("Error: " + Terminal.safe(OutputPlace.fault(path)))
        throw ExitCode(1)
    }
}

extension Set<LightFactor> {
    /// Reads names with commas between, `all` or `none`.
    /// - Throws: `ValidationError`, for the command line to tell.
    init(parsing text: String) throws {
        self = text == "all" ? Set(LightFactor.allCases) : []
        if text == "all" || text == "none" { return }
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let factor = LightFactor(rawValue: String(name)) else {
                throw ValidationError(
                    "--evidence takes none, all, or with commas between \(LightFactor.names(LightFactor.allCases))")
            }
            insert(factor)
        }
    }
}

extension LightFactor {
    /// As `--evidence` takes them.
    static func names(_ factors: [LightFactor]) -> String { factors.map(\.rawValue).joined(separator: ",") }
}

extension ReferenceSurface {
    /// Reads `x,y,w,h` or `x,y,w,h=L,a,b`.
    /// - Throws: `ValidationError`, for the command line to tell.
    init(parsing text: String) throws {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        let numbers = parts[0].split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count <= 2, numbers.count == 4, let x = numbers[0], let y = numbers[1], let width = numbers[2],
            let height = numbers[3], width > 0, height > 0
        else { throw ValidationError("--reference takes x,y,w,h in pixels, or x,y,w,h=L,a,b") }
        self.init(region: PixelRegion(x: x, y: y, width: width, height: height))
        guard parts.count == 2 else { return }
        guard let triple = decimalTriple(parts[1]) else {
            throw ValidationError("--reference takes a colour in CIELAB, such as x,y,w,h=96,0,0")
        }
        lab = Lab(triple.x, triple.y, triple.z)
        guard Self.canBe(lab) else {
            throw ValidationError(
                "--reference takes a colour that a surface can have under daylight, such as =96,0,0: L* 5 to 100, "
                    + "chroma 120 at most, and hardly any near white")
        }
    }

    /// As `init(parsing:)` reads it.
    var text: String {
        let place = [region.x, region.y, region.width, region.height].map(String.init).joined(separator: ",")
        return place + "=" + [lab.lightness, lab.a, lab.b].map { $0.text(1) }.joined(separator: ",")
    }
}
