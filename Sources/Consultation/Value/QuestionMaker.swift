import ColorKernels
import ColorScience
import ShadeCatalog

/// Puts the questions of the book to one customer: which shades and colours they are about, and what speaks for each
/// option.
struct QuestionMaker {
    let offer: Offer
    let belief: CustomerBelief
    let candidates: Candidates
    /// Whether another photo may be asked for.
    var takesPhotos = false

    /// Every form worth considering; none where the question would tell nothing here.
    func forms(of question: Question) -> [QuestionForm] {
        guard question.scope.contains(offer.category) else { return [] }
        return switch question.kind {
        case .choice, .choices: choice(question).map { [$0] } ?? []
        case .critique: critique(question).map { [$0] } ?? []
        case .compare: comparisons(question)
        case .swatches: swatches(question)
        case .knownShade: [QuestionForm(question, options: [])]
        case .photo: takesPhotos ? [QuestionForm(question, options: [])] : []
        case .range: amounts(question).map { [$0] } ?? []
        }
    }

    private func choice(_ question: Question) -> QuestionForm? {
        let options = question.options.compactMap { option -> QuestionForm.Option? in
            guard let score = score(of: option, about: nil) else { return nil }
            var lab: Lab<D65>?
            if case .lab(let l, let a, let b, _) = option.near { lab = Lab(l, a, b) }
            return QuestionForm.Option(id: option.id, lab: lab, requires: option.requires, score: score)
        }
        guard options.contains(where: { $0.score.dependsOnSomething }), options.count > 1 else { return nil }
        return QuestionForm(question, options: options)
    }

    private func critique(_ question: Question) -> QuestionForm? {
        guard let best = candidates.shades.first else { return nil }
        let shade = offer.shades[best]
        let options = question.options.compactMap { option in
            score(of: option, about: shade).map { QuestionForm.Option(id: option.id, score: $0) }
        }
        guard options.count > 1, options.contains(where: { $0.score.dependsOnSomething }) else { return nil }
        return QuestionForm(question, options: options, shade: shade.sku)
    }

    /// `nil` for an option that is only about attributes in which the shades do not differ.
    private func score(of option: Question.Option, about shade: Shade?) -> Score? {
        var score = Score(dimensions: offer.space.attributes.count)
        score.constant = option.bias
        score.warmth = option.warmth
        var isKnown = option.likes.isEmpty
        for (attribute, strength) in option.likes {
            guard let dimension = offer.space.dimension(of: attribute) else { continue }
            score.taste[dimension] = strength
            isKnown = true
        }
        guard isKnown else { return nil }
        switch option.near {
        case .lab(let l, let a, let b, let strength): score.near = .seen(Lab(l, a, b), perDeltaE00: strength)
        case .shade(let strength):
            guard let shade, shade.category.isMatchable else { return nil }
            score.near = .keeping(shade.skinItFits, strength: strength)
        case nil: break
        }
        if option.lean != .zero { score.lean = Score.Lean(origin: TypicalSkin.color(at: 51.5), slope: option.lean) }
        if option.toward != .zero {
            guard let shade, shade.category.isMatchable else { return nil }
            score.lean = Score.Lean(origin: shade.skinItFits, slope: option.toward)
        }
        return score
    }

    /// Amounts between which products' prices lie, and none: whoever minds prices more sets a lower limit.
    private func amounts(_ question: Question) -> QuestionForm? {
        guard let dimension = offer.space.dimension(of: .price), let usual = offer.space.usualAmount,
            let currency = offer.shades.lazy.compactMap(\.price?.currency).first
        else { return nil }
        let prices = offer.shades.compactMap(\.price?.amount).filter { $0 > 0 }.sorted()
        let limits = [0.25, 0.5, 0.75].map { prices[Int(Double(prices.count) * $0)].rounded(.up) }
        let amounts = Set(limits).filter { $0 < prices[prices.count - 1] }.sorted()
        guard !amounts.isEmpty else { return nil }
        // That nothing dearer is shown from then on counts for nothing here: she would not keep it.
        func option(_ id: String, _ doublings: Double) -> QuestionForm.Option {
            var score = Score(dimensions: offer.space.attributes.count)
            score.constant = question.strength * doublings
            score.taste[dimension] = 3 * question.strength * doublings
            return QuestionForm.Option(id: id, score: score)
        }
        let limited = amounts.map { amount in
            option(amount.shortText, naturalLogarithm(amount / usual) / naturalLogarithm(2))
        }
        let most = naturalLogarithm(prices[prices.count - 1] / usual) / naturalLogarithm(2)
        return QuestionForm(question, options: limited + [option(Question.anyAmount, most)], currency: currency)
    }

