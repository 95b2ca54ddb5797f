import Foundation
import HTTPTypes
import Imaging
import Testing
import TestSupport

/// `POST /v1/try-ons`: what comes back, and what is said of it.
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct TryOnRouteTests {
    private static let looks = "lip=40,45,20:80\nblush=60,30,15"

    private static func wear(
        _ looks: String = TryOnRouteTests.looks, on photo: Data, as type: String = "image/png", query: String = "",
        in shop: Caller
    ) async throws -> Caller.Answer {
        try await shop.send(
            .post, "/v1/try-ons" + query, TestService.form(photo, looks), type: TestService.formType,
            headers: ["Consent": "analysis;v=1", "Accept": type])
    }

    /// A selfie whose numbers are said to be Display P3's.
    private static func wideSelfie() throws -> Data {
        let url = SharedData.root.appending(path: "Tests/ImagingTests/Data/turned-p3.jpg")
        let tagged = [UInt8](try Data(contentsOf: url))
        let start = try #require((0..<tagged.count - 4).first { tagged[$0] == 0xFF && tagged[$0 + 1] == 0xE2 })
        let length = Int(tagged[start + 2]) << 8 + Int(tagged[start + 3])
        let selfie = [UInt8](try TestService.selfie())
        // Behind the first segment, JFIF's own.
        let head = 4 + Int(selfie[4]) << 8 + Int(selfie[5])
        return Data(selfie[..<head] + tagged[start..<start + 2 + length] + selfie[head...])
    }

    /// The same with a profile that is longer than it says, which JPEG takes and PNG does not.
    private static func oddSelfie() throws -> Data {
        var bytes = [UInt8](try wideSelfie())
        let start = try #require((0..<bytes.count - 4).first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xE2 })
        let length = Int(bytes[start + 2]) << 8 + Int(bytes[start + 3])
        let padding: [UInt8] = [0, 0, 0, 0]
        bytes.insert(contentsOf: padding, at: start + 2 + length)
        (bytes[start + 2], bytes[start + 3]) = (UInt8((length + 4) >> 8), UInt8((length + 4) & 255))
        return Data(bytes)
    }

    /// A PNG of RGB that lets one colour through.
    private static func transparent(_ png: [UInt8]) -> Data {
        let chunk: [UInt8] = Array("tRNS".utf8) + [0, 1, 0, 2, 0, 3]
        let check: UInt32 = ~chunk.reduce(UInt32.max) { (sum: UInt32, byte: UInt8) -> UInt32 in
            (0..<8).reduce(sum ^ UInt32(byte)) { (sum: UInt32, _: Int) -> UInt32 in
                sum & 1 == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB8_8320
            }
        }
        let end: [UInt8] = [24, 16, 8, 0].map { (shift: UInt32) -> UInt8 in UInt8((check >> shift) & 255) }
        let length: [UInt8] = [0, 0, 0, 6]
        var bytes = png
        // Behind the signature and IHDR.
        bytes.insert(contentsOf: length + chunk + end, at: 33)
        return Data(bytes)
    }

    private static func pixels(_ data: Data) throws -> (width: Int, pixels: [UInt8], profile: String) {
        let encoded = try EncodedImage(bytes: [UInt8](data))
        if let own = try encoded.decodedInOwnColors() { return (own.width, own.pixels, encoded.info.profile) }
        let image = try encoded.decoded().image
        return (image.width, image.pixels, encoded.info.profile)
    }

    private static func numbers(_ answer: Caller.Answer, _ name: String) throws -> [Double] {
        let text = try #require(answer.headers[HTTPField.Name(name)!], "\(name)")
        return try text.split(separator: ",").map { try #require(Double($0)) }
    }

    @Test func shadesAreShownOnHerOwnPhoto() async throws {
        try await TestService().run { shop in
            let photo = try TestService.selfie()
            let worn = try await Self.wear(on: photo, in: shop)
            #expect(worn.status == 200)
            #expect(worn.headers[HTTPField.Name("Shadewise-Applied")!] == "1,1")
            #expect(worn.data.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
            let (shown, within) = (
                try Self.numbers(worn, "Shadewise-Shown"), try Self.numbers(worn, "Shadewise-Shown-Within")
            )
            #expect(shown.count == 2 && shown.allSatisfy { (0.4...1).contains($0) })
            #expect(within.count == 2 && within.allSatisfy { (0.1...15).contains($0) })
            for (looks, code) in [
                ("lip=no-such-sku", "unknown_sku"), ("hat=A", "invalid_look"), ("", "invalid_request"),
                ("lip=40,50", "invalid_look"), ("lip=0,128,-128", "invalid_look"),
            ] {
                let answer = try await Self.wear(looks, on: photo, in: shop)
                #expect(answer.code == code)
            }
        }
    }

    /// Whatever its colours, a PNG keeps the codes of every pixel beside the face, and the profile that gives them meaning.
    @Test(arguments: [false, true])
    func everyOtherPixelIsAsItWas(isWide: Bool) async throws {
        let photo = isWide ? try Self.wideSelfie() : try TestService.selfie()
        try await TestService().run { shop in
            let worn = try await Self.wear(on: photo, in: shop)
            #expect(worn.status == 200)
            let (before, after) = (try Self.pixels(photo), try Self.pixels(worn.data))
            #expect(after.profile == (isWide ? "Display P3" : "sRGB") && after.profile == before.profile)
            #expect(after.width == before.width && after.pixels.count == before.pixels.count)
            let face = try Self.numbers(worn, "Shadewise-Face")
            #expect(face.count == 4)
            let margin = 0.2 * face[2]
            let columns = face[0] - margin...face[0] + face[2] + margin
            let rows = face[1] - margin...face[1] + face[3] + margin
            var (inside, outside) = (0, 0)
            for place in 0..<before.pixels.count / 3 {
                let isSame = (0..<3).allSatisfy { before.pixels[3 * place + $0] == after.pixels[3 * place + $0] }
                let (x, y) = (Double(place % before.width), Double(place / before.width))
                if !isSame { if columns.contains(x), rows.contains(y) { inside += 1 } else { outside += 1 } }
            }
            #expect(inside > 1_000 && outside == 0, "\(inside) and \(outside)")
        }
    }

    @Test func whatThePictureHasLostIsSaid() async throws {
        let plain = try EncodedImage(bytes: [UInt8](TestService.selfie())).decoded().image.encodedPNG()
        let wide = try Self.wideSelfie()
        try await TestService().run { shop in
            func lost(_ photo: Data, _ accept: String) async throws -> [String?] {
                let worn = try await Self.wear(on: photo, as: accept, in: shop)
                #expect(worn.status == 200)
                return ["Shadewise-Flattened", "Shadewise-Profile-Lost"].map { worn.headers[HTTPField.Name($0)!] }
            }
            let transparent = try await lost(Self.transparent(plain), "image/png")
            let (kept, known) = (try await lost(Data(plain), "image/png"), try await lost(wide, "image/png"))
            #expect(kept == ["0", "0"] && known == ["0", "0"] && transparent == ["1", "0"])
            let odd = try Self.oddSelfie()
            let (png, jpeg) = (try await lost(odd, "image/png"), try await lost(odd, "image/jpeg"))
            #expect(png == ["0", "1"] && jpeg == ["0", "0"])
        }
    }

    @Test func theLightIsChosen() async throws {
        try await TestService().run { shop in
            let photo = try TestService.selfie()
            func send(_ query: String) async throws -> Caller.Answer {
                try await Self.wear(on: photo, query: query, in: shop)
            }
            let (usual, lit) = (try await send(""), try await send("?light=photo"))
            let daylight = try await send("?light=daylight")
            #expect(usual.status == 200 && usual.data == lit.data)
            #expect(daylight.status == 200 && daylight.data != lit.data)
            let odd = try await send("?light=candle")
            #expect((odd.status, odd.code) == (400, "invalid_request"))
        }
    }

    /// Two customers in one photo: the larger is painted, and it is said that there are two.
    @Test func whoseFaceItIsIsSaid() async throws {
        let (first, second) = (
            try EncodedImage(bytes: [UInt8](TestService.selfie())).decoded().image,
            try EncodedImage(bytes: [UInt8](TestService.selfie("selfie-2-fair.jpg"))).decoded().image
        )
        let small = second.resized(width: second.width * 4 / 5, height: second.height * 4 / 5)
        var both = RGBImage(width: first.width + small.width, height: first.height, gray: 200)
        for (image, left) in [(first, 0), (small, first.width)] {
            for y in 0..<image.height {
                let place = 3 * (y * both.width + left)
                both.pixels.replaceSubrange(
                    place..<place + 3 * image.width, with: image.pixels[3 * y * image.width..<3 * (y + 1) * image.width])
            }
        }
        let photo = Data(try both.encodedJPEG(quality: 95))
        let width = Double(first.width)
        try await TestService().run { shop in
            let worn = try await Self.wear(on: photo, as: "image/jpeg", in: shop)
            #expect(worn.status == 200)
            let issues = worn.headers[HTTPField.Name("Shadewise-Capture-Issues")!] ?? ""
            #expect(issues.split(separator: ",").contains("several_faces"), "\(issues)")
            let face = try Self.numbers(worn, "Shadewise-Face")
            #expect(face[0] + face[2] < width)
        }
    }
}
