import Foundation
import HTTPTypes
import Testing
import TestSupport

/// Photos whose headers claim more than the service reads at once.
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct LargePhotoTests {
    /// A JPEG whose frame header claims other sides.
    private static func claiming(_ width: Int, _ height: Int, _ jpeg: Data) throws -> Data {
        let bytes = [UInt8](jpeg)
        let frame = try #require(
            (2..<bytes.count - 9).first { bytes[$0] == 0xFF && [0xC0, 0xC2].contains(bytes[$0 + 1]) })
        let sides = [height >> 8, height & 255, width >> 8, width & 255].map { UInt8($0) }
        return Data(Array(bytes[..<(frame + 5)]) + sides + Array(bytes[(frame + 9)...]))
    }

    private static func progressive() throws -> Data {
        try Data(contentsOf: SharedData.root.appending(path: "Tests/ImagingTests/Data/progressive.jpg"))
    }

    @Test func whatWouldTakeTooMuchMemoryIsRefusedWhereverPhotosAreTaken() async throws {
        let photos = [
            try Self.claiming(10_000, 9_900, TestService.selfie()),
            try Self.claiming(10_000, 9_900, Self.progressive()),
            // Of 50 megapixels, but all its coefficients would be in memory.
            try Self.claiming(8192, 6144, Self.progressive()),
        ]
        try await TestService().run { shop in
            let (id, _) = try await shop.begin()
            let consent = ["Consent": "analysis;v=1"]
            for photo in photos {
                for (path, body, type) in [
                    ("/v1/analyses", photo, "image/jpeg"),
                    ("/v1/consultations/\(id)/selfies", photo, "image/jpeg"),
                    ("/v1/try-ons", TestService.form(photo), TestService.formType),
                ] {
                    let answer = try await shop.send(.post, path, body, type: type, headers: consent)
                    #expect((answer.status, answer.code) == (422, "image_too_large"), "\(path)")
                }
            }
        }
    }

    /// Their headers pass; that nothing comes behind them is another matter.
    @Test(arguments: [(8192, 6144), (8160, 6120), (8064, 6048)])
    func aPhonesLargestPhotosAreNotTooLarge(width: Int, height: Int) async throws {
        let photo = try Self.claiming(width, height, TestService.selfie())
        try await TestService().run { shop in
            let answer = try await shop.send(
                .post, "/v1/analyses", photo, type: "image/jpeg", headers: ["Consent": "analysis;v=1"])
            #expect(answer.status == 422)
            #expect(answer.code != "image_too_large")
        }
    }
}
