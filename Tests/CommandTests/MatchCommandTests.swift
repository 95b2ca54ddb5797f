import ColorScience
import Foundation
import Reports
import TestSupport
import Testing

@testable import shadewise

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct MatchCommandTests {
    static let selfies = SharedData.root.appending(path: "Assets/selfies")

    /// File and true skin of each demo selfie.
    static func truths() throws -> [(path: String, skin: Lab<D65>)] {
        try String(contentsOf: selfies.appending(path: "selfies.csv"), encoding: .utf8)
            .split(separator: "\n").dropFirst().map { line in
                let fields = line.split(separator: ",")
                let numbers = fields[1...3].compactMap { Double($0) }
                return (
                    selfies.appending(path: String(fields[0])).path(percentEncoded: false),
                    Lab(numbers[0], numbers[1], numbers[2])
                )
            }
    }

    @Test(arguments: ["0x3e,12,18", "62,nan,18", "62,12,0x1p3", "62,12,18:0x1"])
    func onlyDecimalNumbersAreColours(text: String) throws {
        #expect(try ProgramRun(["match", "--lab", text]).status == 2)
    }

    @Test func demoSelfiesGetTheContractsJSONAndTheRightDepth() throws {
        let truths = try Self.truths()
        let run = try ProgramRun(["match", "--format", "json", "--top", "3"] + truths.map(\.path))
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        let objects = try run.objects
        #expect(objects.count == 6)
        for (object, truth) in zip(objects, truths) {
            #expect(
                Set(object.keys) == [
                    "schema", "versions", "image", "face", "capture", "light", "skin", "match", "timing",
                ])
            #expect(object["schema"] as? String == "shadewise/1")
            let versions = try #require(object["versions"] as? [String: String])
            #expect(Set(versions.keys) == ["models", "catalog", "policy"])
            let image = try #require(object["image"] as? [String: Any])
            #expect(image["path"] as? String == truth.path)
            #expect(image["width"] as? Int == 768 && image["height"] as? Int == 1024)
            #expect(image["format"] as? String == "jpeg" && image["profile"] as? String == "sRGB")
            let skin = try #require(object["skin"] as? [String: Any])
            #expect(
                Set(skin.keys).isSuperset(of: [
                    "lab", "covariance", "hex", "radius50", "radius90", "ita", "itaClass", "undertone", "olive", "monk",
                    "regions", "lip", "brow",
                ]))
            let lab = try #require(skin["lab"] as? [Double])
            #expect(Lab<D65>(lab[0], lab[1], lab[2]).deltaE00(to: truth.skin) <= (skin["radius90"] as? Double ?? 0))
            // No photo tells that its exposure is perfect: 5 is half of what one stop more would move it.
            #expect(abs(lab[0] - truth.skin.lightness) < 5)
            let monk = try #require((skin["monk"] as? [String: Any])?["probabilities"] as? [Double])
            #expect(monk.count == 10 && abs(monk.reduce(0, +) - 1) < 0.01)
            let match = try #require(object["match"] as? [String: Any])
            let shades = try #require(match["shades"] as? [[String: Any]])
            #expect(shades.count == 3 && shades.map { $0["rank"] as? Int } == [1, 2, 3])
            for shade in shades {
                let difference = try #require(shade["deltaE00"] as? [String: Double])
                #expect(difference["p50"]! <= difference["p90"]!)
                #expect(
                    Set(shade.keys) == [
                        "rank", "sku", "brand", "product", "shade", "hex", "lab", "finish", "coverage", "price",
                        "inStock",
                        "url", "deltaE00", "probabilityWithinTolerance", "direction",
                    ])
            }
        }
    }

    @Test func lipsAndBrowsAreReadFromThePhoto() throws {
        let path = try #require(try Self.truths().first?.path)
        for (category, part) in [("lip", "lip"), ("brow", "brow"), ("blush", nil)] {
            let run = try ProgramRun(["match", path, "--category", category, "--format", "json"])
            let match = try #require(try run.objects.first?["match"] as? [String: Any])
            #expect(run.status == 0 && match["readFrom"] as? [String] == ["skin"] + (part.map { [$0] } ?? []))
        }
    }

    @Test func badInputIsNamedAndTheOthersAreUnharmed() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bad-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let good = try #require(try Self.truths().first?.path)
        let bytes = try Data(contentsOf: URL(filePath: good))
        func file(_ name: String, _ data: Data) throws -> String {
            let url = folder.appending(path: name)
            try data.write(to: url)
            return url.path(percentEncoded: false)
        }
        var claim = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13])
        claim += Data("IHDR".utf8) + Data([0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0, 0x4D, 0x3B, 0x2C, 0x15])
        let bad: [(path: String, code: String)] = [
            (try file("cut.jpg", bytes.prefix(bytes.count / 2)), "truncated_image"),
            (try file("empty.jpg", Data()), "unreadable_image"),
            (try file("text.png", Data("This is not a picture.\n".utf8)), "unsupported_format"),
            (try file("huge.png", claim), "image_too_large"),
            (
                try file("photo.heic", Data([0, 0, 0, 24]) + Data("ftypheic".utf8) + Data(count: 64)),
                "unsupported_format"
            ),
            (folder.path(percentEncoded: false), "unreadable_image"),
            (folder.appending(path: "missing.jpg").path(percentEncoded: false), "unreadable_image"),
        ]
        let run = try ProgramRun(["match", "--format", "json"] + bad.map(\.path) + [good])
        #expect(run.status == 1)
        let objects = try run.objects
        #expect(objects.count == bad.count + 1)
        for (object, item) in zip(objects, bad) {
            let error = object["error"] as? [String: String]
            #expect(error?["code"] == item.code, "\(item.path): \(error ?? [:])")
            #expect(run.errors.contains("\(item.path): \(item.code): "))
        }
        #expect(objects.last?["match"] != nil)
    }

    @Test func sameAnswerWhateverTheCompany() throws {
        let paths = try Self.truths().map(\.path)
        func answers(_ paths: [String]) throws -> [NSDictionary] {
            try ProgramRun(["match", "--format", "json"] + paths).objects.map { object in
                NSDictionary(dictionary: object.filter { $0.key != "timing" })
            }
        }
        let together = try answers(paths)
        #expect(try paths.flatMap { try answers([$0]) } == together)
    }
}

