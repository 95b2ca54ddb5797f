import ColorScience
import ShadeCatalog

/// How well a colour that is no match to skin goes with skins, as log-odds of its being kept, by their depth and undertone.
///
/// Between the table's skins it is interpolated, beyond them it stays as it is at the edge.
struct HarmonyTable: Sendable, Hashable {
    /// Row by row of depth, undertones in a row.
    private let values: [Float]

    private static let depths = (first: 24.0, step: 4.0, count: 14)
    /// In standard deviations of skins of a depth.
    private static let undertones = (first: -2.0, step: 1.0, count: 5)

    /// Log-odds that a colour is kept that goes with her face as well as any.
    /// - Source: this project's choice until purchases tell better, as are the next two: two of three are kept.
    private static let base = 0.8
    /// Lost where it does not go with the face at all: as much as one standard deviation of taste, and a third more.
    private static let weight = 1.2
    /// Lost for each standard deviation from the category's mean colour, squared; what she likes may outweigh that.
    private static let bend = 0.08

    /// What of a colour's log-odds depends neither on taste nor on skin.
    /// - Parameter features: what it has of each attribute, by name.
    static func constant(of features: [String: Double]) -> Double {
        [TasteAttribute.depth, .strength, .warmth].reduce(base) { sum, attribute in
            let feature = features[attribute.name] ?? 0
            return sum - bend * feature * feature
        }
    }

    /// - Complexity: seventy scores.
    init(of lab: Lab<D65>, by matcher: HarmonyMatcher) {
        var values: [Float] = []
        for row in 0..<Self.depths.count {
            let typical = TypicalSkin.color(at: Self.depths.first + Self.depths.step * Double(row))
            for column in 0..<Self.undertones.count {
                let warmth = Self.undertones.first + Self.undertones.step * Double(column)
                let skin = typical.turned(by: warmth * SwatchSkinMap.leanSpread)
                values.append(Float(Self.weight * (matcher.score(of: lab, on: skin) - 1)))
            }
        }
        self.values = values
    }

    /// - Parameters:
    ///   - lightness: of the skin, L*.
    ///   - warmth: its undertone, in standard deviations of skins of its depth.
    func value(lightness: Double, warmth: Double) -> Double {
        let (row, down) = Self.place(of: lightness, Self.depths)
        let (column, along) = Self.place(of: warmth, Self.undertones)
        func value(_ row: Int, _ column: Int) -> Double { Double(values[row * Self.undertones.count + column]) }
        let upper = value(row, column) * (1 - along) + value(row, column + 1) * along
        let lower = value(row + 1, column) * (1 - along) + value(row + 1, column + 1) * along
        return upper * (1 - down) + lower * down
    }

    private static func place(
        of value: Double, _ axis: (first: Double, step: Double, count: Int)
    ) -> (place: Int, share: Double) {
        let at = min(max((value - axis.first) / axis.step, 0), Double(axis.count - 1))
        let place = min(Int(at), axis.count - 2)
        return (place, at - Double(place))
    }
}

extension Lab<D65> {
    /// A colour of the same lightness and chroma whose difference in hue from this one is `distance`, + for yellower.
    fileprivate func turned(by distance: Double) -> Self {
        guard chroma > abs(distance) / 2 else { return self }
        // ΔH*ab of equal chromas is 2 · C · sin(half the angle).
        let half = distance / (2 * chroma)
        let (sine, cosine) = (2 * half * (1 - half * half).squareRoot(), 1 - 2 * half * half)
        return Lab(lightness, a * cosine - b * sine, a * sine + b * cosine)
    }
}
