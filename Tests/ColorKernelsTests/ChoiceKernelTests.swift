import ColorScience
import Testing

@testable import ColorKernels

struct ChoiceKernelTests {
    @Test func choicesAreWhatTheirFormulaSays() {
        var generator = SplitMix64(seed: 3)
        let scores = (0..<5).map { _ in (0..<24).map { _ in Float.random(in: -40...40, using: &generator) } }
        var rows = scores
        makeChoices(of: &rows, noise: 0.2)
        for column in 0..<24 {
            let powers = scores.map { exponential(Double($0[column])) }
            for row in 0..<5 {
                let truth = 0.8 * powers[row] / powers.reduce(0, +) + 0.04
                #expect(abs(Double(rows[row][column]) - truth) < 1e-6)
            }
        }
    }

    @Test func lossesAndProbabilitiesAreWhatTheirFormulasSay() {
        var generator = SplitMix64(seed: 4)
        let distances = (0..<40).map { _ in Float.random(in: 0...30, using: &generator) }
        var scores = [Float](repeating: 1.4, count: 40)
        subtractLoss(of: distances, bend: 2.5, slope: 4, from: &scores)
        add(distances, times: 0.25, to: &scores)
        for (score, distance) in zip(scores, distances) {
            let x = Double(distance) / 2.5
            let truth = 1.4 - 4 * ((1 + x * x).squareRoot() - 1) + 0.25 * Double(distance)
            #expect(abs(Double(score) - truth) < 1e-5 * max(1, abs(truth)))
        }
        var chances = scores
        makeProbabilities(of: &chances)
        for (chance, score) in zip(chances, scores) {
            let truth = 1 / (1 + exponential(-Double(score)))
            #expect(abs(Double(chance) - truth) < 1e-6)
        }
    }

    @Test(arguments: [1, 3, 4, 7], [1, 2, 3, 5])
    func totalsAreGainsOverNothing(rowCount: Int, weightingCount: Int) {
        var generator = SeededGenerator(seed: 3)
        func vector() -> [Float] { (0..<40).map { _ in Float.random(in: 0..<1, using: &generator) } }
        let table = GainTable((0..<rowCount).map { _ in vector() }, count: 40)
        let weightings = (0..<weightingCount).map { _ in vector() }
        let totals = table.totals(weightings)
        let nothing = [Float](repeating: 0, count: 40)
        for (weights, totals) in zip(weightings, totals) {
            #expect(totals.count == rowCount)
            for (row, total) in totals.enumerated() {
                #expect(abs(total - table.gain(of: row, over: nothing, weights: weights)) < 2e-6)
            }
        }
    }

    @Test func gainsAreOverWhatIsHeld() {
        var generator = SplitMix64(seed: 5)
        let rows = (0..<3).map { _ in (0..<24).map { _ in Float.random(in: 0...1, using: &generator) } }
        let weights = (0..<24).map { _ in Float.random(in: 0...1, using: &generator) }
        let table = GainTable(rows, count: 24)
        var held = [Float](repeating: 0, count: 24)
        table.raise(&held, to: 1)
        #expect(held == rows[1])
        let truth = (0..<24).reduce(0.0) { $0 + Double(weights[$1] * max(rows[2][$1] - held[$1], 0)) }
        #expect(abs(Double(table.gain(of: 2, over: held, weights: weights)) - truth) < 1e-5)
    }

    @Test func sharesGoToTheGreatest() {
        let rows: [[Float]] = [
            [0.5, 0.2, 0.9, 0.1, 0.5, 0, 0.3, 0.4], [0.4, 0.6, 0.9, 0.2, 0.1, 0, 0.7, 0.2],
            [0.9, 0.1, 0.2, 0.8, 0.6, 0, 0.1, 0.5],
        ]
        let table = GainTable(rows, count: 8)
        // Of equal ones the first counts: 0.9 at place 2.
        let shares = table.shares(of: [0, 1], weights: [1, 1, 1, 1, 2, 1, 1, 1])
        #expect(abs(shares[0] - 2.8) < 1e-6 && abs(shares[1] - 1.5) < 1e-6)
        #expect(table.shares(of: [], weights: [Float](repeating: 1, count: 8)).isEmpty)
    }
}
