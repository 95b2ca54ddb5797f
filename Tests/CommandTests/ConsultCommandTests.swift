import Foundation
import Imaging
import TestSupport
import Testing

/// Consultations and simulations as they run from a shell.
struct ConsultCommandTests {
    private let workshop: Workshop

    init() throws { workshop = try Workshop() }

    private func consult(_ options: [String], answers: String) throws -> ProgramRun {
        let file = URL(filePath: try workshop.write(answers.utf8, as: "answers.txt"))
        return try ProgramRun(["consult"] + options, input: file)
    }

    @Test func answersComeFromAFile() throws {
        let run = try consult(["--lab", "52,13,20:3"], answers: "2\nskip\n?\n1\n")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("You would keep one of these with a chance of"))
        #expect(run.output.contains("Worth "))
        #expect(try consult(["--lab", "52,13,20:3"], answers: "2\nskip\n?\n1\n").output == run.output)
    }

    @Test func eventsAreKept() throws {
        let file = workshop.path("case.ndjson")
        let run = try consult(["--lab", "40,12,16:2", "--events", file], answers: "1\n1\ndone\n")
        #expect(run.status == 0, "\(run.errors)")
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count >= 5 && lines.allSatisfy { $0.hasPrefix("{\"at\":") && $0.contains("\"version\":1") })
    }

    @Test func everythingIsSaidInTheLanguageChosen() throws {
        let run = try consult(["--lab", "52,13,20:3", "--language", "de"], answers: "1\n1\n1\nfertig\n")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("voll deckend") && run.output.contains("Wahrscheinlichkeit behalten"))
        for word in ["matte", "medium coverage", "You would", "Worth"] {
            #expect(!run.output.contains(word), "\(word)")
        }
    }

    @Test(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
    func photosAreToldInTheLanguageChosen() throws {
        let selfie = "Assets/selfies/selfie-1-light.jpg"
        let run = try ProgramRun(["consult", selfie, selfie, "--questions", "0", "--language", "de"])
        #expect(run.status == 1 && run.errors.contains("Dieses Foto gab es schon"), "\(run.errors)")
        #expect(run.output.contains("  Haut     #") && run.output.contains("Unterton"), "\(run.output)")
        for word in ["Skin ", "Sure to", "Scales", "undertone", "lips"] {
            #expect(!run.output.contains(word), "\(word)")
        }
    }

    @Test(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
    func photosThatCannotBeReadAreToldInTheLanguageChosen() throws {
        let nobody = try workshop.write(RGBImage(width: 200, height: 200, gray: 120).encodedPNG(), as: "nobody.png")
        let missing = workshop.path("missing.jpg")
        for (photo, words) in [
            (nobody, "no_face: \(nobody): Es ist kein Gesicht zu finden"),
            (missing, "unreadable_image: \(missing): Das Bild lässt sich nicht lesen"),
        ] {
            let run = try ProgramRun(["consult", photo, "--questions", "0", "--language", "de"])
            #expect(run.status == 1 && run.errors.contains(words), "\(run.errors)")
        }
    }

    /// However little is known, and however badly, nothing ends without an answer or an error.
    @Test(arguments: ["50,0,0:99999", "0,-128,128:0", "100,128,-128:0.001"])
    func extremeColoursAreNoCrash(lab: String) throws {
        let run = try consult(["--lab", lab], answers: "1\n1\ndone\n")
        #expect([0, 1, 2].contains(run.status), "\(run.status) \(run.errors)")
    }

    @Test func whatIsNotUnderstoodIsAskedAgain() throws {
        let run = try consult(["--lab", "52,13,20:3"], answers: "forty-two\n1\ndone\n")
        #expect(run.status == 0)
        #expect(run.errors.contains("\"forty-two\" is none of the answers"))
    }

    private static let book = """
        questions:
          - id: purse
            kind: range
            cost: 0
            noise: 0.05
            text: {en: "What may it cost?"}
            why: {en: "Because."}
        """

    @Test func aShopAsksQuestionsOfItsOwn() throws {
        let book = try workshop.write(Self.book.utf8, as: "own.yaml")
        let file = workshop.path("purse.ndjson")
        let run = try consult(
            ["--lab", "52,13,20:1", "--book", book, "--events", file], answers: "much\n1,000\n35,5\n")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("What may it cost?") && run.output.contains("at most "))
        #expect(run.errors.contains("\"much\" is none of the answers") && run.errors.contains("\"1,000\" is none"))
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("\"amount\":{\"_0\":35.5}"))
        let other = try consult(["--lab", "52,13,20:1", "--book", book, "--language", "de"], answers: "")
        #expect(other.status == 2 && other.errors.contains("--language: choose en"))
        let broken = try workshop.write(Self.book.replacing("range", with: "sum").utf8, as: "broken.yaml")
        for command in [["consult"], ["simulate", "--customers", "1"]] {
            let refused = try ProgramRun(command + ["--book", broken])
            #expect(refused.status == 2 && refused.errors.contains("questions[1].kind"), "\(refused.errors)")
        }
    }

    @Test(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
    func anotherPhotoCanBeTheAnswer() throws {
        let text = Self.book.replacing("range", with: "photo").replacing("purse", with: "again")
        let book = try workshop.write(text.utf8, as: "photo.yaml")
        let selfies = try FileManager.default.contentsOfDirectory(atPath: "Assets/selfies").filter {
            $0.hasSuffix(".jpg")
        }
        .sorted().map { "Assets/selfies/" + $0 }
        let file = workshop.path("case.ndjson")
        let run = try consult(
            [selfies[0], "--book", book, "--events", file], answers: "no-such.jpg\n\(selfies[1])\ndone\n")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("no-such.jpg"))
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count { $0.contains("\"photo\":{\"_0\"") } == 2, "\(lines)")
    }

    @Test(arguments: [
        (["consult", "a.jpg", "--lab", "50,10,10"], "give photos or --lab, not both"),
        (["consult", "--top", "9"], "--top must lie in 1...5"),
        (["consult", "--require", "velvet"], "write vegan, fragrance_free"),
        (["consult", "--require", "without.limonenne"], "no product of this catalog declares that"),
        (["consult", "--language", "xx"], "--language: choose de, en"),
        (["simulate", "--policy", "guess"], "choose among random, quiz, entropy, evoi, learned"),
        (["simulate", "--require", "hit9@3=1"], "write figure@questions=value"),
        (["simulate", "--require", "evoi:questions@1.5=2"], "write figure@questions=value"),
        (["simulate", "--require", "hit3@9223372036854775807=1"], "only 10 questions are asked"),
        (["simulate", "--require", "learned:hit3@3=1"], "about the policy learned, which is left out"),
        (["simulate", "--require", "hit3@30=1"], "only 10 questions are asked"),
        (["simulate", "--noise", "2"], "--noise must lie in 0...1"),
        (["simulate", "--policy", "learned"], "--learn 2000"),
        (["simulate", "--customers", "0"], "--customers must lie in"),
        (["simulate", "--customers", "missing.ndjson"], "missing.ndjson"),
    ])
    func misuseExitsWithTwo(arguments: [String], complaint: String) throws {
        let run = try ProgramRun(arguments)
        #expect(run.status == 2 && run.errors.contains(complaint), "\(run.errors)")
    }

    @Test func missedRequirementsExitWithThree() throws {
        let arguments = ["simulate", "--customers", "8", "--policy", "evoi", "--questions", "1"]
        let met = try ProgramRun(arguments + ["--require", "hit3@1=0", "--format", "json"])
        #expect(met.status == 0 && met.output.contains("\"schema\":\"shadewise/simulation/1\""))
        let missed = try ProgramRun(arguments + ["--require", "hit3@1=1"])
        #expect(missed.status == 3 && missed.errors.contains("missed: hit3@1=1"))
        let others = try ProgramRun(
            ["simulate", "--customers", "8", "--questions", "1", "--policy", "quiz", "evoi"]
                + ["--require", "quiz:hit3@1=1", "questions@1=0", "spread3@1=1"])
        #expect(others.status == 3 && others.errors.contains("missed: quiz:hit3@1=1"))
        #expect(others.errors.contains("missed: questions@1=0") && !others.errors.contains("spread3"))
    }

    /// Customers that were written are the same when they are read; wrong ones are named by their line.
    @Test func customersOfAFile() throws {
        let (file, plot) = (workshop.path("customers.ndjson"), workshop.path("plot.svg"))
        let arguments = ["simulate", "--policy", "evoi", "--questions", "1", "--format", "json", "--customers"]
        let drawn = try ProgramRun(arguments + ["6", "--write-customers", file, "--plot", plot])
        #expect(drawn.status == 0, "\(drawn.errors)")
        #expect(try ProgramRun(arguments + [file]).output == drawn.output)
        let svg = try String(contentsOfFile: plot, encoding: .utf8)
        #expect(svg.hasPrefix("<svg xmlns=") && svg.contains("<polyline") && !svg.contains("http://www.w3.org/1999"))
        for (line, complaint) in [
            ("{\"skin\": [50, 10]}", "line 1: skin must be"), ("nonsense", "line 1: no customer"),
            ("\n{\"skin\": [50, 10, 15], \"knownShade\": \"none\"}", "line 2: knownShade: the catalog has no none"),
            ("{\"skin\": [50, 10, 15], \"taste\": {\"velvet\": 1}}", "taste: velvet is no attribute"),
            ("{\"skin\": [50, 10, 15], \"taste\": {\"colour.depth\": 1}}", "differ in; known here are finish."),
            (
                "{\"skin\": [50, 10, 15], \"tastes\": {}}",
                "line 1: tastes is not known; known here are skin, taste, photo, photos, knownShade, utilities"
            ),
            (
                "{\"skin\": [50, 10, 15], \"photo\": {\"Lab\": [50, 10, 15]}}",
                "line 1: photo.Lab is not known; known here are lab, covariance"
            ),
        ] {
            let wrong = try ProgramRun(arguments + [try workshop.write(line.utf8, as: "wrong.ndjson")])
            #expect(wrong.status == 2 && wrong.errors.contains(complaint), "\(wrong.errors)")
        }
    }

    @Test func theShopMayHaveItsSay() throws {
        let goals = try workshop.write("epsilon: 2\nmargin: 1\n".utf8, as: "goals.yaml")
        let run = try ProgramRun([
            "simulate", "--policy", "evoi", "--questions", "1", "--customers", "6", "--firm", goals,
        ])
        #expect(run.status == 0 && run.output.contains("the shop's goals: worth"), "\(run.errors)")
        #expect(run.output.contains("shades put in "))
        let broken = try workshop.write("epsilon: much".utf8, as: "broken.yaml")
        let wrong = try ProgramRun(["consult", "--lab", "52,13,20", "--firm", broken])
        #expect(wrong.status == 2 && wrong.errors.contains("epsilon"), "\(wrong.errors)")
    }

    /// With what for, in every language. Her own set is drawn now and then; then nothing is told.
    @Test(arguments: [
        ("en", "Here it put in ", "because it earns more by that: "),
        ("de", "Hier hat es ", "weil es daran mehr verdient: "),
    ])
    func whatTheShopPutInIsNamed(language: String, words: String, goal: String) throws {
        let goals = try workshop.write("epsilon: 20\n".utf8, as: "goals.yaml")
        var told = 0
        for seed in 1...4 {
            let options = ["--lab", "52,13,20:1.5", "--firm", goals, "--seed", "\(seed)", "--questions", "0"]
            let run = try consult(options + ["--language", language], answers: "")
            #expect(run.status == 0, "\(run.errors)")
            let lines = run.output.split(separator: "\n").map(String.init)
            guard let line = lines.first(where: { $0.contains(words) }) else { continue }
            let rows = lines.filter { $0.contains(" ΔE00 ") }.map { $0.components(separatedBy: "  ") }
            let shown = rows.filter { $0.count > 2 }.map { $0[2] }
            #expect(shown.contains { line.contains(words + $0) } && line.contains(goal), "\(run.output)")
            told += 1
        }
        #expect(told > 0)
    }

    /// What is told at the end, and several answers on a line.
    @Test func consultationsEndWithWhatWasNotUsed() throws {
        let run = try consult(["--lab", "52,13,20:0.5"], answers: "1 3\nskip\nskip\nskip\nskip\nskip\nskip\nskip\n")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("If you cared most for this: ") && run.output.contains("Never used: your age"))
        #expect(run.output.contains("Not used: "))
    }

    /// A line an object: shades, question, shades again, and why it ends.
    @Test func programsAreToldInObjects() throws {
        let run = try consult(["--lab", "52,13,20:3", "--format", "json"], answers: "1\ndone\n")
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.output.split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.contains("\"schema\":\"shadewise/consultation/1\"") })
        #expect(lines[0].contains("\"recommendation\":{\"category\":\"foundation\"") && lines[0].contains("\"reasons\":["))
        #expect(lines[1].contains("\"question\":{") && lines[1].contains("\"why\":"))
        #expect(lines.last?.contains("\"end\":\"answers_ended\"") == true)
        let none = try consult(["--lab", "52,13,20:3", "--format", "json", "--questions", "0"], answers: "")
        #expect(none.output.split(separator: "\n").last?.contains("\"end\":\"budget_spent\"") == true)
    }

    /// An amount below every price would leave nothing to show: it is asked again, and said what there is.
    @Test func anAmountBelowEveryPriceIsAskedAgain() throws {
        let book = try workshop.write(Self.book.utf8, as: "own.yaml")
        let run = try consult(["--lab", "52,13,20:1", "--book", book], answers: "2\n40\n")
        #expect(run.status == 0 && run.errors.contains("from EUR "), "\(run.errors)")
        #expect(!run.output.contains("No shade in stock"))
    }

    /// What is kept when she leaves in the middle is all that happened.
    @Test func eventsAreKeptAsTheyHappen() throws {
        let file = workshop.path("case.ndjson")
        _ = try consult(["--lab", "52,13,20:3", "--events", file], answers: "1\n")
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.first?.contains("began") == true && lines.contains { $0.contains("answered") })
    }

    @Test func wishesThatNothingMeetsAreNamed() throws {
        for (required, complaint) in [
            ("price.25.USD", "no foundation with a price in USD; it has prices in EUR"),
            ("price.2.EUR", "the cheapest foundation costs EUR "), ("formula.pencil", "no foundation that is known"),
        ] {
            let run = try ProgramRun(["consult", "--lab", "52,13,20", "--require", required])
            #expect(run.status == 2 && run.errors.contains(complaint), "\(run.errors)")
        }
    }

    /// Wrong files are refused by the place in them.
    @Test(arguments: [
        ("--book", "questions: []", "questions holds no question"),
        ("--book", "questions:\n  - id: a\n   kind: b\n", "line 3"),
        ("--firm", "epsilon: 1\nepsilon: 2\n", "epsilon is there twice"),
        ("--firm", "epsilon: 1\nmargins: {NOSUCH: 0.5}\n", "the catalog has no NOSUCH"),
    ])
    func wrongFilesAreRefusedByPlace(option: String, text: String, complaint: String) throws {
        let file = try workshop.write(text.utf8, as: "wrong.yaml")
        let run = try ProgramRun(["consult", "--lab", "52,13,20", option, file])
        #expect(run.status == 2 && run.errors.contains(complaint), "\(run.errors)")
    }

    @Test(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
    func theSamePhotoAgainIsRefused() throws {
        let selfie = "Assets/selfies/selfie-1-light.jpg"
        let run = try ProgramRun(["consult", selfie, selfie, "--questions", "0"])
        #expect(run.status == 1 && run.errors.contains("this photo was given before"), "\(run.errors)")
    }
}
