import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct BatchCommandTests {
    @Test func rowsAreWhatMatchPrintsWithoutTiming() throws {
        let folder = try BatchFolder()
        try folder.fill(5)
        let run = try folder.run([
            folder.path("in"), "--out", folder.path("rows.ndjson"), "--top", "2", "--format", "json",
        ])
        #expect(run.status == 1, "\(run.errors)")
        let summary = try #require(try run.objects.first)
        #expect(summary["photos"] as? Int == 5 && summary["failed"] as? Int == 1)
        #expect(summary["failures"] as? [String: Int] == ["truncated_image": 1])

        let paths = ["b/photo 0.jpg", "b/photo 3.jpg", "photo 1.jpg", "photo 2.jpg", "photo 4.jpg"]
        #expect(try folder.answers("rows.ndjson").map(\.id) == paths)
        let match = try ProgramRun(["match", "--format", "json", "--top", "2"] + paths.map { folder.path("in/" + $0) })
        let rows = try folder.text("rows.ndjson").split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        for (row, object) in zip(rows, try match.objects) {
            #expect(
                NSDictionary(dictionary: row.filter { $0.key != "id" })
                    == NSDictionary(dictionary: object.filter { $0.key != "timing" }))
        }
        #expect(!folder.exists("rows.ndjson.partial") && !folder.exists("rows.ndjson.state"))
    }

    @Test(arguments: ["rows.csv", "rows.ndjson"])
    func threadsDoNotShow(name: String) throws {
        let folder = try BatchFolder()
        try folder.fill(17)
        let outputs = try [1, 2, 5].map { threads in
            let run = try folder.run([
                folder.path("in"), "--out", folder.path("\(threads)-\(name)"), "--threads", "\(threads)",
            ])
            #expect(run.status == 1, "\(run.errors)")
            return try folder.contents("\(threads)-\(name)")
        }
        #expect(Set(outputs).count == 1)
        #expect(try folder.contents("1-\(name)").count { $0 == UInt8(ascii: "\n") } == (name == "rows.csv" ? 18 : 17))
    }

    @Test func shardsAreDisjointAndMakeTheWhole() throws {
        let folder = try BatchFolder()
        try folder.fill(13)
        _ = try folder.run([folder.path("in"), "--out", folder.path("whole.ndjson"), "--analyze-only"])
        let whole = try folder.text("whole.ndjson").split(separator: "\n")
        let shards = try (1...3).map { index in
            let name = "shard-\(index).ndjson"
            _ = try folder.run([
                folder.path("in"), "--out", folder.path(name), "--analyze-only", "--shard", "\(index)/3",
            ])
            return try folder.text(name).split(separator: "\n")
        }
        #expect(shards.allSatisfy { $0.count < whole.count })
        #expect(shards.joined().sorted() == whole.sorted())
        // Each keeps the whole's order.
        for shard in shards { #expect(shard == whole.filter(Set(shard).contains)) }
    }

    @Test func spreadsheetsRunNothing() throws {
        let folder = try BatchFolder()
        let ids = ["=1+1", "+49", "-x", "@a", "\tz", "'b", " =c", "plain", "q \"x\", y", "two\nlines"]
        let records = ids.map { id in
            let json = (try? JSONEncoder().encode(["id": id, "path": "/nowhere.jpg"])) ?? Data()
            return String(decoding: json, as: UTF8.self)
        }
        try folder.write("records.ndjson", records.joined(separator: "\n").utf8)
        let run = try folder.run(["-", "--out", folder.path("rows.csv")], input: "records.ndjson")
        #expect(run.status == 1)
        let rows = try folder.text("rows.csv")
        #expect(rows.hasPrefix("id,path,error_code,error_message,usable,issues,"))
        for safe in ["\n'=1+1,", "\n'+49,", "\n'-x,", "\n'@a,", "\n'\tz,", "\n''b,", "\n' =c,"] {
            #expect(rows.contains(safe), "\(safe)")
        }
        #expect(rows.contains("\n\"q \"\"x\"\", y\",") && rows.contains("\n\"two\nlines\","))
        // And read back for what they are: nothing is left to do.
        let again = try folder.run(["-", "--out", folder.path("rows.csv"), "--resume"], input: "records.ndjson")
        #expect(again.status == 1 && again.errors.isEmpty, "\(again.errors)")
    }

    @Test func tooManyFailuresStopWith3AndWaitForResume() throws {
        let folder = try BatchFolder()
        try folder.fill(12)
        try folder.write("in/a.jpg", "no".utf8)
        let arguments = [folder.path("in"), "--out", folder.path("rows.csv"), "--max-failures"]
        let first = try folder.run(arguments + ["0", "--threads", "3"])
        #expect(first.status == 3 && first.errors.contains("--resume and a higher --max-failures"), "\(first.errors)")
        // The output ends with the row that was one too many, whatever else was in work.
        #expect(try folder.text("rows.csv.partial").split(separator: "\n").count == 2)
        #expect(!folder.exists("rows.csv"))
        #expect(try folder.run(arguments + ["0", "--resume"]).status == 3)
        #expect(try folder.run(arguments + ["2", "--resume"]).status == 1)
        _ = try folder.run([folder.path("in"), "--out", folder.path("whole.csv")])
        #expect(try folder.contents("rows.csv") == folder.contents("whole.csv"))
    }

    @Test func rowsGoThroughAPipe() throws {
        let folder = try BatchFolder()
        try folder.fill(3)
        let run = try folder.run([folder.path("in"), "--out", "-", "--analyze-only"])
        #expect(run.status == 0 && run.errors.contains("3 photos, 3 answered"))
        #expect(try run.objects.count == 3)
    }
}
