import ColorScience
import Foundation
import Imaging
import Portraits
import TestSupport
import Testing

@testable import shadewise

/// `shadewise audit` over photos.
struct AuditCommandTests {
    /// One portrait a group, and small: tests have little time.
    private static let small = ["audit", "--generate", "--per-group", "1", "--size", "240x320"]

    @Test(.enabled(if: FaceModels.arePresent, "\(FaceModels.skipReason)"))
    func generatedSetIsReportedInAllForms() throws {
        let shop = try Workshop()
        let page = shop.path("audit.html")
        let run = try ProgramRun(Self.small + ["--format", "json", "--report", page])
        // Too few to judge anything.
        #expect(run.status == 0, "\(run.errors)")
        let report = try #require(try run.objects.first)
        #expect(report["schema"] as? String == "shadewise/audit/1")
        #expect((report["groups"] as? [Any])?.count == 18)
        let overall = try #require(report["overall"] as? [String: Any])
        #expect(overall["photos"] as? Int == 18)
        let limits = try #require(report["limits"] as? [[String: Any]])
        #expect(limits.count == 9)
        let median = limits.first { $0["measure"] as? String == "median_ratio" }
        #expect(median?["outcome"] as? String == "not_judged" && median?["value"] == nil)
        #expect(report["passed"] as? Bool == true && report["incomplete"] as? Bool == false)

        let html = try String(contentsOfFile: page, encoding: .utf8)
        #expect(html.hasPrefix("<!DOCTYPE html>") && html.hasSuffix("</html>\n"))
        #expect(
            !html.contains("http:") && !html.contains("https:") && !html.contains("<script") && html.contains("<svg"))
        #expect(!html.contains("nan") && !html.contains("inf\""))
        for tag in ["svg", "g", "section", "table", "tr", "td", "th", "p", "ul", "li", "title"] {
            #expect(count("</\(tag)>", in: html) == count("<\(tag)>", in: html) + count("<\(tag) ", in: html), "\(tag)")
        }

