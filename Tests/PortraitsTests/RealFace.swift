import ColorScience
import FaceMesh
import Foundation
import Imaging
import Portraits
import TestSupport

/// A shared photo of one person, as the networks see it.
struct RealFace {
    /// In the size `FacePhoto` works in.
    let measuring: Measuring
    let photo: FacePhoto

    static let names = ["person-a-3.jpg", "person-b-2.jpg", "person-d-1.jpg", "person-e-2.jpg", "person-f-1.png"]

    static var arePresent: Bool { SharedData.isPresent && FaceModels.arePresent }

    /// Why a test of real faces did not run.
    static let skipReason = "\(SharedData.skipReason); or \(FaceModels.skipReason)"

    init(_ name: String) throws {
        let path = SharedData.directory.appending(path: "photos/\(name)").path(percentEncoded: false)
        let picture = try EncodedImage(contentsOf: path).decoded().image
        let scale = min(1, Double(FacePhoto.longSide) / Double(max(picture.width, picture.height)))
        func reduced(_ side: Int) -> Int { Int((Double(side) * scale).rounded()) }
        let image = picture.resized(width: reduced(picture.width), height: reduced(picture.height))
        let networks = try FaceAnalyzer(modelsDirectory: SharedData.models.path(percentEncoded: false))
        guard let face = networks.detectFaces(in: image).max(by: { $0.box.area < $1.box.area }) else {
            throw CocoaError(.featureUnsupported)
        }
        measuring = Measuring(image: image, landmarks: networks.landmarks(in: image, of: face))
        photo = FacePhoto(image, landmarks: measuring.landmarks, site: measuring.site)
    }
}
