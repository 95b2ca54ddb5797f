import FaceMesh
import Foundation
import Imaging
import TestSupport
import Testing

@testable import SkinTone

struct PhotoEvidenceTests {
    @Test(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
    func whatIsKeptOfPhotosMakesTheSameBelief() throws {
        let analyzer = PhotoAnalyzer(
            networks: try FaceAnalyzer(modelsDirectory: SharedData.models.path(percentEncoded: false)))
        let photos = try ["selfie-3-medium.jpg", "selfie-4-tan.jpg"].map { name in
            let file = SharedData.root.appending(path: "Assets/selfies/\(name)").path(percentEncoded: false)
            return try analyzer.analyze(EncodedImage(contentsOf: file))
        }
        let kept = try JSONDecoder().decode([PhotoEvidence].self, from: JSONEncoder().encode(photos.map(\.evidence)))
        #expect(SkinBelief(together: kept) == SkinBelief(together: photos))
    }

    @Test(arguments: [
        "[]", #"[{"figures": []}]"#, #"[{"figures": [0,0,0,0,0,0,1,0,0,1,0,1,2]}]"#,
        #"[{"figures": [0,0,0,0,0,0,-1,0,0,1,0,1,5]}]"#, #"[{"figures": [1e9,0,0,0,0,0,1,0,0,1,0,1,5]}]"#,
    ])
    func figuresThatNoPhotoHasMakeNoBelief(_ json: String) throws {
        let kept = try JSONDecoder().decode([PhotoEvidence].self, from: Data(json.utf8))
        #expect(SkinBelief(together: kept) == nil)
    }
}
