import Testing

@testable import Consultation
@testable import SkinTone

struct QuestionBookTests {
    @Test func builtInQuestionsAreRead() {
        let book = QuestionBook.standard
        #expect(book.questions.count == 27)
        for question in book.questions {
            #expect(
                Set(question.text.keys) == ["en", "de"] && Set(question.why.keys) == ["en", "de"], "\(question.id)")
            for option in question.options { #expect(Set(option.text.keys) == ["en", "de"], "\(question.id)") }
        }
    }

    @Test(arguments: [
        ("", "it is empty"), ("questions: 3", "questions has the wrong type"),
        ("quiz: []", "line 1: quiz is not known; known here are questions"),
        ("questions:\n  - {id: a}", "questions[1].kind is missing"),
        (
            choice("kind: riddle"),
            "questions[1].kind must be one of choice, choices, compare, known_shade, swatches, critique, range, photo"
        ),
        (choice("kind: choice, noise: 1.5"), "questions[1].noise must lie in 0.0 to 1.0"),
        (
            choice("kind: choice, colour: 1"),
            "line 2: questions[1].colour is not known; known here are id, kind, for, cost, noise, answered, repeats, "
                + "strength, sensitive, text, why, options"
        ),
        (choice("kind: swatches, sensitive: yes"), "questions[1].sensitive must be true or false"),
        (choice("kind: swatches, repeats: 2.5"), "questions[1].repeats must be a whole number"),
        (
            choice("kind: choice", options: "[{id: x, text: {en: X}, near: shade}, {id: y, text: {en: Y}}]"),
            "questions[1].options[1].near needs a shade in question: a critique"
        ),
        (
            choice("kind: critique", options: "[{id: x, text: {en: X}, requires: vegan}, {id: y, text: {en: Y}}]"),
            "questions[1].options[1].requires has no place in a critique"
        ),
        (choice("kind: choice"), "questions[1] needs two options or more"),
        (choice("kind: choices"), "questions[1] needs two options or more"),
        (
            choice(
                "kind: choices",
                options: "[" + (1...13).map { "{id: o\($0), text: {en: T}}" }.joined(separator: ", ") + "]"),
            "questions[1] takes 12 options at most"
        ),
        (choice("kind: swatches", options: "[{id: x, text: {en: X}}]"), "questions[1] takes no options"),
        (
            choice("kind: choice", options: "[{id: x, text: {en: X}}, {id: x, text: {en: Y}}]"),
            "questions[1].options[2].id is there twice"
        ),
        (
            choice(
                "kind: choice", options: "[{id: x, text: {en: X}, likes: {finish.velvet: 1}}, {id: y, text: {en: Y}}]"),
            "questions[1].options[1].likes.finish.velvet is no attribute of a product"
        ),
        (
            choice("kind: choice", options: "[{id: x, text: {de: X}}, {id: y, text: {en: Y}}]"),
            "questions[1].options[1].text needs a text in English: en"
        ),
        (
            choice("kind: choice", options: "[{id: x, text: {en: X}, near: [50, 10]}, {id: y, text: {en: Y}}]"),
            "questions[1].options[1].near needs three numbers: L*, a*, b*"
        ),
    ])
    func brokenBooksAreNamed(yaml: String, complaint: String) {
        #expect(throws: PolicyError(message: complaint)) { try QuestionBook(yaml: Array(yaml.utf8)) }
    }

    private static func choice(_ fields: String, options: String? = nil) -> String {
        let noise = fields.contains("noise") ? "" : ", noise: 0.1"
        let list = options.map { ", options: \($0)" } ?? ""
        return "questions:\n  - {id: a, \(fields), cost: 1\(noise), text: {en: T}, why: {en: W}\(list)}"
    }
}
