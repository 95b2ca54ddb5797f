import Foundation
import Inputs
import TestSupport
import Testing

@testable import shadewise

/// What a photo's file may be called.
@Suite struct BatchNameTests {
    @Test(arguments: [
        (Array("caf\u{E9} 100%.jpg".utf8), "caf\u{E9} 100%.jpg"), ([0x63, 0xE9, 0x25, 0x2E], "c%E9%25."),
        ([0xC3], "%C3"), ([0xC3, 0xA9, 0xFF, 0x05], "\u{E9}%FF\u{5}"), ([], ""),
    ])
    func namesThatAreNoUTF8AreEscaped(bytes: [UInt8], text: String) {
        #expect(FileName(bytes).text == text)
    }

    @Test(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
    func photosOfAnyNameAreRead() throws {
        let folder = try BatchFolder()
        try folder.write("in/x", BatchFolder.selfies[0])
        let root = Array(folder.path("in/").utf8)
        let (inside, photo) = (root + [0x64, 0xFF], [0x63, 0xE9, 0x2E, 0x6A, 0x70, 0x67] as [UInt8])
        #expect(mkdir(FileName(inside).cString, 0o755) == 0)
        let paths = [FileName(inside + [0x2F] + photo), FileName(root + photo)]
        for path in paths { #expect(link(folder.path("in/x"), path.cString) == 0) }
        let run = try folder.run([folder.path("in"), "--analyze-only", "--out", folder.path("a.ndjson")])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try folder.answers("a.ndjson").map(\.id) == ["c%E9.jpg", "d%FF/c%E9.jpg", "x"])
        try folder.write("in/list.txt", photo + [0x0A] + paths[0].bytes)
        let list = ["--manifest", folder.path("in/list.txt"), "--analyze-only", "--out", folder.path("b.ndjson")]
        #expect(try folder.run(list).status == 0)
        #expect(try folder.answers("b.ndjson").map(\.id) == ["c%E9.jpg", paths[0].text])
    }

    @Test(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
    func hiddenFilesAreLeftOutAndNamedOrCounted() throws {
        let folder = try BatchFolder()
        for name in ["a.jpg", ".h.jpg", "._a.jpg"] + (0..<5).map({ "many/.\($0).jpg" }) {
            try folder.write("in/" + name, BatchFolder.selfies[0])
        }
        let run = try folder.run([folder.path("in"), "--analyze-only", "--out", folder.path("rows.ndjson")])
        #expect(try folder.answers("rows.ndjson").map(\.id) == ["a.jpg"])
        for line in [".h.jpg: a hidden file", "._a.jpg: a hidden file", "many/: 5 hidden files"] {
            #expect(run.errors.contains("skipped: \(line)"), "\(run.errors)")
        }
        #expect(run.output.contains("7"))
    }

    @Test(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
    func closedStandardInputIsNoSuccess() throws {
        let folder = try BatchFolder()
        let (process, errors) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", "exec \"$0\" \"$@\" <&-", ProgramRun.executable.path(percentEncoded: false), "batch", "-", "--out",
            folder.path("rows.csv"),
        ]
        process.environment = ["SHADEWISE_HOME": SharedData.root.path(percentEncoded: false)]
        process.standardError = errors
        try process.run()
        process.waitUntilExit()
        let told = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        #expect(process.terminationStatus == 1 && told.contains("standard input is empty"), "\(told)")
        #expect(!folder.exists("rows.csv"))
    }
}
