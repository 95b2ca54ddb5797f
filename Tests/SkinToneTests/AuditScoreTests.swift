import ColorKernels
import ColorScience
import Foundation
import TestSupport
import Testing

@testable import SkinTone

/// Figures of one belief and of plain samples, against others' arithmetic.
struct AuditScoreTests {
    private static let colors: [Lab<D65>] = (0..<40).map { index in
        let phase = Double(index)
        return Lab(55 + 6 * sin(phase), 12 + 3 * cos(1.7 * phase), 18 + 4 * sin(2.3 * phase + 1))
    }
    private static let weights = (0..<40).map { 1 + Double($0 % 7) }

    @Test(.enabled(if: PythonOracle.isPresent, "\(PythonOracle.skipReason)"))
    func energyScoreIsNumPys() throws {
        let belief = SkinBelief(particles: LabPlanes(Self.colors), weights: Self.weights)
        let truth = Lab<D65>(58, 10, 21)
        let script = """
            import json, sys, numpy as np
            x, w, y = (np.array(part, float) for part in json.loads(sys.argv[1]))
            w = w / w.sum()
            far = np.linalg.norm(x - y, axis=1) @ w
            among = w @ np.linalg.norm(x[:, None] - x[None], axis=2) @ w
            print(far - among / 2)
            """
        let points = Self.colors.map { [$0.lightness, $0.a, $0.b] }
        let input = try JSONSerialization.data(
            withJSONObject: [points, Self.weights, [truth.lightness, truth.a, truth.b]])
        let printed = try PythonOracle.run(script, [String(decoding: input, as: UTF8.self)])
        let expected = try #require(
            Double(String(decoding: printed, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(abs(EnergyScore.of(belief, truth: truth) - expected) < 1e-4)
    }

    /// E|X| of a standard normal in three dimensions is 2 √(2/π).
    @Test func energyScoreOfAGaussianAtItsMean() {
        let mean = Lab<D65>(50, 12, 18)
        let score = EnergyScore.of(
            LabGaussian(mean: mean, covariance: Covariance3(standardDeviations: 3, 3, 3)), truth: mean)
        let expected = 3 * 2 * (2 / Double.pi).squareRoot() * (1 - 0.5.squareRoot())
        #expect(abs(score - expected) < 0.02)
    }

    /// A belief as wide as its errors scores better than narrower and wider ones.
    @Test func honestWidthScoresBest() {
        let scores = [1.0, 3, 9].map { width in
            NormalSequence.draws(300).map { draw in
                EnergyScore.of(
                    LabGaussian(
                        mean: Lab(50, 12, 18), covariance: Covariance3(standardDeviations: width, width, width)),
                    truth: Lab(50 + 3 * draw.x, 12 + 3 * draw.y, 18 + 3 * draw.z))
            }.reduce(0, +) / 300
        }
        #expect(scores[1] < scores[0] && scores[1] < scores[2], "\(scores)")
    }

    /// Half of all errors are larger than 0.6745 standard deviations.
    @Test(arguments: [Lab<D65>(66, 10, 17), Lab(46, 13, 19), Lab(28, 7, 8)])
    func exposureUnitIsTheMedianErrorsShift(skin: Lab<D65>) {
        let shifts = [0.35 * 0.674_49, -0.35 * 0.674_49].map { exposure in
            let (gain, xyz) = (pow(2, exposure), skin.xyz)
            return XYZ<D65>(x: xyz.x * gain, y: xyz.y * gain, z: xyz.z * gain).lab.deltaE00(to: skin)
        }
        let unit = ExposureUnit.of(skin)
        #expect(shifts.min()! * 0.98 < unit && unit < shifts.max()! * 1.02, "\(unit) of \(shifts)")
    }

    @Test func deepSkinMovesLess() {
        #expect(ExposureUnit.of(Lab(28, 7, 8)) < 0.6 * ExposureUnit.of(Lab(62, 12, 18)))
    }

    /// numpy.quantile([1, 2, 4, 8, 16, 32], [.5, .9]) and numpy.std(ddof=1) / sqrt(6).
    @Test func samplesAreNumPys() throws {
        let sample = AuditSample([32, 1, 8, 2, 16, 4])
        #expect(sample.median == 6)
        #expect(try #require(sample.quantile(0.9)) == 24)
        #expect(sample.mean == 10.5)
        #expect(abs(sample.standardErrorOfMean - 4.842_520_005) < 1e-6)
        #expect(AuditSample([]).median == nil && AuditSample([3]).standardErrorOfMean == .infinity)
    }

    /// Of normal values the median's standard error is √(π/2) times the mean's.
    @Test func errorOfTheMedian() {
        let sample = AuditSample((0..<2_000).map { normalQuantile((Double($0) + 0.5) / 2_000) })
        let expected = (Double.pi / 2).squareRoot() / 2_000.0.squareRoot()
        #expect(abs(sample.standardErrorOfMedian / expected - 1) < 0.02)
    }

    @Test func sharesOfFewAreNeverCertain() {
        #expect(AuditShare(30, of: 30).value == 1)
        #expect(AuditShare(30, of: 30).standardError > 0.03)
        #expect(AuditShare(0, of: 0).value == nil)
    }

    /// A belief knows what share of it lies nearer than the truth.
    @Test func truthsPlaceInTheBelief() {
        let belief = SkinBelief(lab: Lab(57, 13, 19), standardDeviation: 2)
        let near = AuditReading(belief: belief, truth: Lab(57, 13, 19.01))
        let far = AuditReading(belief: belief, truth: Lab(80, 13, 19))
        #expect(near.nearer < 0.01 && far.nearer > 0.999)
        for share in [0.5, 0.9] {
            // Along L*, where the radius is reached.
            let radius = share == 0.5 ? belief.radius50 : belief.radius90
            let steps = stride(from: 0.0, to: 20, by: 0.01).map { Lab<D65>(57 + $0, 13, 19) }
            let edge = steps.first { $0.deltaE00(to: belief.gaussian.mean) > radius }!
            #expect(abs(AuditReading(belief: belief, truth: edge).nearer - share) < 0.02)
        }
    }
}
