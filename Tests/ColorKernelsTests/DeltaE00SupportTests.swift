import ColorKernels
import ColorScience
import Testing

/// The lower bound's constants are measured, not proved: measured anew here.
struct DeltaE00SupportTests {
    @Test func boundsLieBelowExpectations() {
        var random = SeededGenerator(seed: 40)
        var measured = 0
        for _ in 0..<150 {
            guard case (var distribution, let mean)? = distribution(&random),
                let margin = DeltaE00Support.margin(under: distribution)
            else { continue }
            let center = mean + random.step(upTo: 8)
            guard DeltaE00Support.covers(center) else { continue }
            let support = DeltaE00Support(at: center, under: &distribution, margin: margin)
            let colors = LabPlanes((0..<64).map { _ in center + random.step(upTo: 20) }.filter(DeltaE00Support.covers))
            var bounds = [Float](repeating: -.infinity, count: colors.count)
            support.raise(&bounds, of: colors, in: 0..<colors.count)
            for i in 0..<colors.count {
                #expect(Double(bounds[i]) <= distribution.meanDeltaE00(to: colors[i]), "\(center) \(colors[i])")
            }
            measured += colors.count
        }
        #expect(measured > 3000)
    }

    @Test func boxesAreBoundedByTheirLeastColour() {
        var random = SeededGenerator(seed: 41)
        for _ in 0..<20 {
            guard case (var distribution, let mean)? = distribution(&random) else { continue }
            let support = DeltaE00Support(at: mean, under: &distribution, margin: 0.03)
            let corners = (0..<11).map { _ in (random.lab(), random.lab()) }
            let boxes = LabBoxes(
                corners.map { p, q in
                    (
                        SIMD3(Float(min(p.lightness, q.lightness)), Float(min(p.a, q.a)), Float(min(p.b, q.b))),
                        SIMD3(Float(max(p.lightness, q.lightness)), Float(max(p.a, q.a)), Float(max(p.b, q.b)))
                    )
                })
            var bounds = boxes.lightnessBounds(from: mean.lightness, weight: 2)
            for (i, (p, q)) in corners.enumerated() {
                let within = LabPlanes([p, q, (p + q) * 0.5, Lab(p.lightness, q.a, p.b)])
                for j in 0..<within.count {
                    #expect(Double(bounds[i]) <= distribution.meanDeltaE00(to: within[j]) + 1e-4)
                }
            }
            let before = bounds
            support.raise(&bounds, of: boxes)
            for (i, (p, q)) in corners.enumerated() {
                let within = LabPlanes([p, q, (p + q) * 0.5, Lab(p.lightness, q.a, p.b)])
                var single = [Float](repeating: before[i], count: within.count)
                support.raise(&single, of: within, in: 0..<within.count)
                for value in single { #expect(bounds[i] <= value + 1e-3) }
            }
        }
    }

    @Test(arguments: [[3, 1, 2], [Float.infinity, .infinity], [5], [1, 1], (0..<99).map { Float(($0 * 37) % 101) }])
    func leastValueIsFound(_ values: [Float]) {
        #expect(values.placeOfLeast == values.firstIndex(of: values.min()!))
    }

    /// A belief that is none must not lead the selection astray.
    @Test func spreadsOfNoNumberAreNone() {
        for wrong in [Double.nan, .infinity] {
            let colors = LabPlanes([Lab<D65>](repeating: Lab(wrong, 10, 15), count: 300))
            var labs = WeightedLabs(colors, weights: [Double](repeating: 1.0 / 300, count: 300))
            let spread = labs.spread(within: 2, of: Lab(60, 10, 15))
            #expect(!spread.p50.isFinite && !spread.p90.isFinite)
        }
    }

    @Test func spreadsAgreeWithSorting() {
        var random = SeededGenerator(seed: 42)
        for count in [1, 2, 7, 8, 9, 100, 2048] {
            let planes = random.planes(count)
            var labs = WeightedLabs(planes, weights: [Double](repeating: 1 / Double(count), count: count))
            for reference in [random.lab(), planes[0]] {
                let sorted = planes.deltaE00(to: reference).sorted()
                let spread = labs.spread(within: Double(sorted[count / 2]), of: reference)
                #expect(spread.share == Double(sorted.count { $0 <= sorted[count / 2] }) / Double(count))
                for (share, value) in [(0.5, spread.p50), (0.9, spread.p90)] {
                    let place = share * Double(count - 1)
                    let (low, high) = (Int(place), min(Int(place) + 1, count - 1))
                    let (below, above) = (Double(sorted[low]), Double(sorted[high]))
                    #expect(value == below + (place - Double(low)) * (above - below))
                }
                let mean = sorted.reduce(0) { $0 + Double($1) } / Double(count)
                #expect(abs(labs.meanDeltaE00(to: reference) - mean) <= 1e-5 * mean)
            }
        }
    }

    /// Equally weighted nodes about a skin colour.
    private func distribution(_ random: inout SeededGenerator) -> (WeightedLabs, Lab<D65>)? {
        let skin = TypicalSkin.color(at: Double.random(in: 26...72, using: &random)) + random.step(upTo: 3)
        let reach = Double.random(in: 0.5...8, using: &random)
        let steps = (0..<75).map { _ in random.step(upTo: reach) }
        let planes = LabPlanes(steps.map { skin + $0 } + steps.map { skin - $0 })
        return (WeightedLabs(planes, weights: [Double](repeating: 1 / 150, count: 150)), skin)
    }
}

extension SeededGenerator {
    fileprivate mutating func step(upTo reach: Double) -> Lab<D65> {
        func part() -> Double { Double.random(in: -reach...reach, using: &self) }
        return Lab(part(), part(), part())
    }
}
