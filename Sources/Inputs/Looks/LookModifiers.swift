package import ShadeCatalog

/// What a look says of a product after its colons: `80`, `ombre`, `gloss`.
package struct LookModifiers: Sendable, Equatable {
    /// 0...1.
    package var intensity: Double { amount ?? 1 }
    private var amount: Double?
    /// Where in the category's place, if not the usual.
    package private(set) var style: LookStyle?
    /// What the finish is taken for, whatever the catalog says.
    package private(set) var finish: LookFinish?

    /// Takes an amount, a style or a finish.
    /// - Parameter text: The whole argument, for complaints.
    /// - Returns: Whether it is one.
    /// - Throws: `LookError` when it is one that does not fit.
    package mutating func takes(_ word: Substring, of category: ShadeCategory, in text: String) throws -> Bool {
        if let amount = Double(word) {
            guard amount >= 0, amount <= 100 else {
                throw LookError("the amount in \(text) must lie in 0...100 (or 0.0...1.0)")
            }
            // A share or a percentage; 1 is all of it, as nobody can see one percent. 1.5 may be meant as either.
            guard amount <= 1 || amount >= 2 else {
                throw LookError(
                    "the amount in \(text) may be a share or percent: up to 1 it is a share, from 2 on percent")
            }
            guard self.amount == nil else { throw twice("amounts", text) }
            self.amount = amount <= 1 ? amount : amount / 100
        } else if let style = LookStyle(rawValue: word.lowercased()) {
            guard style.zone(of: category) != nil else {
                let styles = LookStyle.allCases.filter { $0.zone(of: category) != nil }.map(\.rawValue)
                throw LookError(
                    "\(category.rawValue) has no style \(style.rawValue)"
                        + (styles.isEmpty ? "" : "; it has \(styles.joined(separator: ", "))"))
            }
            guard self.style == nil else { throw twice("styles", text) }
            self.style = style
        } else if let finish = LookFinish(rawValue: word.lowercased()) {
            guard self.finish == nil else { throw twice("finishes", text) }
            self.finish = finish
        } else {
            return false
        }
        return true
    }

    private func twice(_ what: String, _ text: String) -> LookError {
        LookError("\(text) has two \(what); give one")
    }
}
