import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct BatchInputTests {
    @Test func photosAreKnownByNameOrContentAndTheRestIsNamed() throws {
        let folder = try BatchFolder()
        let selfie = BatchFolder.selfies[0]
        try folder.write("in/no ending", selfie)
        try folder.write("in/upper.JPG", selfie)
        try folder.write("in/notes.txt", "Not a photo.".utf8)
        try folder.write("in/phone.heic", [0, 0, 0, 24] + Array("ftypheic".utf8) + [UInt8](repeating: 0, count: 64))
        try folder.write("in/._upper.JPG", "metadata".utf8)
        try folder.write("in/.cache/hidden.jpg", selfie)
        try folder.write("in/a/z.jpg", selfie)
        try folder.write("in/a.jpg", selfie)
        try FileManager.default.createSymbolicLink(atPath: folder.path("in/link"), withDestinationPath: "a")
        try FileManager.default.createSymbolicLink(atPath: folder.path("in/linked.jpg"), withDestinationPath: "a.jpg")
        try FileManager.default.createSymbolicLink(atPath: folder.path("in/broken.jpg"), withDestinationPath: "gone")
        let run = try folder.run([folder.path("in"), "--out", folder.path("in/rows.ndjson"), "--analyze-only"])
        let answers = try folder.answers("in/rows.ndjson")
        #expect(
            answers.map(\.id) == [
                "a.jpg", "a/z.jpg", "broken.jpg", "linked.jpg", "no ending", "phone.heic", "upper.JPG",
            ])
        #expect(answers.compactMap(\.error) == ["unreadable_image", "unsupported_format"])
        for name in ["notes.txt", "._upper.JPG", ".cache/", "link"] {
            #expect(run.errors.contains("skipped: \(name): "), "\(name)")
        }
        // The output lies in the folder itself, and is no surprise there.
        #expect(!run.errors.contains("rows"))
    }

    @Test(.enabled(if: getuid() != 0, "root may read everything"))
    func unreadableFilesAndFoldersAreErrors() throws {
        let folder = try BatchFolder()
        try folder.write("in/closed/a.jpg", BatchFolder.selfies[0])
        try folder.write("in/closed.jpg", BatchFolder.selfies[0])
        for name in ["in/closed", "in/closed.jpg"] {
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.path(name))
        }
        let run = try folder.run([folder.path("in"), "--out", folder.path("rows.ndjson")])
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path("in/closed"))
        #expect(run.status == 1)
        let answers = try folder.answers("rows.ndjson")
        #expect(answers.map(\.id) == ["closed.jpg", "closed/"])
        #expect(answers.map(\.error) == ["unreadable_image", "unreadable_folder"])
    }

    @Test(
        .enabled(if: PythonOracle.isPresent, Comment(rawValue: PythonOracle.skipReason)),
        arguments: ["USTAR", "PAX", "GNU"])
    func archivesAnswerAsFoldersDo(format: String) throws {
        let folder = try BatchFolder()
        try folder.fill(4)
        try folder.write("in/notes.txt", "Not a photo.".utf8)
        try folder.write("in/empty.jpg", [])
        let long = String(repeating: "long/", count: 24) + "é.jpg"
        try folder.write("in/" + long, BatchFolder.selfies[1])
        if format != "USTAR" {
            try folder.write("in/\(String(repeating: "n", count: 180)).jpg", BatchFolder.selfies[2])
        }
        try folder.pack("photos.tar", format: format)
        let run = try folder.run(["-", "--out", folder.path("tar.csv"), "--analyze-only"], input: "photos.tar")
        #expect(run.status == 1 && run.errors.contains("skipped: notes.txt: "), "\(run.errors)")
        _ = try folder.run([folder.path("in"), "--out", folder.path("folder.csv"), "--analyze-only"])
        /// Rows but for the path column, which is the folder's in one of them.
        func rows(_ name: String) throws -> [String] {
            try folder.text(name).replacing(folder.path("in/"), with: "").split(separator: "\n").map(String.init)
                .sorted()
        }
        #expect(try rows("tar.csv") == rows("folder.csv"))
    }

    @Test(.enabled(if: PythonOracle.isPresent, Comment(rawValue: PythonOracle.skipReason)))
    func cutArchivesKeepWhatCameAndGoOnWithTheWhole() throws {
        let folder = try BatchFolder()
        try folder.fill(6)
        try folder.pack("whole.tar", format: "PAX")
        let whole = try folder.contents("whole.tar")
        try folder.write("cut.tar", whole.prefix(whole.count * 2 / 3))
        var damaged = whole
        let header = try #require(damaged.range(of: Data("photo 2.jpg".utf8)))
        damaged[header.lowerBound] ^= 1
        try folder.write("damaged.tar", damaged)
        _ = try folder.run(["-", "--out", folder.path("whole.csv")], input: "whole.tar")
        for (name, cause) in [("cut.tar", "ends inside"), ("damaged.tar", "checksum is wrong")] {
            let run = try folder.run(["-", "--out", folder.path("rows.csv")], input: name)
            #expect(run.status == 1 && run.errors.contains(cause) && run.errors.contains("--resume"), "\(run.errors)")
            #expect(!folder.exists("rows.csv") && folder.exists("rows.csv.partial"))
            let rest = try folder.run(["-", "--out", folder.path("rows.csv"), "--resume"], input: "whole.tar")
            #expect(rest.status == 1, "\(rest.errors)")
            #expect(try folder.contents("rows.csv") == folder.contents("whole.csv"))
            try FileManager.default.removeItem(atPath: folder.path("rows.csv"))
        }
    }

    @Test func recordsHoldPathsOrPhotos() throws {
        let folder = try BatchFolder()
        let image = Data(BatchFolder.selfies[0]).base64EncodedString()
        try folder.write("a.jpg", BatchFolder.selfies[0])
        let path = folder.path("a.jpg")
        let lines = [
            #"{"id": "plain", "image": "\#(image)"}"#,
            #"{"image":"data:image/jpeg;base64,\#(image.replacing("/", with: #"\/"#))","note":{"a":["}"]},"id":17}"#,
            "", #"{"id": "filed", "path": "\#(path)"}"#, #"{"path": "\#(path)"}"#, #"{"id": "bad", "image": "?"}"#,
            #"{"id": "none"}"#, #"{"id": "plain", "path": "\#(path)"}"#, "[1]", #"{"id": "gone", "path": "/gone.jpg"}"#,
        ]
        try folder.write("records", lines.joined(separator: "\n").utf8)
        _ = try folder.run(["-", "--out", folder.path("rows.ndjson"), "--analyze-only"], input: "records")
        let answers = try folder.answers("rows.ndjson")
        let ids = answers.map { $0.id.hasPrefix("line 9 of standard input (") ? "line 9" : $0.id }
        #expect(ids == ["plain", "17", "filed", path, "bad", "none", "plain", "line 9", "gone"])
        #expect(
            answers.map(\.error) == [
                nil, nil, nil, nil, "invalid_record", "invalid_record", "duplicate_id", "invalid_record",
                "unreadable_image",
            ])
        /// The skin, which is the same photo's everywhere.
        let skins = try folder.text("rows.ndjson").split(separator: "\n").prefix(4).map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return try #require(object?["skin"] as? NSDictionary)
        }
        #expect(Set(skins).count == 1)
    }

    @Test(arguments: [
        ("path,id\na.jpg,one\n\"a.jpg\",\"t,wo\"\n,three\n", ["one", "t,wo", "line 4"]),
        ("\u{FEFF}id;path\r\none;a.jpg\r\n;a.jpg\r\n", ["one", "line 3"]),
        ("name\tPath\nx\ta.jpg\n", ["a.jpg"]), ("path,id\ra.jpg,one\r\ra.jpg,two", ["one", "two"]),
        ("path,id\na\".jpg,x\n\"a.jpg,y\na.jpg,z\n", ["line 2", "line 3", "z"]),
        ("a.jpg\r\n\r\n../folder/a.jpg", ["a.jpg", "../folder/a.jpg"]),
    ])
    func manifests(text: String, ids: [String]) throws {
        let folder = try BatchFolder()
        try folder.write("folder/a.jpg", BatchFolder.selfies[0])
        try folder.write("folder/list.csv", text.utf8)
        _ = try folder.run([
            "--manifest", folder.path("folder/list.csv"), "--out", folder.path("rows.ndjson"), "--analyze-only",
        ])
        let answers = try folder.answers("rows.ndjson")
        let named = folder.path("folder/list.csv")
        #expect(answers.map { String($0.id.prefix { $0 != "(" }).replacing(" of \(named) ", with: "") } == ids)
        #expect(answers.allSatisfy { $0.error == ($0.id.hasPrefix("line") ? "invalid_record" : nil) })
    }

    @Test(arguments: ["file,id\na.jpg,one\n", "Customer_ID;Selfie\none;a.jpg\n"])
    func tablesWithoutPathsAreNamedAsSuch(text: String) throws {
        let folder = try BatchFolder()
        try folder.write("list.csv", text.utf8)
        let run = try folder.run(["--manifest", folder.path("list.csv"), "--out", folder.path("rows.csv")])
        #expect(run.status != 0 && run.errors.contains("list.csv: the header has no column path"), "\(run.errors)")
        #expect(!folder.exists("rows.csv"))
    }

    @Test func badRecordsDoNotPassForOneAnother() throws {
        let folder = try BatchFolder()
        try folder.write("a.jpg", BatchFolder.selfies[0])
        for name in ["one.csv", "two.csv"] { try folder.write(name, "path,id\n,x\na.jpg,\(name)\n".utf8) }
        _ = try folder.run([
            "--manifest", folder.path("one.csv"), "--manifest", folder.path("two.csv"), "--out",
            folder.path("rows.ndjson"), "--analyze-only",
        ])
        let answers = try folder.answers("rows.ndjson")
        #expect(Set(answers.map(\.id)).count == 4)
        #expect(answers.map(\.error) == ["invalid_record", nil, "invalid_record", nil])
        // The rest of a queue begins with another bad record.
        let arguments = ["-", "--out", folder.path("queue.csv"), "--analyze-only"]
        func record(_ id: Int) -> String { #"{"id": \#(id), "path": "\#(folder.path("a.jpg"))"}"# + "\n" }
        try folder.write("first", ("{}\n" + record(1) + #"{"id": 2, "pa"#).utf8)
        try folder.write("rest", ("{\"id\": \"\"}\n" + record(2)).utf8)
        #expect(try folder.run(arguments, input: "first").status == 1)
        let run = try folder.run(arguments + ["--resume"], input: "rest")
        #expect(run.status == 1 && run.output.contains("4 photos, 2 answered"), "\(run.output)")
    }

    /// A folder that was named wrongly must not pass for one that is done; one machine's share may be empty.
    @Test func inputsWithoutPhotosAreNoSuccess() throws {
        let folder = try BatchFolder()
        try folder.write("in/notes.txt", "none".utf8)
        let arguments = [folder.path("in"), "--analyze-only", "--out", folder.path("rows.csv")]
        let run = try folder.run(arguments)
        #expect(run.status == 1 && run.errors.contains("there is no photo in the inputs"), "\(run.errors)")
        for name in ["rows.csv", "rows.csv.partial", "rows.csv.state"] { #expect(!folder.exists(name), "\(name)") }
        #expect(try folder.run(arguments + ["--shard", "1/2"]).status == 0)
        #expect(folder.exists("rows.csv"))
    }

    @Test func emptyInputIsNamed() throws {
        let folder = try BatchFolder()
        try folder.write("nothing", [])
        let run = try folder.run(["-", "--out", folder.path("rows.csv")], input: "nothing")
        #expect(run.status == 1 && run.errors.contains("standard input is empty"), "\(run.errors)")
        #expect(!folder.exists("rows.csv"))
    }

    @Test func inputsAreNotWrittenOver() throws {
        let folder = try BatchFolder()
        try folder.write("in/a.jpg", BatchFolder.selfies[0])
        try folder.write("list.csv", "path\nin/a.jpg\n".utf8)
        try folder.write("feed.csv", (Workshop.header + "A1,B,P,S,foundation,60,10,15\n").utf8)
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.csv"), withDestinationPath: "list.csv")
        try FileManager.default.linkItem(atPath: folder.path("feed.csv"), toPath: folder.path("twin.csv"))
        let photo = folder.path("in/a.jpg")
        for (arguments, victim) in [
            ([photo, "--out", photo, "--output-format", "csv"], "in/a.jpg"),
            ([folder.path("in"), "--out", photo, "--output-format", "csv"], "in/a.jpg"),
            (["--manifest", folder.path("list.csv"), "--out", folder.path("link.csv")], "list.csv"),
            ([folder.path("in"), "--catalog", folder.path("feed.csv"), "--out", folder.path("twin.csv")], "feed.csv"),
        ] {
            let before = try folder.contents(victim)
            let run = try folder.run(arguments + ["--overwrite"])
            #expect(run.status == 2 && run.errors.contains("another file"), "\(run.errors)")
            #expect(try folder.contents(victim) == before)
        }
    }

    @Test func negativeNumbersAreNamedAsSuch() throws {
        let run = try ProgramRun(["batch", "in", "--out", "x.csv", "--max-failures", "-1"])
        #expect(run.status == 2 && run.errors.contains("--max-failures must be 0 or more"), "\(run.errors)")
    }

    @Test(arguments: [
        ([UInt8]([0x1F, 0x8B, 8, 0]), "gzip"), (Array("PK\u{3}\u{4}".utf8), "ZIP"), (Array("hello".utf8), "neither"),
        ([0xFF, 0xD8, 0xFF, 0xE0], "is a photo"),
    ])
    func otherStreamsAreMisuse(bytes: [UInt8], words: String) throws {
        let folder = try BatchFolder()
        try folder.write("stream", bytes)
        let run = try folder.run(["-", "--out", folder.path("rows.csv")], input: "stream")
        #expect(run.status == 2 && run.errors.contains(words), "\(run.errors)")
        #expect(!folder.exists("rows.csv.partial"))
    }

    @Test(arguments: [
        ["--out", "x.csv"], ["in", "--out", "x.txt"], ["in", "--out", "x.csv", "--shard", "3/2"],
        ["in", "--out", "x.csv", "--resume", "--overwrite"], ["in", "--out", "-", "--resume"],
        ["-", "-", "--out", "x.csv"],
        ["in", "--out", "x.csv", "--analyze-only", "--top", "3"], ["in", "--out", "x.csv", "--threads", "0"],
        ["no such folder", "--out", "x.csv"], ["--manifest", "no such list", "--out", "x.csv"],
        ["/tmp", "--out", "/no such folder/x.csv"],
    ])
    func misuseExitsWith2AndSaysWhy(arguments: [String]) throws {
        let run = try ProgramRun(["batch"] + arguments)
        #expect(run.status == 2 && !run.errors.isEmpty && run.output.isEmpty, "\(run.errors)")
    }
}
