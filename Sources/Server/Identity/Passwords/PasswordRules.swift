/// What a password and a login may be.
///
/// - Source: NIST SP 800-63B, 5.1.1.2: length counts, mixtures of characters are not asked for, nothing ends by its age.
package enum PasswordRules {
    static let length = 12...200

    /// What is wrong with a password, as a sentence; `nil` when nothing is.
    package static func fault(in password: String, of login: String) -> String? {
        guard length.contains(password.unicodeScalars.count) else {
            return "A password has \(length.lowerBound) to \(length.upperBound) characters."
        }
        // What everybody would try first. A short name is in many other words.
        let (small, login) = (password.lowercased(), login.lowercased())
        let names = [login, String(login.prefix { $0 != "@" })].filter { $0.count >= 4 }
        guard !names.contains(where: small.contains) else {
            return "A password does not hold the login."
        }
        guard Set(password).count > 2 else { return "A password is more than one or two characters, repeated." }
        return nil
    }

    /// What is wrong with a login, as a sentence; `nil` when nothing is. Of ASCII alone: no two look the same.
    package static func fault(inLogin login: String) -> String? {
        let marks = Set("._-+@".utf8)
        let isPlain = login.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || marks.contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
        guard (3...254).contains(login.utf8.count), isPlain else {
            return "A login has 3 to 254 letters of a to z, digits, and . _ - + @."
        }
        return nil
    }

    /// Whether a text can be shown on a terminal as it is.
    package static func isShown(_ text: String) -> Bool {
        !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
