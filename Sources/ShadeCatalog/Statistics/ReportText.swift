internal import ColorScience
internal import Foundation
internal import Yams

/// The report's wording, with figures filled in.
struct ReportText: Sendable {
    private let texts: [String: String]

    static let standard: ReportText = {
        // The text is compiled in and a test reads every key: no input can reach the fallback.
        let texts = try? YAMLDecoder().decode([String: String].self, from: Data(PackageResources.catalog_report_yaml))
        return ReportText(texts: texts ?? [:])
    }()

    static let style = String(decoding: PackageResources.catalog_report_css, as: UTF8.self)

    /// Plain text, not yet escaped; `{name}` in the wording becomes the value of that name.
    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        guard let text = texts[key] else {
            assertionFailure("the report has no text for \(key)")
            return key
        }
        var filled = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            filled += rest[..<open]
            filled += values[String(rest[rest.index(after: open)..<close])] ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }

    /// `count` things: a wording for one and a wording for more.
    func callAsFunction(_ key: String, count: Int, _ values: [String: String] = [:]) -> String {
        self(count == 1 ? key + "One" : key, values.merging(["count": "\(count)"]) { given, _ in given })
    }
}

extension ReportText {
    func group(_ group: SkinGroup) -> String {
        self("group", ["depth": depth(group), "undertone": undertone(group)])
    }

    func depth(_ group: SkinGroup) -> String { self("depth.\(group.depth.rawValue)") }
    func undertone(_ group: SkinGroup) -> String { self("undertone.\(group.undertone.rawValue)") }
    func category(_ category: ShadeCategory) -> String { self("category.\(category.rawValue)") }
}

/// Figures as a report shows them.
enum Figure {
    /// A share as whole percent; what is a little above 0 or below 1 does not pass for all or nothing.
    static func percent(_ share: Double) -> String { "\(wholePercent(share)) %" }

    static func wholePercent(_ share: Double) -> String {
        if share > 0, share < 0.005 { return "<1" }
        if share < 1, share >= 0.995 { return ">99" }
        return "\(Int((share * 100).rounded()))"
    }

    /// One decimal.
    static func decimal(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "–" }
        let tenths = Int((abs(value) * 10).rounded())
        return (value < 0 && tenths > 0 ? "−" : "") + "\(tenths / 10).\(tenths % 10)"
    }

    static func whole(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "–" }
        let rounded = Int(value.rounded())
        return rounded < 0 ? "−\(-rounded)" : "\(rounded)"
    }

    /// `6,816`.
    static func count(_ value: Int) -> String {
        var digits = String(value)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return digits
    }

    /// A coordinate of a drawing, to a tenth of a pixel.
    static func coordinate(_ value: Double) -> String {
        let tenths = Int((min(max(value, -9999), 9999) * 10).rounded())
        return (tenths < 0 ? "-" : "") + "\(abs(tenths) / 10)" + (tenths % 10 == 0 ? "" : ".\(abs(tenths) % 10)")
    }
}
