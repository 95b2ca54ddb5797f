import ColorScience
import Foundation
import TestSupport
import Testing

@testable import SkinTone

struct LightModelTests {
    static let site = Lab<D65>(57, 13, 19).xyz.linearSRGB.logarithms

    /// Every factor showing what it most likely does in the light given.
    static func evidence(in light: SIMD3<Double>, skin: SIMD3<Double>) -> LightEvidence {
        var evidence = LightEvidence()
        let model = LightModel.standard
        for (name, factor) in model.factors {
            evidence.readings[name] = factor.offset + factor.byLight * light + factor.bySkin * (skin - model.skin)
        }
        return evidence
    }

    @Test func builtInModelKnowsEveryFactor() {
        #expect(Set(LightModel.standard.factors.map(\.name)) == Set(LightFactor.allCases).subtracting([.flash]))
        #expect(LightModel.standard.degrees > 2)
    }

    /// The formulas of a conditional t distribution, worked out by NumPy.
    @Test(.enabled(if: PythonOracle.isPresent, Comment(rawValue: PythonOracle.skipReason)))
    func beliefIsTheConditionalDistribution() throws {
        let light = SIMD3(0.2, 0.1, -0.3)
        let evidence = Self.evidence(in: light, skin: Self.site - light + SIMD3(0.1, 0, 0.05))
        let belief = LightModel.standard.belief(site: Self.site, evidence: evidence)
        let model = LightModel.standard
        var rows: [String] = []
        for (index, (name, factor)) in model.factors.enumerated() where LightFactor.relied.contains(name) {
            for channel in 0..<3 {
                let (a, b) = (factor.byLight.rows[channel], factor.bySkin.rows[channel])
                rows.append(
                    "[\(3 * index + channel), \(a.x), \(a.y), \(a.z), \(b.x), \(b.y), \(b.z), \(factor.offset[channel]), "
                        + "\(evidence.readings[name]?[channel] ?? 0)]")
            }
        }
        func list(_ v: SIMD3<Double>) -> String { "[\(v.x), \(v.y), \(v.z)]" }
        let output = try PythonOracle.run(
            """
            import numpy as np
            rows = np.array([\(rows.joined(separator: ", "))])
            place, slope = rows[:, 0].astype(int), rows[:, 1:4] - rows[:, 4:7]
            site, skin, mean = np.array(\(list(Self.site))), np.array(\(list(model.skin))), np.array(\(list(model.light)))
            spread = np.array([\(model.spread.rows.map(list).joined(separator: ", "))])
            residual = np.array(\(model.residual))[np.ix_(place, place)]
            rest = rows[:, 8] - rows[:, 7] - rows[:, 4:7] @ (site - skin) - slope @ mean
            precision = np.linalg.inv(spread) + slope.T @ np.linalg.inv(residual) @ slope
            scale = np.linalg.inv(precision)
            at = mean + scale @ slope.T @ np.linalg.inv(residual) @ rest
            distance = rest @ np.linalg.inv(residual + slope @ spread @ slope.T) @ rest
            scale *= (\(model.degrees) + distance) / (\(model.degrees) + len(rows)) * \(model.belief.scale)
            scale *= np.exp(\(model.belief.darkness) * (skin - site)[1])
            print(*at, *scale[np.triu_indices(3)])
            """)
        let expected = String(decoding: output, as: UTF8.self).split { $0 == " " || $0 == "\n" }.compactMap {
            Double($0)
        }
        let scale = belief.scale
        let found = [
            belief.mean.x, belief.mean.y, belief.mean.z, scale.ll, scale.la, scale.lb, scale.aa, scale.ab, scale.bb,
        ]
        try #require(expected.count == found.count)
        for (ours, theirs) in zip(found, expected) { #expect(abs(ours - theirs) < 1e-9 + 1e-7 * abs(theirs)) }
        #expect(belief.degrees == model.belief.degrees)
    }

    @Test func evidenceNarrowsAndContradictionWidens() {
        let light = SIMD3(0.2, 0.1, -0.3)
        let clear = Self.evidence(in: light, skin: Self.site - light)
        var confused = clear
        confused.readings[.whites]? -= SIMD3(2.5, 2.5, 2.5)
        let beliefs = [LightEvidence(), clear, confused].map {
            LightModel.standard.belief(site: Self.site, evidence: $0)
        }
        #expect(beliefs[1].scale.aa < 0.75 * beliefs[0].scale.aa)
        #expect(beliefs[2].scale.aa > 1.2 * beliefs[1].scale.aa)
    }

    @Test func referenceTellsTheLight() {
        let light = SIMD3(0.4, 0.3, -0.2)
        let grey = Lab<D65>(49.5, 0, 0).xyz.linearSRGB.logarithms
        var evidence = LightEvidence()
        evidence.reference = ReferenceReading(seen: light + grey, known: grey)
        let belief = LightModel.standard.belief(site: Self.site, evidence: evidence)
        for channel in 0..<3 { #expect(abs(belief.mean[channel] - light[channel]) < 0.08) }
        #expect(belief.scale.aa < 0.02)
        evidence.reference = ReferenceReading(seen: SIMD3(.nan, .nan, .nan), known: .zero)
        #expect(
            LightModel.standard.belief(site: Self.site, evidence: evidence).mean
                == LightModel.standard.belief(site: Self.site, evidence: LightEvidence()).mean)
    }

    @Test(arguments: [
        ("degrees 20", "residual needs three rows and columns a factor, and six more"),
        ("factor nose 1", "line 1: there is no such factor"),
        ("factor whites 1 2", "line 1: a factor has 21 numbers"), ("degrees many", "line 1: numbers are needed"),
        ("residual 1", "residual needs three rows and columns a factor, and six more"),
        ("degrees nan", "line 1: numbers are needed"),
    ])
    func brokenModelsAreNamed(text: String, complaint: String) {
        #expect(throws: PolicyError(message: "m.txt: \(complaint)")) {
            try LightModel(text: Array(text.utf8), name: "m.txt")
        }
    }

    @Test(arguments: [
        ("belief 6 0.8 1.5", "the belief's growth with darkness must lie in 0 to 1"),
        ("belief 6 0.8 -0.1", "the belief's growth with darkness must lie in 0 to 1"),
        ("belief 6 0 0.1", "the belief's scale must be above 0"),
        ("belief 2 0.8 0.1", "degrees must be above 2"), ("belief 6 0.8", "belief needs 3 numbers"),
    ])
    func beliefsOutOfRangeAreNamed(line: String, complaint: String) {
        let lines = String(decoding: PackageResources.light_model_txt, as: UTF8.self).split(separator: "\n")
        let text = lines.map { $0.hasPrefix("belief ") ? line : String($0) }.joined(separator: "\n")
        #expect(throws: PolicyError(message: "m.txt: \(complaint)")) {
            try LightModel(text: Array(text.utf8), name: "m.txt")
        }
    }
}
