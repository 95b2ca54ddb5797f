import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct BatchResumeTests {
    /// Delays are drawn from what a run takes, so kills fall before the first row, between rows and near the end; the
    /// first falls between rows on machines of any speed.
    @Test(arguments: ["rows.csv", "rows.ndjson"])
    func killedTwentyTimesTheOutputIsTheSame(name: String) throws {
        let folder = try BatchFolder()
        try folder.fill(30)
        let start = ContinuousClock.now
        _ = try folder.run([folder.path("in"), "--out", folder.path("undisturbed-" + name)])
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let expected = try folder.contents("undisturbed-" + name)

        func isBetweenRows() -> Bool { ((try? folder.contents(name + ".partial").count) ?? 0) > 2_000 }
        var generator = SystemRandomNumberGenerator()
        var kills = 0
        var partial = 0
        while kills < 20 {
            try? FileManager.default.removeItem(atPath: folder.path(name))
            var status: Int32 = 9
            while status == 9 {
                let delay = (1..<20).contains(kills) ? Double.random(in: 0...seconds / 2, using: &generator) : nil
                let run = try folder.run(
                    [folder.path("in"), "--out", folder.path(name), "--resume"], killedAfter: delay,
                    killedWhen: kills == 0 ? isBetweenRows : nil)
                status = run.status
                if status == 9 { kills += 1 }
                if isBetweenRows() { partial += 1 }
                #expect(status == 9 || status == 1, "\(run.errors)")
            }
            #expect(try folder.contents(name) == expected)
            #expect(!folder.exists(name + ".partial") && !folder.exists(name + ".state"))
        }
        #expect(partial > 0, "no kill fell between rows")
    }

    @Test(arguments: [0, 1, 700, 5_000, 12_345])
    func tornRowsAreWrittenAgain(length: Int) throws {
        let folder = try BatchFolder()
        try folder.fill(6)
        let arguments = [folder.path("in"), "--out", folder.path("rows.csv")]
        // Stops before its end, so that state and partial output are there.
        try folder.write("in/z.jpg", [])
        _ = try folder.run(arguments + ["--max-failures", "1"])
        let partial = try folder.contents("rows.csv.partial")
        try folder.write("rows.csv.partial", partial.prefix(length))
        let run = try folder.run(arguments + ["--resume"])
        #expect(run.status == 1, "\(run.errors)")
        #expect(try folder.contents("rows.csv") == partial)
    }

    @Test func existingOutputIsKept() throws {
        let folder = try BatchFolder()
        try folder.fill(2)
        let arguments = [folder.path("in"), "--out", folder.path("rows.csv"), "--analyze-only"]
        try folder.write("rows.csv", "precious".utf8)
        let refused = try folder.run(arguments)
        #expect(refused.status == 2 && refused.errors.contains("--overwrite"))
        let resumed = try folder.run(arguments + ["--resume"])
        #expect(resumed.status == 2, "\(resumed.errors)")
        #expect(try folder.text("rows.csv") == "precious")
        #expect(try folder.run(arguments + ["--overwrite"]).status == 0)
        #expect(try folder.text("rows.csv").split(separator: "\n").count == 3)
        // Complete: nothing to do, or made from other photos.
        #expect(try folder.run(arguments + ["--resume"]).status == 0)
        try folder.write("in/new.jpg", BatchFolder.selfies[0])
        let other = try folder.run(arguments + ["--resume"])
        #expect(other.status == 2 && other.errors.contains("new.jpg"))
    }

    @Test func otherOptionsAreRefusedByName() throws {
        let folder = try BatchFolder()
        try folder.fill(3)
        try folder.write("in/a.jpg", [])
        let arguments = [folder.path("in"), "--out", folder.path("rows.csv"), "--max-failures", "0"]
        #expect(try folder.run(arguments).status == 3)
        let partial = try folder.contents("rows.csv.partial")
        let unfinished = try folder.run(arguments)
        #expect(unfinished.status == 2 && unfinished.errors.contains("--resume"))
        for (options, words) in [
            (["--top", "3"], "--top was 5, now 3"), (["--category", "concealer"], "--category was foundation"),
            (["--analyze-only"], "--analyze-only was off"), (["--shard", "1/2"], "--shard was 1/1"),
        ] {
            let run = try folder.run(arguments + ["--resume"] + options)
            #expect(run.status == 2 && run.errors.contains(words), "\(run.errors)")
        }
        #expect(try folder.contents("rows.csv.partial") == partial)
        try FileManager.default.removeItem(atPath: folder.path("rows.csv.state"))
        #expect(try folder.run(arguments + ["--resume"]).status == 2)
        #expect(try folder.run([folder.path("in"), "--out", folder.path("rows.csv"), "--overwrite"]).status == 1)
    }

    @Test func anotherVersionOfTheCatalogIsNoticed() throws {
        let (folder, workshop) = (try BatchFolder(), try Workshop())
        for (sku, lightness) in [("A1", 60), ("A2", 50)] {
            let row = "\(sku),B,P,\(sku),foundation,\(lightness),12,17\n"
            #expect(try workshop.importing(workshop.write((Workshop.header + row).utf8)).status == 0)
        }
        try folder.fill(1)
        try folder.write("in/a.jpg", [])
        let arguments = [
            folder.path("in"), "--out", folder.path("rows.ndjson"), "--max-failures", "0",
            "--catalog", workshop.catalog,
        ]
        #expect(try folder.run(arguments + ["--catalog-version", "1"]).status == 3)
        let live = try folder.run(arguments + ["--resume"])
        #expect(live.status == 2 && live.errors.contains("the catalog's version was"), "\(live.errors)")
        let same = try folder.run(arguments + ["--catalog-version", "1", "--resume", "--max-failures", "1"])
        #expect(same.status == 1, "\(same.errors)")
        let rows = try folder.text("rows.ndjson")
        #expect(rows.contains(#""sku":"A1""#) && !rows.contains(#""sku":"A2""#))
        let without = [folder.path("in"), "--out", folder.path("x.csv"), "--catalog-version", "1"]
        #expect(try folder.run(without).status == 2)
    }

    @Test func streamsMaySendOnlyTheRest() throws {
        let folder = try BatchFolder()
        try folder.write("a.jpg", BatchFolder.selfies[0])
        func records(_ ids: some Sequence<Int>) -> String {
            ids.map { #"{"id": \#($0), "path": "\#(folder.path("a.jpg"))"}"# }.joined(separator: "\n") + "\n"
        }
        // The first breaks off inside its fifth record.
        try folder.write("first", (records(1...4) + #"{"id": 5, "pa"#).utf8)
        try folder.write("rest", records(3...7).utf8)
        try folder.write("all", records(1...7).utf8)
        let arguments = ["-", "--out", folder.path("rows.ndjson"), "--analyze-only"]
        #expect(try folder.run(arguments, input: "first").status == 1)
        #expect(try folder.run(arguments + ["--resume"], input: "rest").status == 0)
        _ = try folder.run(["-", "--out", folder.path("all.ndjson"), "--analyze-only"], input: "all")
        #expect(try folder.contents("rows.ndjson") == folder.contents("all.ndjson"))
    }

    @Test func signalsFinishWhatIsInWork() throws {
        let folder = try BatchFolder()
        try folder.fill(40)
        let process = Process()
        process.executableURL = ProgramRun.executable
        process.arguments = ["batch", folder.path("in"), "--out", folder.path("rows.csv")]
        process.environment = ["SHADEWISE_HOME": SharedData.root.path(percentEncoded: false)]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        for _ in 0..<1_000 where (try? folder.contents("rows.csv.partial").count) ?? 0 < 3_000 {
            Thread.sleep(forTimeInterval: 0.01)
        }
        kill(process.processIdentifier, SIGTERM)
        let message = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 143 && message.contains("--resume"), "\(message)")
        #expect(try folder.contents("rows.csv.partial").last == UInt8(ascii: "\n"))
        #expect(try folder.run([folder.path("in"), "--out", folder.path("rows.csv"), "--resume"]).status == 1)
        _ = try folder.run([folder.path("in"), "--out", folder.path("whole.csv")])
        #expect(try folder.contents("rows.csv") == folder.contents("whole.csv"))
    }
}
