import Foundation
import Imaging
import TestSupport
import Testing

@testable import SkinTone

/// Whether the gate finds faults planted in drawn selfies and keeps quiet about good ones, on light, medium and deep
/// skin alike. `SHADEWISE_FAULTS` says how many portraits a fault (3 by default, 30 in `make test-long`).
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct CaptureGateTests {
    /// Portraits a fault: the first are the same whatever the number.
    static let each = ProcessInfo.processInfo.environment["SHADEWISE_FAULTS"].flatMap { Int($0) } ?? 3

    /// Light, medium and deep: `FaultyPortraits.recipe` takes them in turn.
    static let depths = ["light", "medium", "deep"]

    /// What the gate said of a portrait; `nil` where no face or no skin was found, which stops a match as well.
    static func codes(_ number: Int, with fault: PlantedFault?) throws -> [CaptureIssue.Code]? {
        let encoded = try EncodedImage(bytes: FaultyPortraits.photo(number, with: fault).jpeg)
        do {
            return try PhotoAnalyzerTests.analyzer.get().analyze(encoded).capture.issues.map(\.code)
        } catch is AnalysisError { return nil }
    }

    @Test(arguments: PlantedFault.allCases)
    func plantedFaultsAreFound(fault: PlantedFault) throws {
        var missed = [Int](repeating: 0, count: 3)
        for number in 0..<Self.each {
            // Numbers of their own, so that no two faults are planted on the same person.
            let portrait = 1_000 * (1 + PlantedFault.allCases.firstIndex(of: fault)!) + number
            let found = try Self.codes(portrait, with: fault)
            if let found, !fault.codes.contains(where: found.contains) {
                missed[portrait % 3] += 1
                print("missed \(fault) in portrait \(portrait): \(found.map(\.rawValue))")
            }
        }
        let count = missed.reduce(0, +)
        print("gate: \(fault) \(Self.each - count) of \(Self.each) found; missed by depth \(missed)")
        #expect(Double(count) <= 0.05 * Double(Self.each), "missed \(count) of \(Self.each)")
    }

    @Test func goodSelfiesAreLeftAlone() throws {
        var (alarms, counts): ([Int], [CaptureIssue.Code: Int]) = ([0, 0, 0], [:])
        for number in 0..<5 * Self.each {
            let found = try #require(try Self.codes(number, with: nil), "no face in portrait \(number)")
            if !found.isEmpty { print("false alarm in portrait \(number): \(found.map(\.rawValue))") }
            alarms[number % 3] += found.isEmpty ? 0 : 1
            for code in found { counts[code, default: 0] += 1 }
        }
        print("gate: false alarms by depth \(alarms), by code \(counts) of \(5 * Self.each)")
        for (depth, count) in zip(Self.depths, alarms) {
            #expect(Double(count) <= 0.05 * Double(5 * Self.each) / 3, "\(depth) skin: \(count) false alarms")
        }
    }
}
