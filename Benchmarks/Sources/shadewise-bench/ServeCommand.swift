import ArgumentParser
import Foundation

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Do work on request, so that a comparison can take turns with other programs in one run.",
        discussion: """
            Reads one JSON object a line and answers each with one line; ends with the input.

            {"action": "make", "name": "x", "kind": "srgb8-to-lab", "file": "pixels.bin"}
            {"action": "run", "name": "x", "times": 3}           → {"wall": [0.0014, …], "cpu": [0.0013, …]}
            {"action": "result", "name": "x", "file": "lab.bin"} → {"figures": {}}; arrays go into the file
            {"action": "drop", "name": "x"}

            Files hold numbers without a header, little-endian, as NumPy's tofile writes them. Kinds: \
            \(WorkKind.allCases.map(\.rawValue).joined(separator: ", ")).
            """)

    func run() throws {
        HeldMemory.keep()
        var works: [String: any Work] = [:]
        while let line = readLine() {
            do {
                let request = try JSONDecoder().decode(Request.self, from: Data(line.utf8))
                print(try Output.json(try answer(request, &works)))
            } catch {
                print(try Output.json(Answer(error: "\(error)")))
            }
            Output.flush()
        }
    }

    private func answer(_ request: Request, _ works: inout [String: any Work]) throws -> Answer {
        if request.action == .make {
            works[request.name] = try request.kind.required("kind").make(request)
            return Answer()
        }
        let work = try works[request.name].required("work named \(request.name)")
        switch request.action {
        case .run:
            let runs = try (0..<(request.times ?? 1)).map { _ in try Stopwatch.elapsed(work.run) }
            return Answer(wall: runs.map(\.wall), cpu: runs.map(\.cpu))
        case .result:
            let result = try work.result()
            if let file = request.file {
                try result.numbers.withUnsafeBytes { try Data($0).write(to: URL(filePath: file)) }
            }
            return Answer(figures: result.figures, words: result.words)
        case .make, .drop:
            works[request.name] = nil
            return Answer()
        }
    }
}

/// One line of input.
struct Request: Decodable {
    enum Action: String, Decodable { case make, run, result, drop }

    var action: Action
    var name: String
    var kind: WorkKind?
    /// The input of `make`, the output of `result`.
    var file: String?
    /// A second input.
    var second: String?
    var files: [String]?
    var width: Int?
    var height: Int?
    var times: Int?
    var top: Int?
}

/// One line of output.
struct Answer: Encodable {
    /// Seconds of each run.
    var wall: [Double]?
    var cpu: [Double]?
    var figures: [String: [Double]]?
    var words: [String: [String]]?
    var error: String?
}