    /// Products that differ in something but how they match her skin, each by its shade that suits best: two, three or
    /// five. Colours that are no match to skin differ by themselves, and have to by one standard deviation on an axis.
    private func comparisons(_ question: Question) -> [QuestionForm] {
        var (seen, rivals): ([[Double]], [Int]) = ([], [])
        for index in candidates.shades where !seen.contains(where: { isAlike($0, offer.scores[index].taste) }) {
            seen.append(offer.scores[index].taste)
            rivals.append(index)
            if rivals.count == 5 { break }
        }
        return [2, 3, 5].filter { $0 <= rivals.count }.map { count in
            QuestionForm(
                question,
                options: rivals.prefix(count).map { index in
                    let shade = offer.shades[index]
                    // Asked about the product, or which colour she likes: how it goes with her skin is not what she
                    // answers about.
                    var score = offer.scores[index]
                    (score.near, score.harmony) = (nil, nil)
                    score.taste = score.taste.map { $0 * question.strength }
                    return QuestionForm.Option(id: shade.sku, sku: shade.sku, lab: shade.lab, score: score)
                })
        }
    }

    private func isAlike(_ one: [Double], _ other: [Double]) -> Bool {
        zip(offer.space.attributes, zip(one, other)).allSatisfy { attribute, values in
            switch attribute {
            case .depth, .strength, .warmth: abs(values.0 - values.1) < 1
            case .finish, .coverage, .formula, .wear, .suits, .brand, .price, .vegan, .fragranceFree:
                values.0 == values.1
            }
        }
    }

    /// Colours among what is not known of the skin: a row of five along its longest axis, squares of nine or twenty-five
    /// along two axes, or the corners of a box along all three and its middle.
    private func swatches(_ question: Question) -> [QuestionForm] {
        let skin = belief.skin
        let axes = PrincipalAxes(of: skin.covariance)
        let row = [-1.5, -0.75, 0, 0.75, 1.5].map { skin.mean + axes.first * $0 }
        var sets = [row]
        for (across, down) in [(axes.first, axes.second), (axes.first, axes.third), (axes.second, axes.third)] {
            for step in [0.8, 1.2] {
                sets.append(
                    [-step, 0, step].flatMap { y in [-step, 0, step].map { skin.mean + across * $0 + down * y } })
            }
        }
        for (across, down) in [(axes.first, axes.second), (axes.first, axes.third)] {
            sets.append(
                [-1.5, -0.75, 0, 0.75, 1.5].flatMap { y in
                    [-1.7, -0.85, 0, 0.85, 1.7].map { skin.mean + across * $0 + down * y }
                })
        }
        let signs = [-0.9, 0.9]
        var box = signs.flatMap { x in
            signs.flatMap { y in signs.map { skin.mean + axes.first * x + axes.second * y + axes.third * $0 } }
        }
        box.insert(skin.mean, at: 4)
        sets.append(box)
        return sets.map { colors in
            QuestionForm(
                question,
                options: colors.enumerated().map { place, lab in
                    var score = Score(dimensions: offer.space.attributes.count)
                    score.near = .seen(lab, perDeltaE00: question.strength)
                    return QuestionForm.Option(id: String(place + 1), lab: lab, score: score)
                })
        }
    }
}

extension Score {
    var dependsOnSomething: Bool { dependsOnSkin || taste.contains { $0 != 0 } }
}
