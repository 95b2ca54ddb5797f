import Foundation
import Synchronization
import TestSupport

/// The built program, as an operator starts it.
enum ServerProgram {
    /// It stands beside the test runner.
    static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "shadewise-server")

    private static func process(_ arguments: [String], _ environment: [String: String]) -> Process {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(["SHADEWISE_HOME": SharedData.root.path(percentEncoded: false)]) { $1 }.merging(environment) { $1 }
        return process
    }

    /// Runs it to its end.
    /// - Parameters:
    ///   - input: what it finds on standard input.
    ///   - complaints: whether the output is what it says on standard error.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], input: String? = nil, complaints: Bool = false
    ) throws -> (status: Int32, output: String) {
        let process = process(arguments, environment)
        let output = Pipe()
        process.standardOutput = complaints ? FileHandle.nullDevice : output
        process.standardError = complaints ? output : FileHandle.nullDevice
        let given = Pipe()
        process.standardInput = given
        try process.run()
        if let input { try? given.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
        try given.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    /// Starts it and leaves it running.
    /// - Parameter complaints: the file that what it says on standard error is written to.
    static func start(
        _ arguments: [String], environment: [String: String] = [:], complaints: URL
    ) throws -> Process {
        let process = process(arguments, environment)
        process.standardOutput = FileHandle.nullDevice
        try Data().write(to: complaints)
        process.standardError = try FileHandle(forWritingTo: complaints)
        try process.run()
        return process
    }
}
