import ColorScience
import FaceMesh
import Foundation
import Imaging
import SkinTone
import TestSupport
import Testing

/// Every shared photograph gives a reading, or the code that someone looking at it would agree with.
@Suite(
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)),
    .enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct SharedPhotoTests {
    /// Photographs that cannot be read: groups far from the camera, and animals.
    static let refusals: [String: AnalysisError.Code] = [
        "scene-04.jpg": .faceTooSmall, "scene-07.jpg": .faceTooSmall, "scene-08.jpg": .faceTooSmall,
        "scene-10.jpg": .faceTooSmall, "scene-11.jpg": .faceTooSmall, "scene-15.jpg": .noFace,
    ]

    static var names: [String] {
        let folder = SharedData.directory.appending(path: "photos").path(percentEncoded: false)
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { !$0.hasSuffix(".csv") }.sorted()
    }

    static let analyzer = Result {
        try PhotoAnalyzer(networks: FaceAnalyzer(modelsDirectory: SharedData.models.path(percentEncoded: false)))
    }

    @Test(arguments: names)
    func isReadOrRefusedForAReason(name: String) throws {
        let encoded = try EncodedImage(
            contentsOf: SharedData.directory.appending(path: "photos").appending(path: name).path(percentEncoded: false)
        )
        do {
            let analysis = try Self.analyzer.get().analyze(encoded)
            #expect(Self.refusals[name] == nil, "expected \(Self.refusals[name]!.string)")
            let belief = analysis.belief
            #expect((15...90).contains(belief.gaussian.mean.lightness))
            #expect(belief.radius50 > 1.5 && belief.radius90 < 16)
            #expect(belief.effectiveSampleSize > 200)
        } catch let error as AnalysisError {
            #expect(error.code == Self.refusals[name], "\(error)")
        }
    }
}
