import ColorKernels
import ColorScience
import ShadeCatalog

/// Points of skin and taste, as planes.
struct CustomerDraws: Sendable {
    let skin: LabPlanes
    /// Dimension by dimension of taste.
    let taste: [[Float]]
    /// `undertone(of:)` of each.
    let warmth: [Float]

    var count: Int { skin.count }

    /// - Precondition: as many of each, a multiple of 8.
    init(skin: LabPlanes, taste: [[Float]]) {
        precondition(skin.count % 8 == 0 && taste.allSatisfy { $0.count == skin.count }, "draws come in whole vectors")
        self.skin = skin
        self.taste = taste
        warmth = (0..<skin.count).map { Float(undertone(of: skin[$0])) }
    }

    /// - Parameter planes: L*, a*, b*, then taste, all of one length, a multiple of 8.
    init(planes: [[Float]]) {
        self.init(
            skin: LabPlanes(lightness: planes[0], a: planes[1], b: planes[2]), taste: Array(planes[3...]))
    }

    /// L*, a*, b*, then taste.
    var planes: [[Float]] { [skin.lightness, skin.a, skin.b] + taste }

    /// - Parameter places: a multiple of 8.
    func gathered(at places: [Int]) -> CustomerDraws {
        CustomerDraws(skin: skin.gathered(at: places), taste: taste.map { plane in places.map { plane[$0] } })
    }

    /// A score at every point.
    /// - Complexity: O(`count` · dimensions that the score depends on).
    func values(of score: Score) -> [Float] {
        var values = [Float](repeating: Float(score.constant), count: count)
        for (slope, weights) in zip(score.taste, taste) where slope != 0 {
            add(weights, times: Float(slope), to: &values)
        }
        if let near = score.near {
            subtractLoss(
                of: skin.deltaE00(to: near.lab), bend: Float(near.bend), slope: Float(near.slope), from: &values)
        }
        if let lean = score.lean {
            let (slope, from) = (lean.slope, lean.origin)
            let constant = -(slope.x * from.lightness + slope.y * from.a + slope.z * from.b)
            for i in values.indices { values[i] += Float(constant) }
            add(skin.lightness, times: Float(slope.x), to: &values)
            add(skin.a, times: Float(slope.y), to: &values)
            add(skin.b, times: Float(slope.z), to: &values)
        }
        if score.warmth != 0 { add(warmth, times: Float(score.warmth), to: &values) }
        if let harmony = score.harmony {
            for i in values.indices {
                values[i] += Float(
                    harmony.value(lightness: Double(skin.lightness[i]), warmth: Double(warmth[i])))
            }
        }
        return values
    }

    /// How likely each option is to be chosen at every point, option by option.
    func choices(among options: [Score], noise: Double) -> [[Float]] {
        var rows = options.map(values)
        makeChoices(of: &rows, noise: Float(noise))
        return rows
    }

    /// How likely each option is true of her at every point, option by option.
    func truths(of options: [Score]) -> [[Float]] {
        options.map { option in
            var row = values(of: option)
            makeProbabilities(of: &row)
            return row
        }
    }

    /// How likely evidence is at every point; `nil` of what is no answer.
    func likelihood(of factor: Factor) -> [Float]? {
        switch factor {
        case .reading: return nil
        case .choice(let choice): return choices(among: choice.options, noise: choice.noise)[choice.chosen]
        case .selection(let selection):
            return likelihood(
                of: selection.isChosen, where: truths(of: selection.options), noise: Float(selection.noise))
        }
    }

    /// How likely an answer of several options is at every point.
    /// - Parameter truths: `truths(of:)` the options.
    func likelihood(of isChosen: [Bool], where truths: [[Float]], noise: Float) -> [Float] {
        var row = [Float](repeating: 1 - noise, count: count)
        for (isChosen, truth) in zip(isChosen, truths) {
            for i in row.indices { row[i] *= isChosen ? truth[i] : 1 - truth[i] }
        }
        let floor = Float(SelectionEvidence.floor(of: isChosen.count, noise: Double(noise)))
        return row.map { $0 + floor }
    }
}

/// How far a skin's hue lies from typical skin's of its depth, in standard deviations of skins: + is warm.
func undertone(of skin: Lab<D65>) -> Double {
    skin.hueDifference(from: TypicalSkin.color(at: skin.lightness)) / SwatchSkinMap.leanSpread
}
