import Foundation
import Testing

/// How much of the skin a catalog's coverage hides, category by category, as `try-on` reports it.
struct LookCoverageTests {
    private static let selfie = "Assets/selfies/selfie-5-brown.jpg"
    private let workshop: Workshop

    init() throws { workshop = try Workshop() }

    private struct Report: Decodable {
        struct Layer: Decodable {
            let hides: Double
            let finish: String
        }
        let layers: [Layer]
    }

    private func layers(_ looks: [String]) throws -> [Report.Layer] {
        let run = try ProgramRun(
            ["try-on", Self.selfie, "--force", "--out", workshop.path("worn.png"), "--format", "json"]
                + looks.flatMap { ["--look", $0] })
        #expect(run.status == 0, "\(run.errors)")
        return try JSONDecoder().decode(Report.self, from: Data(run.output.utf8)).layers
    }

    /// The sample catalog's blushes: sheer, light, medium; a foundation's medium hides 65 %.
    @Test func aBlushIsOfABlushsCoverage() throws {
        let hides = try layers(["blush=LU-DBC-01", "blush=OF-WNK-01", "blush=JA-PLN-01", "blush=58,36,18"]).map(\.hides)
        #expect(hides[0] < hides[1] && hides[1] < hides[2])
        #expect(abs(hides[2] - 0.18) < 1e-9 && abs(hides[3] - 0.18) < 1e-9)
        #expect(hides[0] < 0.10 && hides[0] > 0.05)
    }

    @Test func aHighlighterShines() throws {
        let layers = try layers(["highlighter=88,3,10", "highlighter=88,3,10:matte", "blush=58,36,18"])
        #expect(layers.map(\.finish) == ["shimmer", "matte", "natural"])
    }
}
