public import Foundation

/// Where tests find what lies outside the package: the repository's root, and figures and photos shared beside it.
public enum SharedData {
    /// The repository's root.
    public static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// `../shared/data`, or where `SHADEWISE_SHARED` says; tests that need it skip when it is absent.
    public static let directory: URL = {
        if let path = ProcessInfo.processInfo.environment["SHADEWISE_SHARED"] { return URL(filePath: path) }
        return root.deletingLastPathComponent().appending(path: "shared/data")
    }()

    public static var isPresent: Bool { FileManager.default.fileExists(atPath: directory.path(percentEncoded: false)) }

    /// Why a test that needs the shared data did not run.
    public static let skipReason = "../shared/data is absent: photos and oracles are not part of the project"

    /// The face networks' folder; `make test` fills it.
    public static let models = root.appending(path: "Assets/models")

    /// A shared CSV's data rows, split at commas: the oracles hold no quotes.
    public static func rows(_ path: String) throws -> [[Double]] {
        try String(contentsOf: directory.appending(path: path), encoding: .utf8)
            .split(whereSeparator: \.isNewline).dropFirst()
            .map { line in line.split(separator: ",").map { Double($0)! } }
    }
}

/// The face networks in Assets/models, which `make test` fetches.
public enum FaceModels {
    public static let names = [
        "face_detection_short_range.tflite", "face_landmark.tflite", "face_landmark_with_attention.tflite",
    ]

    public static var arePresent: Bool {
        names.allSatisfy {
            FileManager.default.fileExists(atPath: SharedData.models.appending(path: $0).path(percentEncoded: false))
        }
    }

    public static let skipReason =
        "Assets/models is empty: run `make test` or Scripts/fetch-models.sh once with network access"
}

/// The Python of `.venv`, which `make test` fills with Pillow and NumPy: independent tools to compare with.
public enum PythonOracle {
    public static let executable = SharedData.root.appending(path: ".venv/bin/python3")

    public static var isPresent: Bool {
        FileManager.default.isExecutableFile(atPath: executable.path(percentEncoded: false))
    }

    public static let skipReason = ".venv is absent: run `make test` once with network access"

    /// Runs a script and returns what it printed.
    /// - Throws: `Failure` with its standard error when it exits with anything but 0.
    public static func run(_ script: String, _ arguments: [String] = []) throws -> Data {
        let process = Process()
        process.executableURL = executable
        process.arguments = ["-c", script] + arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        let message = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(message: String(decoding: message, as: UTF8.self)) }
        return data
    }

    public struct Failure: Error { public let message: String }
}
