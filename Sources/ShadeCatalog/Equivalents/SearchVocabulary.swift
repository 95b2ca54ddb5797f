/// The words of a catalog, and which of them a typed one may mean.
struct SearchVocabulary: Sendable {
    private(set) var numbers: [String: Int32] = [:]
    private(set) var words: [String] = []
    /// Words by what is left of them with one letter dropped (SymSpell, Garbe 2012), for words of five letters and
    /// more.
    private var dropped: [String: [Int32]] = [:]
    private var sorted: [Int32] = []

    mutating func number(of word: String) -> Int32 {
        if let number = numbers[word] { return number }
        let number = Int32(words.count)
        numbers[word] = number
        words.append(word)
        if word.utf8.count >= 5, word.first?.isLetter == true {
            for key in Self.drops(of: word) { dropped[key, default: []].append(number) }
        }
        return number
    }

    /// To be called once all words are in.
    mutating func finish() { sorted = words.indices.map { Int32($0) }.sorted { words[Int($0)] < words[Int($1)] } }

    /// The words that a typed one may mean, and how surely, 0...1: itself, one that it begins, one a slip away.
    func meanings(of typed: String) -> [(word: Int32, quality: Float)] {
        var found: [Int32: Float] = [:]
        if let exact = numbers[typed] { found[exact] = 1 }
        guard typed.first?.isLetter == true else { return found.map { ($0.key, $0.value) } }
        if typed.utf8.count >= 3 {
            var (low, high) = (0, sorted.count)
            while low < high {
                let middle = (low + high) / 2
                if words[Int(sorted[middle])] < typed { low = middle + 1 } else { high = middle }
            }
            for number in sorted[low...].prefix(40) where words[Int(number)].hasPrefix(typed) {
                found[number] = max(found[number] ?? 0, 0.8)
            }
        }
        if typed.utf8.count >= 5 {
            for key in Self.drops(of: typed) {
                for number in dropped[key] ?? [] where Self.isOneSlip(typed, words[Int(number)]) {
                    found[number] = max(found[number] ?? 0, 0.7)
                }
            }
        }
        return found.map { ($0.key, $0.value) }
    }

    /// The word itself, and with each of its letters left out.
    private static func drops(of word: String) -> [String] {
        let letters = Array(word.utf8.prefix(32))
        return [word]
            + letters.indices.map { i in
                String(decoding: letters[..<i] + letters[(i + 1)...], as: UTF8.self)
            }
    }

    /// Whether one letter more, less, changed or swapped with its neighbour turns one word into the other.
    static func isOneSlip(_ first: String, _ second: String) -> Bool {
        let (p, q) = (Array(first.utf8), Array(second.utf8))
        guard abs(p.count - q.count) <= 1 else { return false }
        var head = 0
        while head < min(p.count, q.count), p[head] == q[head] { head += 1 }
        var tail = 0
        while tail < min(p.count, q.count) - head, p[p.count - 1 - tail] == q[q.count - 1 - tail] { tail += 1 }
        let (a, b) = (p.count - head - tail, q.count - head - tail)
        if a <= 1 && b <= 1 { return true }
        return a == 2 && b == 2 && p[head] == q[head + 1] && p[head + 1] == q[head]
    }
}
