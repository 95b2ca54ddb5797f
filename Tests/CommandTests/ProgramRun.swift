import Foundation
import TestSupport

/// One run of the built program, as a person or a script starts it.
struct ProgramRun {
    let status: Int32
    let output: String
    let errors: String

    /// The program stands beside the test runner.
    static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "shadewise")

    /// - Parameters:
    ///   - input: what standard input reads; without one, the test runner's.
    ///   - killDelay: seconds after which the program is killed, unless it ended by itself.
    ///   - isTimeToKill: asked every millisecond; the program is killed at the first yes. Unlike a delay it holds on
    ///     machines of any speed.
    init(
        _ arguments: [String], environment: [String: String] = [:], input: URL? = nil,
        killedAfter killDelay: Double? = nil, killedWhen isTimeToKill: (() -> Bool)? = nil
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shadewise-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files, not pipes: a full pipe would hold the program up while nobody reads.
        let (output, errors) = (folder.appending(path: "out"), folder.appending(path: "err"))
        for file in [output, errors] {
            _ = FileManager.default.createFile(atPath: file.path(percentEncoded: false), contents: nil)
        }
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(["SHADEWISE_HOME": SharedData.root.path(percentEncoded: false)]) { $1 }.merging(environment) { $1 }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        if let input { process.standardInput = try FileHandle(forReadingFrom: input) }
        try process.run()
        if let killDelay { Thread.sleep(forTimeInterval: killDelay) }
        if let isTimeToKill {
            while process.isRunning, !isTimeToKill() { Thread.sleep(forTimeInterval: 0.001) }
        }
        if killDelay != nil || isTimeToKill != nil, process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        status = process.terminationStatus
        self.output = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        self.errors = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    }

    /// The output's lines as JSON objects.
    var objects: [[String: Any]] {
        get throws {
            try output.split(separator: "\n").map { line in
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
            }
        }
    }
}