struct LabMatchTests {
    /// Lip, blush, highlighter, eye and brow are ranked by harmony, and say so.
    @Test(arguments: ["lip", "blush", "highlighter", "eye", "brow"])
    func coloursBesideSkinAreRankedByHarmony(category: String) throws {
        let run = try ProgramRun(["match", "--lab", "57,13,19:2", "--category", category, "--format", "json"])
        #expect(run.status == 0)
        let match = try #require(try run.objects.first?["match"] as? [String: Any])
        #expect(Set(match.keys) == ["category", "rankedBy", "readFrom", "shades"])
        #expect(match["category"] as? String == category && match["rankedBy"] as? String == "harmony")
        #expect(match["readFrom"] as? [String] == ["skin"])
        let shades = try #require(match["shades"] as? [[String: Any]])
        #expect(shades.count == 5)
        for shade in shades {
            #expect(shade["deltaE00"] == nil && shade["probabilityWithinTolerance"] == nil)
            let harmony = try #require(shade["harmony"] as? [String: Any])
            #expect(
                Set(harmony.keys) == ["score", "undertone", category == "eye" ? "contrast" : "depth", "words"])
        }
        let text = try ProgramRun(["match", "--lab", "57,13,19:2", "--category", category])
        #expect(text.output.contains("by harmony with your skin; your taste is not asked yet"))
    }

    @Test func measuredColourNeedsNoPhotoAndNoNetworks() throws {
        let run = try ProgramRun([
            "match", "--lab", "57,13,19:0.5", "--top", "2", "--format", "json", "--models", "/nowhere",
        ])
        #expect(run.status == 0)
        let match = try #require(try run.objects.first?["match"] as? [String: Any])
        #expect((match["shades"] as? [Any])?.count == 2)
    }

    @Test(arguments: [
        ["match"], ["match", "--lab", "57,13"], ["match", "--lab", "157,0,0"],
        ["match", "--lab", "57,13,19", "--top", "0"], ["match", "--lab", "57,13,19", "--top", "9223372036854775807"],
        ["match", "--lab", "57,13,19", "--catalog-version", "1"],
        ["catalog", "equivalents", "--all", "--top", "9223372036854775807"],
        ["catalog", "equivalents", "--all", "--tolerance", "5"],
        ["catalog", "equivalents", "OF-SDS-20", "--category", "lip"], ["catalog", "check", "--pictures", "/nowhere"],
        ["catalog", "import", "a.csv", "--into", ""], ["catalog", "import", "a.csv", "--into", ":memory:"],
        ["catalog", "import", "a.csv", "--into", "a.sqlite", "--diff", ""],
        ["catalog", "list", "--versions", "--shades"],
        ["match", "--lab", "57,13,19", "a.jpg"], ["match", "--lab", "57,13,19", "--category", "hats"], ["analyze"],
        ["match", "a.jpg", "--policy", "/nowhere.yaml"], ["analyze", "a.jpg", "b.jpg", "--landmarks", "x.json"],
        ["analyze", "a.jpg", "--reference", "10,10,20,20=50,150,0"],
        ["analyze", "a.jpg", "--reference", "10,10,20,20=96,60,0"], ["analyze", "a.jpg", "--reference", "10,10,0,20"],
        ["portrait", "--lab", "57,13,19", "--out", "a.gif"], ["nonsense"],
    ])
    func misuseExitsWith2AndSaysWhy(arguments: [String]) throws {
        let run = try ProgramRun(arguments)
        #expect(run.status == 2)
        #expect(!run.errors.isEmpty && run.output.isEmpty)
    }

    @Test func moreShadesThanThereAreAreAll() throws {
        let sample = SharedData.root.appending(path: "Catalog/sample.csv").path(percentEncoded: false)
        let matching = try Matching(
            catalog: CatalogFile.read(path: sample), category: "concealer", tolerance: 2, top: .max, force: false)
        let ranking = matching.ranking(
            for: LabGaussian(mean: Lab(57, 13, 19), covariance: Covariance3(standardDeviations: 1, 1, 1)))
        guard case .difference(let shades) = ranking else { return #expect(Bool(false), "no ranking by difference") }
        #expect(shades.count > 100)
    }

    @Test func answersThatCannotBeWrittenAreNoSuccess() throws {
        let process = Process()
        process.executableURL = ProgramRun.executable
        process.arguments = ["match", "--lab", "57,13,19"]
        process.environment = ["SHADEWISE_HOME": SharedData.root.path(percentEncoded: false)]
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
    }

    @Test(arguments: [
        ["--help"], ["match", "--help"], ["analyze", "--help"], ["catalog", "check", "--help"], ["portrait", "--help"],
    ])
    func helpTeaches(arguments: [String]) throws {
        let run = try ProgramRun(arguments)
        #expect(run.status == 0)
        #expect(run.output.contains("shadewise"))
    }
}
