internal import ColorScience

/// How one shade differs from another, as a person at a counter would say it.
public struct ShadeDifference: Sendable, Hashable {
    /// How much, by the part of CIEDE2000 it makes up.
    public enum Degree: Int, Sendable, Hashable, Comparable, CaseIterable {
        /// Below 0.5: not seen.
        case none
        /// Below 1.2.
        case touch
        /// Below 2.5.
        case some
        /// From 2.5 on.
        case much

        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

        init(_ part: Double) {
            self = abs(part) < 0.5 ? .none : abs(part) < 1.2 ? .touch : abs(part) < 2.5 ? .some : .much
        }
    }

    /// ΔL′/S_L: above 0 the other shade is lighter.
    public let lightness: Double
    /// ΔH/S_H: above 0 it is warmer, which for skin colours means yellower; below 0 pinker.
    public let warmth: Double
    /// ΔC/S_C: above 0 it is richer, below 0 more muted.
    public let richness: Double
    /// How far off each of the three may be, one standard deviation, in the same order.
    let spread: (lightness: Double, warmth: Double, richness: Double)
    /// Of the two shades; `nil` where they agree or one states none. `coverage` and `undertone` likewise.
    public let finish: (from: Finish, to: Finish)?
    public let coverage: (from: Coverage, to: Coverage)?
    public let undertone: (from: ShadeUndertone, to: ShadeUndertone)?

    /// Finish, coverage and undertone are compared by the words they make: tuples have no `==` of their own.
    public static func == (left: Self, right: Self) -> Bool { left.notes == right.notes && left.parts == right.parts }
    public func hash(into hasher: inout Hasher) { hasher.combine(parts) }
    private var parts: [Double] { [lightness, warmth, richness] }
}

extension ShadeDifference {
    /// The way from one shade to another.
    public init(from shade: Shade, to other: Shade) {
        let (p, q) = (shade.lab, other.lab)
        let offset = (p.lightness + q.lightness) / 2 - 50
        let lightnessWeight = 1 + 0.015 * offset * offset / (20 + offset * offset).squareRoot()
        lightness = (q.lightness - p.lightness) / lightnessWeight
        let chroma = (p.chroma + q.chroma) / 2
        richness = (q.chroma - p.chroma) / (1 + 0.045 * chroma)
        let turn = (q.lch.hue - p.lch.hue).remainder(dividingBy: 360)
        warmth = 2 * (p.chroma * q.chroma).squareRoot() * sine(turn / 2 * .pi / 180) / (1 + 0.015 * chroma)
        let (u, v) = (shade.labUncertainty, other.labUncertainty)
        let sd = (u * u + v * v).squareRoot()
        spread = (sd / lightnessWeight, sd / (1 + 0.015 * chroma), sd / (1 + 0.045 * chroma))
        func change<Word: Equatable>(_ from: Word?, _ to: Word?) -> (from: Word, to: Word)? {
            guard let from, let to, from != to else { return nil }
            return (from, to)
        }
        finish = change(shade.finish, other.finish)
        coverage = change(shade.coverage, other.coverage)
        undertone = change(shade.undertone, other.undertone)
    }

    /// The notes, such as `a touch warmer` and `satin instead of matte`; empty where nothing differs. What the colours'
    /// uncertainty may as well have turned round, which it does at one time in six or more, is said with `perhaps`.
    public var notes: [String] {
        let text = Wording.differences
        func note(_ part: Double, _ sd: Double, _ more: String, _ less: String) -> String? {
            let degree = Degree(part)
            guard degree != .none else { return nil }
            let note = text("\(degree)", ["direction": text(part > 0 ? more : less)])
            return abs(part) < sd ? text("perhaps", ["note": note]) : note
        }
        func note(_ key: String, _ change: (from: String, to: String)?) -> String? {
            change.map { text(key, ["old": $0.from, "new": $0.to]) }
        }
        return [
            note(lightness, spread.lightness, "lighter", "deeper"), note(warmth, spread.warmth, "warmer", "pinker"),
            note(richness, spread.richness, "richer", "muted"),
            note("undertone", undertone.map { ($0.from.rawValue, $0.to.rawValue) }),
            note("finish", finish.map { ($0.from.rawValue, $0.to.rawValue) }),
            note("coverage", coverage.map { ($0.from.rawValue, $0.to.rawValue) }),
        ].compactMap { $0 }
    }

    /// The notes as one phrase; without any, how far the sameness of the stated colours can be trusted.
    /// - Parameter probability: That the true difference is within what counts as a match.
    public func words(probability: Double) -> String {
        guard notes.isEmpty else { return notes.joined(separator: ", ") }
        return Wording.differences(probability >= 0.9 ? "same" : probability >= 0.5 ? "alike" : "unsure")
    }
}
