extension ShadeVocabulary {
    /// Whether a word is a unit of how much a package holds, such as `ml`.
    func isUnit(_ word: String) -> Bool { words[word]?.holds != nil }

    /// Whether a number after a word is an amount, as after `spf`.
    func precedesAmount(_ word: String) -> Bool { words[word]?.precedesAmount == true }

    /// Whether a number before a word is an amount and no shade's, as before `ml` and `hours`.
    func followsAmount(_ word: String) -> Bool { words[word]?.followsAmount == true }

    /// The same, but for letters such as `h` that may also be part of a shade's number.
    func mayFollowAmount(_ word: String) -> Bool { words[word]?.mayFollowAmount == true }

    /// What a package holds in millilitres or grams; `nil` where the words give no size.
    func size(_ number: String, _ unit: String) -> Double? {
        guard let amount = Double(number), let holds = words[unit]?.holds else { return nil }
        return amount * holds
    }
}
