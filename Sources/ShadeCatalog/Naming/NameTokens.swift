/// A piece of a name: letters, a number or a mark.
struct NameToken: Sendable, Hashable {
    enum Kind: Sendable { case letters, number, mark }

    var kind: Kind
    /// Lower case without accents; a number with a decimal point.
    var text: String
    /// Whether nothing stands between it and the token before.
    var isGlued: Bool
}

extension NameToken {
    /// How much of a text is read. Names and sentences end long before; a field of a megabyte costs no more.
    static let textLimit = 1000

    /// Splits a text where letters, digits and marks meet.
    /// - Complexity: O(*n*), at most the first thousand scalars.
    static func tokens(of text: String) -> [NameToken] {
        var splitter = Splitter()
        for scalar in text.unicodeScalars.prefix(textLimit) { splitter.add(scalar) }
        splitter.finish()
        return splitter.tokens
    }

    /// The tokens without marks.
    /// - Complexity: O(*n*), at most the first thousand scalars.
    static func words(of text: String) -> [NameToken] { tokens(of: text).filter { $0.kind != .mark } }
}

extension Sequence<NameToken> {
    /// The tokens with blanks between: a text without case, accents and, of its words, marks.
    var plain: String { map(\.text).joined(separator: " ") }
}

private struct Splitter {
    var tokens: [NameToken] = []
    private var kind: NameToken.Kind?
    private var text: [UInt8] = []
    private var isGlued = false
    private var hasPoint = false
    /// A point or comma that is part of the number if a digit follows.
    private var holdsPoint = false

    init() {
        tokens.reserveCapacity(16)
        text.reserveCapacity(32)
    }

    mutating func add(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x61...0x7A: add(UInt8(scalar.value), to: .letters)
        case 0...0x20, 0xA0, 0x2000...0x200B, 0x202F, 0x3000: finish()
        case 0x30...0x39:
            if holdsPoint { text.append(UInt8(ascii: ".")) }
            holdsPoint = false
            add(UInt8(scalar.value), to: .number)
        case 0x2E, 0x2C:
            if kind == .number, !hasPoint {
                (holdsPoint, hasPoint) = (true, true)
            } else {
                mark(scalar)
            }
        case 0x41...0x5A: add(UInt8(scalar.value) | 0x20, to: .letters)
        case 0x300...0x36F: break  // Combining accents.
        case 0xC0...0x17F:
            let letter = latinLetters[Int(scalar.value) - 0xC0]
            if letter == UInt8(ascii: " ") { mark(scalar) } else { add(letter, to: .letters) }
        default:
            if scalar.value > 0x7F, scalar.properties.isAlphabetic {
                for byte in String(Character(scalar)).utf8 { add(byte, to: .letters) }
            } else {
                mark(scalar)
            }
        }
    }

    private mutating func add(_ byte: UInt8, to kind: NameToken.Kind) {
        if self.kind != kind {
            let touches = self.kind != nil && !holdsPoint
            close()
            self.kind = kind
            isGlued = touches
        }
        text.append(byte)
    }

    private mutating func mark(_ scalar: Unicode.Scalar) {
        finish()
        tokens.append(NameToken(kind: .mark, text: String(Character(scalar)), isGlued: false))
    }

    /// Ends a token where there is a gap.
    mutating func finish() {
        close()
        kind = nil
    }

    private mutating func close() {
        guard let kind, !text.isEmpty else { return }
        tokens.append(NameToken(kind: kind, text: String(decoding: text, as: UTF8.self), isGlued: isGlued))
        if holdsPoint { tokens.append(NameToken(kind: .mark, text: ".", isGlued: false)) }
        self.kind = nil
        text.removeAll(keepingCapacity: true)
        (isGlued, hasPoint, holdsPoint) = (false, false, false)
    }
}

/// The plain letters of U+00C0 to U+017F (Latin-1 Supplement and Latin Extended-A); a blank for × and ÷.
private let latinLetters: [UInt8] = Array(
    """
    aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllll\
    llnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
    """.utf8)
