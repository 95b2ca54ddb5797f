/// A tone of the Monk Skin Tone scale, 1 (lightest) to 10 (deepest).
///
/// The scale's published sRGB swatches are display colours: measured faces of L* 28 to 70 all lie nearest to tones 5
/// to 8. Skin is therefore placed by its ITA, through cut points of our own that spread measured skin over the ten.
public struct MonkTone: Hashable, Comparable, Sendable {
    /// 1...10.
    public let tone: Int

    /// - Precondition: `tone` in 1...10.
    public init(tone: Int) {
        precondition((1...10).contains(tone), "Monk tones run from 1 to 10")
        self.tone = tone
    }

    /// The lighter tone is less.
    public static func < (left: Self, right: Self) -> Bool { left.tone < right.tone }
}

extension MonkTone {
    /// Lower ITA bounds, in degrees, of tones 1 to 9. They keep Del Bino's class bounds (55, 41, 28, 10, −30) as
    /// bounds between tones, halve each class that holds two tones, and give tone 1 what is lighter than any class.
    public static let itaLowerBounds: [Double] = [65, 55, 41, 28, 19, 10, -10, -30, -48]

    /// The tone `ita` falls into; an angle on a bound belongs to the deeper tone.
    public init(_ ita: IndividualTypologyAngle) {
        let index = Self.itaLowerBounds.firstIndex { ita.degrees > $0 } ?? 9
        self.init(tone: index + 1)
    }

    /// The published swatch, a display colour.
    /// - Source: Monk 2022, skintone.google.
    public var swatch: SRGB8 {
        let swatches: [UInt32] = [
            0xF6EDE4, 0xF3E7DB, 0xF7EAD0, 0xEADABA, 0xD7BD96, 0xA07E56, 0x825C43, 0x604134, 0x3A312A, 0x292420,
        ]
        let value = swatches[tone - 1]
        return SRGB8(red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
    }
}