        // Again, in text, with a limit that nothing keeps: the same portraits, and a miss.
        let own = "fewest: 1\ncoverage50Least: 0\ncoverage50Most: 0\n"
        let missed = try ProgramRun(Self.small + ["--limits", try shop.write(own.utf8, as: "limits.yaml")])
        #expect(missed.status == 3 && missed.output.contains("MISSED"), "\(missed.output)")
        #expect(missed.output.contains("very light, warm") && missed.output.contains("Limits"))
        #expect(missed.output.split(separator: "\n").allSatisfy { $0.count <= 120 }, "\(missed.output)")
        let all = try #require(missed.output.split(separator: "\n").first { $0.hasPrefix("all ") })
        let bias = try #require(overall["bias"] as? [Double])
        #expect(all.contains(String(format: "%.1f", abs(bias[0]))), "\(all)")
    }

    /// A labelled set with a missing file, a picture of nobody and a row without a colour: all told, all counted.
    @Test(.enabled(if: FaceModels.arePresent, "\(FaceModels.skipReason)"))
    func labelledSetCountsWhatItCannotRead() throws {
        let shop = try Workshop()
        let set = shop.path("set")
        let drawn = try ProgramRun(["portrait", "--random", "7", "--count", "4", "--size", "240x320", "--out", set])
        #expect(drawn.status == 0, "\(drawn.errors)")
        let whole = try ProgramRun(["audit", "--manifest", set + "/manifest.csv", "--format", "json"])
        #expect(whole.status == 0, "\(whole.errors)")
        let figures = try #require(try whole.objects.first?["overall"] as? [String: Any])
        #expect(figures["photos"] as? Int == 4)

        try Data(RGBImage(width: 200, height: 200, gray: 120).encodedPNG())
            .write(to: URL(filePath: set + "/nobody.png"))
        // One person, several photos.
        let manifest = "id,path,L,a,b\n1,portrait-00001.jpg,60,12,18\n1,gone.jpg,50,12,18\n1,nobody.png,40,12,16\n"
        try Data((manifest + "2,portrait-00002.jpg,,12,16\n").utf8).write(to: URL(filePath: set + "/own.csv"))
        let run = try ProgramRun(["audit", "--manifest", set + "/own.csv", "--format", "json"])
        #expect(run.status == 1)
        #expect(run.errors.contains("gone.jpg") && run.errors.contains("nobody.png: no_face"), "\(run.errors)")
        #expect(run.errors.contains("own.csv:5"), "\(run.errors)")
        let report = try #require(try run.objects.first)
        #expect(report["unreadable"] as? Int == 2)
        #expect(report["incomplete"] as? Bool == true && report["passed"] as? Bool == false)
        let failures = try #require(report["failures"] as? [String: Int])
        #expect(failures["no_face"] == 1 && failures.count == 2)
        let overall = try #require(report["overall"] as? [String: Any])
        #expect(overall["photos"] as? Int == 2 && overall["recall"] as? Double == 0.5)
        let text = try ProgramRun(["audit", "--manifest", set + "/own.csv"])
        #expect(text.status == 1 && text.output.contains("1 row of the manifest"), "\(text.output)")
    }

    /// The page goes to standard output alone, the figures to standard error.
    @Test(.enabled(if: FaceModels.arePresent, "\(FaceModels.skipReason)"))
    func optionsReachTheReport() throws {
        let shop = try Workshop()
        let limits = try shop.write(
            "fewest: 1\nmedianRatio: 0.01\ncoverage50Least: 0\ncoverage50Most: 0".utf8, as: "limits.yaml")
        let run = try ProgramRun(
            Self.small + [
                "--fold", "2/5", "--tolerance", "90", "--policy", "strict", "--limits", limits, "--strict", "--format",
                "json", "--report", "-",
            ])
        #expect(run.status == 3, "\(run.errors)")
        #expect(run.output.hasPrefix("<!DOCTYPE html>") && run.output.hasSuffix("</html>\n"))
        let line = try #require(run.errors.split(separator: "\n").last { $0.hasPrefix("{") })
        let report = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect((report["set"] as? [String: Any])?["fold"] as? String == "2/5")
        #expect(report["tolerance"] as? Double == 90 && report["passed"] as? Bool == false)
        #expect(report["strict"] as? Bool == true)
        #expect(((report["versions"] as? [String: Any])?["policy"] as? String)?.hasPrefix("strict-") == true)
        let overall = try #require(report["overall"] as? [String: Any])
        #expect(overall["used"] as? Int == 0 || overall["served"] as? Double == 1)
        // A group of one has no sampling error that could be told.
        let judged = try #require(report["limits"] as? [[String: Any]])
        let ratio = try #require(judged.first { $0["measure"] as? String == "median_ratio" })
        #expect(ratio["outcome"] as? String == "unclear" && ratio["samplingError"] == nil)
        let place = try #require((ratio["worst"] as? [[String: Any]])?.first)
        #expect(place["itaClass"] is String && place["undertone"] is String && place.count == 2)
        #expect(judged.contains { $0["samplingError"] is Double })
        #expect(!line.contains("inf"))
    }

    /// Three photos and three portraits of each group: relit in turn, and every photo counts.
    @Test(.enabled(if: FaceModels.arePresent, "\(FaceModels.skipReason)"))
    func photosAreRelitForEveryGroup() throws {
        let shop = try Workshop()
        let set = shop.path("set")
        let drawn = try ProgramRun(["portrait", "--random", "5", "--count", "3", "--size", "240x320", "--out", set])
        #expect(drawn.status == 0, "\(drawn.errors)")
        let photos = (1...3).map { set + "/portrait-0000\($0).jpg" }
        let run = try ProgramRun(["audit", "--generate", "--per-group", "3", "--format", "json", "--photo"] + photos)
        let report = try #require(try run.objects.first, "\(run.errors)")
        let described = try #require(report["set"] as? [String: Any])
        #expect(described["kind"] as? String == "relit" && described["size"] == nil)
        #expect((described["photos"] as? [String])?.count == 3, "\(run.errors)")
        let groups = try #require(report["groups"] as? [[String: Any]])
        #expect(groups.count == 18)
        #expect(groups.allSatisfy { ($0["figures"] as? [String: Any])?["photos"] as? Int == 3 })
    }

    @Test func everyGroupMeetsEveryPhoto() {
        let pairs = (0..<54).map { index in
            [index % ToneGroup.all.count, PortraitSet.turn(of: index, inTurns: true) % 3]
        }
        #expect(Set(pairs).count == 54)
        #expect((0..<4).map { PortraitSet.turn(of: $0, inTurns: false) } == [0, 1, 2, 3])
    }

    /// Told before the first portrait is drawn, not when all of them are read.
    @Test func pagesThatCannotBeWrittenAreRefusedAtOnce() throws {
        let shop = try Workshop()
        let photo = try shop.write(RGBImage(width: 8, height: 8, gray: 120).encodedPNG(), as: "me.png")
        for (page, word) in [
            (shop.path("nowhere/audit.html"), "cannot be written"), (shop.path(""), "folder"), (photo, "photo"),
        ] {
            let run = try ProgramRun(["audit", "--generate", "--per-group", "50000", "--report", page])
            #expect(run.status == 2 && run.errors.contains(word), "\(run.errors)")
        }
        let policy = try shop.write("name: own".utf8, as: "policy.yaml")
        let run = try ProgramRun(["audit", "--generate", "--policy", policy, "--report", policy])
        #expect(run.status == 2 && run.errors.contains("would overwrite --policy"), "\(run.errors)")
        #expect(FileRole(policy: "strict").paths.isEmpty && FileRole(policy: policy).paths == [policy])
    }

    @Test(arguments: [
        [], ["--generate", "--manifest", "x.csv"], ["--manifest", "x.csv", "--seed", "3"],
        ["--generate", "--per-group", "0"], ["--generate", "--fold", "3/2"], ["--generate", "--tolerance", "0"],
        ["--generate", "--limits", "/nowhere.yaml"],
        ["--generate", "--photo", "a.jpg", "--size", "64x64"],
    ]) func contradictionsAreMisuse(options: [String]) throws {
        #expect(try ProgramRun(["audit"] + options).status == 2)
    }

    @Test func manifestsWithoutAColumnAreTold() throws {
        let shop = try Workshop()
        let manifest = try shop.write("path,L,a\nx.jpg,60,12\n".utf8, as: "manifest.csv")
        let run = try ProgramRun(["audit", "--manifest", manifest])
        #expect(run.status == 1 && run.errors.contains("lacks b"), "\(run.errors)")
        let colors = try shop.write("id,L,a,b\nx,60,12,18\n".utf8, as: "colors.csv")
        #expect(try ProgramRun(["audit", "--manifest", colors]).errors.contains("lacks path"))
    }

    private func count(_ part: String, in text: String) -> Int { text.components(separatedBy: part).count - 1 }
}
