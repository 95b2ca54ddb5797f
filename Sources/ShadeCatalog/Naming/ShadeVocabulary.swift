internal import Foundation
internal import Yams

/// What the words and letters in shade names mean: data, so that a market or a language can be added.
public struct ShadeVocabulary: Sendable {
    /// A place on the scale from the lightest shade, 0, to the deepest, 1.
    struct Depth: Sendable, Hashable {
        var depth: Double
        var spread: Double
        /// Whether the word names a depth and not a thing of that depth: only those can be intensified.
        var isOrdinal: Bool
    }

    /// A lean from −1, cool, to 1, warm.
    struct Lean: Sendable, Hashable {
        var lean: Double
        var weight: Double
    }

    /// All a word may say; most say one thing.
    struct Word: Sendable {
        /// Tells words apart.
        var place = 0
        var depth: Depth?
        var lean: Lean?
        var olive: Double?
        var intensifier: Double?
        var isSoftener = false
        var isUndertoneNoun = false
        var opensUndertone = false
        /// Whether a number before it is an amount, unless the word is a letter of a shade's number.
        var mayFollowAmount = false
        /// Whether a number before it is an amount: a letter alone may be a shade's.
        var followsAmount = false
        /// Of a unit of how much a package holds, what one is in millilitres or grams; 0 for pieces.
        var holds: Double?
        var precedesAmount = false
        var isIgnored = false
    }

    /// One look-up a word, whatever it may say.
    private(set) var words: [String: Word] = [:]
    private(set) var letterLeans: [String: Lean] = [:]
    private(set) var oliveLetters: Set<String> = []
    private(set) var letterDepths: [String: Depth] = [:]
    private(set) var brandLeans: [String: [String: Lean]] = [:]

    private mutating func mark(_ names: [String], _ change: (inout Word) -> Void) {
        for name in names {
            var word = words[name] ?? Word(place: words.count)
            change(&word)
            words[name] = word
        }
    }
}

extension ShadeVocabulary {
    /// The vocabulary that comes with the program.
    public static let standard: ShadeVocabulary = {
        do { return try ShadeVocabulary(yaml: PackageResources.shade_words_yaml, name: "shade-words.yaml") } catch {
            // The text is compiled in and a test reads it: no input can reach this.
            preconditionFailure("the built-in vocabulary is broken: \(error)")
        }
    }()

    /// - Parameter file: what to call the text in errors, such as its path.
    /// - Throws: `invalid_vocabulary` naming the key and what is wrong with it.
    public init(yaml: [UInt8], name file: String) throws(CatalogError) {
        let text: File
        do { text = try YAMLDecoder().decode(File.self, from: Data(yaml)) } catch {
            throw CatalogError(
                code: .invalidVocabulary, message: "\(file): not a vocabulary: \(Self.reason(of: error))")
        }
        for group in text.depth {
            let depth = Depth(depth: group.depth, spread: group.spread, isOrdinal: group.ordinal ?? false)
            try Self.check(depth, file)
            mark(group.words) { $0.depth = depth }
        }
        for group in text.letters.depth {
            let depth = Depth(depth: group.depth, spread: group.spread, isOrdinal: true)
            try Self.check(depth, file)
            for letters in group.letters { letterDepths[letters] = depth }
        }
        for group in text.undertone {
            let lean = try Self.lean(group.lean, group.weight, file)
            mark(group.words) { $0.lean = lean }
        }
        letterLeans = try Self.leans(text.letters.undertone, file)
        for brand in text.brands {
            let leans = try Self.leans(brand.undertone, file)
            for name in brand.names { brandLeans[name] = leans }
        }
        for (word, share) in text.intensifiers {
            guard (-1...1).contains(share) else {
                throw CatalogError(
                    code: .invalidVocabulary, message: "\(file): intensifiers.\(word): a share must lie in -1...1")
            }
            mark([word]) { $0.intensifier = share }
        }
        let olive = try Self.lean(0, text.olive.weight, file).weight
        mark(text.olive.words) { $0.olive = olive }
        oliveLetters = Set(text.letters.olive)
        mark(text.softeners) { $0.isSoftener = true }
        mark(text.undertoneNouns) { $0.isUndertoneNoun = true }
        mark(text.undertoneOpeners) { $0.opensUndertone = true }
        for size in text.amounts.sizes {
            guard (0...10_000).contains(size.holds) else {
                throw CatalogError(
                    code: .invalidVocabulary,
                    message: "\(file): amounts.sizes: holds \(size.holds): must lie in 0...10000")
            }
            mark(size.units) { $0.holds = size.holds }
        }
        for word in text.amounts.after + text.amounts.sizes.flatMap(\.units) {
            mark([word]) {
                $0.mayFollowAmount = true
                $0.followsAmount = word.utf8.count > 1
            }
        }
        mark(text.amounts.before) { $0.precedesAmount = true }
        mark(text.ignored) { $0.isIgnored = true }
    }

    private static func check(_ depth: Depth, _ file: String) throws(CatalogError) {
        guard (0...1).contains(depth.depth), (0.01...1).contains(depth.spread) else {
            throw CatalogError(
                code: .invalidVocabulary,
                message: "\(file): depth \(depth.depth) ± \(depth.spread): depth must lie in 0...1, spread in 0.01...1")
        }
    }

    private static func lean(_ lean: Double, _ weight: Double, _ file: String) throws(CatalogError) -> Lean {
        guard (-1...1).contains(lean), (0...10).contains(weight) else {
            throw CatalogError(
                code: .invalidVocabulary,
                message: "\(file): lean \(lean), weight \(weight): lean must lie in -1...1, weight in 0...10")
        }
        return Lean(lean: lean, weight: weight)
    }

    private static func leans(_ groups: [File.LetterLean], _ file: String) throws(CatalogError) -> [String: Lean] {
        var leans: [String: Lean] = [:]
        for group in groups {
            for letters in group.letters { leans[letters] = try lean(group.lean, group.weight, file) }
        }
        return leans
    }

    private static func reason(of error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        func place(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
        switch error {
        case .keyNotFound(let key, let context): return "\(place(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "\(place(context.codingPath)) has the wrong type"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty ? "it is not valid YAML" : "\(place(context.codingPath)) is not readable"
        @unknown default: return "it is not readable"
        }
    }
}

/// The YAML's form.
private struct File: Codable {
    struct DepthWords: Codable {
        var depth: Double
        var spread: Double
        var ordinal: Bool?
        var words: [String]
    }

    struct DepthLetters: Codable {
        var depth: Double
        var spread: Double
        var letters: [String]
    }

    struct LeanWords: Codable {
        var lean: Double
        var weight: Double
        var words: [String]
    }

    struct LetterLean: Codable {
        var lean: Double
        var weight: Double
        var letters: [String]
    }

    struct Olive: Codable {
        var weight: Double
        var words: [String]
    }

    struct Letters: Codable {
        var undertone: [LetterLean]
        var olive: [String]
        var depth: [DepthLetters]
    }

    struct Brand: Codable {
        var names: [String]
        var undertone: [LetterLean]
    }

    struct Size: Codable {
        var holds: Double
        var units: [String]
    }

    struct Amounts: Codable {
        var sizes: [Size]
        var after: [String]
        var before: [String]
    }

    var depth: [DepthWords]
    var intensifiers: [String: Double]
    var undertone: [LeanWords]
    var olive: Olive
    var undertoneNouns: [String]
    var undertoneOpeners: [String]
    var softeners: [String]
    var letters: Letters
    var brands: [Brand]
    var amounts: Amounts
    var ignored: [String]
}
