import Imaging
import Testing

/// A picture changed in sRGB and written in its own colours.
@Suite struct ProfiledImageTests {
    @Test func keepsItsCodesButWhereItWasChanged() throws {
        let encoded = try EncodedImage(bytes: TestPictures.file("turned-p3.jpg"))
        var own = try #require(try encoded.decodedInOwnColors())
        let photo = try encoded.decoded().image
        #expect((own.width, own.height) == (photo.width, photo.height))
        let before = own.pixels
        var edited = photo
        let changed = 3 * (5 * photo.width + 4)..<3 * (5 * photo.width + 24)
        for byte in changed { edited.pixels[byte] = UInt8(60 + 7 * (byte % 19)) }
        try own.take(edited, changedFrom: photo)

        let png = try EncodedImage(bytes: own.encodedPNG())
        #expect(png.info.profile == "Display P3")
        let codes = try #require(try png.decodedInOwnColors()).pixels
        for byte in codes.indices where !changed.contains(byte) { #expect(codes[byte] == before[byte]) }
        #expect(changed.contains { codes[$0] != before[$0] })
        let seen = try png.decoded().image.pixels
        for byte in changed { #expect(abs(Int(seen[byte]) - Int(edited.pixels[byte])) <= 2) }

        let jpeg = try EncodedImage(bytes: own.encodedJPEG(quality: 95))
        #expect(jpeg.info.profile == "Display P3")
    }

    /// libpng takes no profile whose length is not what it says.
    @Test func aProfileThatPNGDoesNotTakeIsAnError() throws {
        let profile = try #require(DrawnFiles.profile(ofJPEG: TestPictures.file("turned-p3.jpg")))
        let padded = DrawnFiles.profileSegments(profile + [0, 0, 0, 0])
        let file = DrawnFiles.inserting(padded, intoJPEG: try TestPictures.file("baseline.jpg"))
        let own = try #require(try EncodedImage(bytes: file).decodedInOwnColors())
        let error = #expect(throws: ImagingError.self) { try own.encodedPNG() }
        #expect(error?.code == .unreadableImage)
        #expect(try EncodedImage(bytes: own.encodedJPEG()).decodedInOwnColors() != nil)
    }

    @Test func aPhotoThatIsDrawnOnKeepsItsColors() throws {
        let encoded = try EncodedImage(bytes: TestPictures.file("turned-p3.jpg"))
        var photo = try EditablePhoto(encoded)
        var edited = photo.image
        for byte in 0..<30 { edited.pixels[byte] = 200 }
        let file = try photo.encode(edited, as: .png, quality: 95)
        let written = try EncodedImage(bytes: file.bytes)
        #expect(written.info.profile == "Display P3" && !file.losesProfile)
        let before = try #require(try encoded.decodedInOwnColors()).pixels
        let after = try #require(try written.decodedInOwnColors()).pixels
        #expect(before[30...] == after[30...])
        // Used up.
        #expect(try EncodedImage(bytes: photo.encode(edited, as: .jpeg, quality: 95).bytes).info.profile == "sRGB")
    }

    @Test func aProfileThatPNGDoesNotTakeCostsItsColors() throws {
        let profile = try #require(DrawnFiles.profile(ofJPEG: TestPictures.file("turned-p3.jpg")))
        let padded = DrawnFiles.profileSegments(profile + [0, 0, 0, 0])
        let bytes = DrawnFiles.inserting(padded, intoJPEG: try TestPictures.file("baseline.jpg"))
        var photo = try EditablePhoto(EncodedImage(bytes: bytes))
        let file = try photo.encode(photo.image, as: .png, quality: 95)
        #expect(file.losesProfile)
        #expect(try EncodedImage(bytes: file.bytes).decoded().image == photo.image)
    }

    /// Where sRGB says as much there is nothing to keep.
    @Test(arguments: ["baseline.jpg", "rgb.png", "gray-restarts.jpg", "cmyk-profile.jpg", "palette-adam7.png"])
    func othersAreReadAsSRGB(name: String) throws {
        let encoded = try EncodedImage(bytes: TestPictures.file(name))
        #expect(try encoded.decodedInOwnColors() == nil || encoded.info.profile != "sRGB")
    }

    @Test(
        arguments: [
            ("baseline.jpg", false), ("rgb.png", false), ("rgba16-profile.png", true), ("palette-adam7.png", true),
        ])
    func transparencyIsTold(name: String, hasAlpha: Bool) throws {
        #expect(try EncodedImage(bytes: TestPictures.file(name)).info.hasAlpha == hasAlpha)
    }
}
