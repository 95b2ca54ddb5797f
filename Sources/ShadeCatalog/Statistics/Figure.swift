internal import ColorScience

extension Wording {
    func group(_ group: SkinGroup) -> String {
        self("group", ["depth": depth(group), "undertone": undertone(group)])
    }

    func depth(_ group: SkinGroup) -> String { self("depth.\(group.depth.rawValue)") }
    func undertone(_ group: SkinGroup) -> String { self("undertone.\(group.undertone.rawValue)") }
    func category(_ category: ShadeCategory) -> String { self("category.\(category.rawValue)") }
}

extension SkinGroup {
    /// `light, warm`, as people say it.
    package var words: String { Wording.report.group(self) }
}

/// Figures as a report shows them.
package enum Figure {
    /// A share as whole percent; what is a little above 0 or below 1 does not pass for all or nothing. The sign
    /// stays on its line.
    package static func percent(_ share: Double) -> String { "\(wholePercent(share))\u{A0}%" }

    package static func wholePercent(_ share: Double) -> String {
        if share > 0, share < 0.005 { return "<1" }
        if share < 1, share >= 0.995 { return ">99" }
        return "\(Int((share * 100).rounded()))"
    }

    /// One decimal.
    package static func decimal(_ value: Double) -> String { fixed(value, digits: 1) }

    package static func whole(_ value: Double) -> String { fixed(value, digits: 0) }

    /// With fixed digits behind the point, halves away from zero, and a real minus; – for what is no figure.
    /// - Parameter digits: 0...6.
    package static func fixed(_ value: Double, digits: Int) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "–" }
        let scale = (0..<digits).reduce(1) { power, _ in 10 * power }
        let rounded = Int((abs(value) * Double(scale)).rounded())
        let whole = (value < 0 && rounded > 0 ? "−" : "") + "\(rounded / scale)"
        let fraction = String(rounded % scale)
        return digits == 0
            ? whole : whole + "." + String(repeating: "0", count: digits - fraction.utf8.count) + fraction
    }

    /// `6,816`.
    package static func count(_ value: Int) -> String {
        var digits = String(value)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return digits
    }

    /// A coordinate of a drawing, to a tenth of a pixel.
    package static func coordinate(_ value: Double) -> String {
        let tenths = Int((min(max(value, -9999), 9999) * 10).rounded())
        return (tenths < 0 ? "-" : "") + "\(abs(tenths) / 10)" + (tenths % 10 == 0 ? "" : ".\(abs(tenths) % 10)")
    }
}
