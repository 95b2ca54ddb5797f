import ColorScience

/// What a picture's areas are to each other: which is the background, what stands on it and how.
struct PictureLayout {
    let areas: [SwatchArea]
    /// The area taken to be the background.
    let background: Int?
    /// How much taller than wide what is not background is: 0 up to 1.4 times, 1 from 2.2 times on.
    let tallness: Double
    /// Whether it narrows towards the top, as a lipstick does and a bottle's cap does not: 0...1.
    let taper: Double
    /// Columns and rows of what is not background.
    let columns: Range<Int>
    let rows: Range<Int>

    init(_ areas: [SwatchArea], _ map: AreaMap, background: Int?, width: Int, height: Int) {
        self.areas = areas
        self.background = background
        let standing = areas.filter { $0.index != background && $0.share > 0.002 }
        let left = standing.map(\.columns.lowerBound).min() ?? 0
        let right = standing.map(\.columns.upperBound).max() ?? width
        let top = standing.map(\.rows.lowerBound).min() ?? 0
        let bottom = standing.map(\.rows.upperBound).max() ?? height
        let rows = top..<max(bottom, top + 1)
        columns = left..<max(right, left + 1)
        self.rows = rows
        tallness = clamped((Double(rows.count) / Double(columns.count) - 1.4) / 0.8)

        let counted = Set(standing.map { UInt8($0.index) })
        func breadth(at part: Double) -> Double {
            let row = min(height - 1, rows.lowerBound + Int(part * Double(rows.count)))
            return Double((0..<width).count { counted.contains(map.areas[row * width + $0]) })
        }
        taper = clamped((0.85 - breadth(at: 0.04) / max(breadth(at: 0.22), 1)) / 0.3)
    }

    /// Which area may be the background, the likeliest first, with weights that sum to 1: the one that takes up most of
    /// the frame, if any takes up a fifth of it, and beside it the second where it takes up nearly as much.
    static func backgrounds(_ areas: [SwatchArea]) -> [(area: Int?, weight: Double)] {
        let along = areas.sorted { $0.frame != $1.frame ? $0.frame > $1.frame : $0.index < $1.index }
        guard let first = along.first, first.frame >= 0.2 else { return [(nil, 1)] }
        guard along.count > 1 else { return [(first.index, 1)] }
        let doubt = 0.5 * clamped((along[1].frame / first.frame - 0.7) / 0.3)
        return doubt > 0 ? [(first.index, 1 - doubt), (along[1].index, doubt)] : [(first.index, 1)]
    }

    /// What makes an area likely to be the product, in the order of `ProductModel.weights`.
    func features(of area: SwatchArea) -> [Double] {
        let isBackground = area.index == background
        let back = background.map { areas[$0] }
        let color = area.color
        let chroma = (color.a * color.a + color.b * color.b).squareRoot()
        let neutral = clamped(1.5 - chroma / 6)
        let white = clamped((color.lightness - 86) / 10) * neutral
        let black = clamped((28 - color.lightness) / 16) * neutral
        let onBackground = isBackground ? 1.0 : 0

        var (contrast, shadow) = (0.0, 0.0)
        if let back, !isBackground {
            contrast = naturalLogarithm(color.deltaE76(to: back.color) + 2)
            // Shading scales a* and b* about as it scales L* + 16.
            let scale = (color.lightness + 16) / (back.color.lightness + 16)
            let (da, db) = (color.a - back.color.a * scale, color.b - back.color.b * scale)
            if scale < 1 { shadow = exponential(-(da * da + db * db) / 16) }
        }

        var (inside, onStrip, children, glare) = (0.0, 0.0, 0.0, 0.0)
        for other in areas where other.index != area.index {
            let meeting = area.borders[other.index]
            if other.index != background, !isBackground, other.share > area.share {
                inside += meeting
                onStrip += meeting * min(1, 5 * other.frame)
            }
            if other.index != background, !isBackground, other.share < area.share {
                children += other.middle * other.borders[area.index]
            }
            if other.share > area.share { glare += meeting * Self.glare(color, on: other.color) }
        }

        let middleRow = (Double(area.rows.lowerBound) + Double(area.rows.upperBound)) / 2
        let place = (middleRow - Double(rows.lowerBound)) / Double(rows.count) - 0.5
        let breadth = min(1, Double(area.columns.count) / Double(columns.count))
        let upright = tallness * (1 - onBackground)
        return [
            naturalLogarithm(area.share + 0.003), area.frame, naturalLogarithm(area.middle + 0.003),
            naturalLogarithm(area.thickness + 0.01),
            area.thickness < 0.03 ? 1 : 0, abs(area.centerX - 0.5), abs(area.centerY - 0.5), onBackground,
            onBackground * white, onBackground * naturalLogarithm(1 - area.share + 0.01),
            onBackground * naturalLogarithm(1 - area.middle + 0.02), (1 - onBackground) * white, black, neutral,
            min(chroma, 40) / 40, min(area.lightnessSpread, 12) / 10, min(area.roughness, 4), contrast, shadow, inside,
            inside * neutral, onStrip, naturalLogarithm(children + 0.02), glare, upright * (1 - taper) * place,
            upright * taper * place, upright * breadth, upright * taper * breadth,
        ]
    }

    /// Whether one colour could be another with light reflected off its surface: on the way from it to white, 0...1.
    private static func glare(_ color: Lab<D65>, on body: Lab<D65>) -> Double {
        let part = (color.lightness - body.lightness) / max(100 - body.lightness, 1)
        guard part > 0.05 else { return 0 }
        let (da, db) = (color.a - body.a * (1 - part), color.b - body.b * (1 - part))
        return exponential(-(da * da + db * db) / 32)
    }
}

extension PictureLayout {
    /// What the picture seems to show, given which area is the product.
    func kind(of product: SwatchArea) -> SwatchKind {
        if product.share > 0.85 || product.frame > 0.6 { return .fill }
        let others = areas.filter { $0.index != background && $0.index != product.index }
        let beside = others.reduce(0) { $0 + $1.share }
        if tallness > 0.4, beside > 0.25 * product.share {
            let middle = Double(product.rows.lowerBound + product.rows.upperBound) / 2
            let isAbove = middle < Double(rows.lowerBound + rows.upperBound) / 2
            return isAbove && taper > 0.3 ? .bullet : .bottle
        }
        let around = others.filter { $0.share > 0.02 }.reduce(0) { sum, other in
            other.columns.lowerBound < product.columns.lowerBound
                && other.columns.upperBound > product.columns.upperBound
                ? sum + product.borders[other.index] : sum
        }
        if around > 0.6 { return .pan }
        let (w, h) = (Double(product.columns.count), Double(product.rows.count))
        let filled = product.pixels / (w * h)
        if filled > 0.94 || abs(filled - .pi / 4) < 0.035 && abs(w - h) < 0.06 * w { return .flat }
        return .smear
    }
}

/// Held to 0...1.
private func clamped(_ value: Double) -> Double { min(1, max(0, value)) }
