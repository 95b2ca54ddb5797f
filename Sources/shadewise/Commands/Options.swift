import ArgumentParser
import FaceMesh
import Foundation
import Imaging
import SkinTone

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

struct FormatOption: ParsableArguments {
    @Option(help: "text for people, json for programs (one object a line).")
    var format: OutputFormat = .text
}

/// What every command that reads photos takes.
struct PhotoOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Use these 468 landmarks instead of finding the face: JSON, pixels of the upright picture at full size.",
            valueName: "file"))
    var landmarks: String?

    @Option(help: ArgumentHelp("Capture policy: limits and advice, YAML.", valueName: "file"))
    var policy: String?

    @Option(help: ArgumentHelp("Folder of the face networks.", visibility: .hidden))
    var models: String?

    func validate(images: [String]) throws {
        if landmarks != nil, images.count > 1 {
            throw ValidationError("--landmarks belongs to one photo; give one IMAGE")
        }
    }

    /// Loads networks, policy and landmarks; anything wrong with them is misuse, told before any photo is read.
    func analyzer() throws -> (PhotoAnalyzer, FaceLandmarks?) {
        do {
            let policy = try self.policy.map { try CapturePolicy(yaml: fileBytes($0), name: $0) } ?? .standard
            let own = try landmarks.map { try FaceLandmarks(json: Data(fileBytes($0))) }
            let networks = try FaceAnalyzer(modelsDirectory: models ?? Installation.models)
            return (PhotoAnalyzer(networks: networks, policy: policy), own)
        } catch let error as PolicyError {
            throw ValidationError(error.message)
        } catch let error as FaceMeshError {
            throw ValidationError(error.message)
        }
    }
}

/// A small file given as an option.
func fileBytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
        throw ValidationError("\(path): there is no such file, or it may not be read")
    }
    return [UInt8](data)
}

/// Writes a whole file or nothing: first beside it under another name, then renamed.
func writeAtomically(_ bytes: [UInt8], to path: String) throws {
    do { try Data(bytes).write(to: URL(filePath: path), options: .atomic) } catch {
        throw ValidationError("\(path): cannot be written; check that its folder exists and may be written to")
    }
}
