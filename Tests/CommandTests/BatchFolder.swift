import ColorScience
import Foundation
import Imaging
import Portraits
import TestSupport

/// A folder for one test, gone with it, and small drawn selfies to fill it with.
final class BatchFolder {
    let url = FileManager.default.temporaryDirectory.appending(path: "batch-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Four people from light to deep, as JPEG.
    static let selfies: [[UInt8]] = {
        [(70, 9, 15), (57, 13, 19), (46, 13, 19), (34, 9, 12)].enumerated().compactMap { seed, lab in
            var recipe = PortraitRecipe(skin: Lab(lab.0, lab.1, lab.2), seed: UInt64(seed))
            (recipe.width, recipe.height) = (300, 400)
            return try? recipe.render().image.encodedJPEG()
        }
    }()

    /// The path of a file, which need not exist.
    func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    func contents(_ name: String) throws -> Data { try Data(contentsOf: url.appending(path: name)) }

    func text(_ name: String) throws -> String { String(decoding: try contents(name), as: UTF8.self) }

    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// `count` selfies below `in/`, some in folders, one of them cut short.
    func fill(_ count: Int) throws {
        for index in 0..<count {
            let name = (index % 3 == 0 ? "in/b/" : "in/") + "photo \(index).jpg"
            let selfie = Self.selfies[index % Self.selfies.count]
            try write(name, index == 4 ? selfie.prefix(2_000) : selfie[...])
        }
    }

    /// Packs `in/` with Python's tarfile.
    func pack(_ name: String, format: String) throws {
        _ = try PythonOracle.run(
            """
            import sys, tarfile
            with tarfile.open(sys.argv[2], "w", format=getattr(tarfile, sys.argv[3] + "_FORMAT")) as archive:
                archive.add(sys.argv[1], arcname="", filter=lambda member: member)
            """, [path("in"), path(name), format])
    }

    func run(
        _ arguments: [String], input: String? = nil, killedAfter delay: Double? = nil,
        killedWhen isTimeToKill: (() -> Bool)? = nil
    ) throws -> ProgramRun {
        try ProgramRun(
            ["batch"] + arguments, input: input.map { url.appending(path: $0) }, killedAfter: delay,
            killedWhen: isTimeToKill)
    }

    /// The ids of an NDJSON output, in order, and each one's error code.
    func answers(_ name: String) throws -> [(id: String, error: String?)] {
        try text(name).split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
            return (object["id"] as? String ?? "", (object["error"] as? [String: String])?["code"])
        }
    }
}
