import ColorScience
import FaceMesh
import Imaging
import Portraits
import Testing

@testable import TryOn

/// How much of a layer's place shows.
@Suite struct ShownShareTests {
    private static func share(_ zone: CosmeticZone, on image: RGBImage, _ portrait: Portrait) throws -> Double {
        var canvas = try FaceCanvas(
            image: image, landmarks: portrait.landmarks, light: PhotoLight(skin: portrait.skin, seen: portrait.skin))
        let isWorn = canvas.apply(Cosmetic(zone: zone, color: Lab(45, 40, 15), hiding: 0.8))
        #expect(canvas.shownShares.count == (isWorn ? 1 : 0))
        return canvas.shownShares.first ?? 0
    }

    @Test(arguments: [CosmeticZone.face, .lips, .lipCenter, .cheeks, .cheekbones, .brows, .lashes])
    func aBareFaceShowsMostOfIt(zone: CosmeticZone) throws {
        let portrait = FaceCanvasTests.portrait(FaceCanvasTests.tones[1])
        let share = try Self.share(zone, on: portrait.image, portrait)
        #expect((0.7...1).contains(share), "\(share)")
    }

    @Test func whatLiesBeyondThePictureDoesNotShow() throws {
        let portrait = FaceCanvasTests.portrait(FaceCanvasTests.tones[1])
        let corners = portrait.landmarks.ring(FaceTemplate.outerLips).map(\.y)
        let (top, bottom) = (try #require(corners.min()), try #require(corners.max()))
        let above = portrait.image.cropped(
            to: PixelRegion(x: 0, y: 0, width: portrait.image.width, height: Int((top + bottom) / 2)))
        let share = try Self.share(.lips, on: above, portrait)
        #expect((0.2...0.75).contains(share), "\(share)")
        #expect(try Self.share(.brows, on: above, portrait) == 1)
    }

    @Test func whatIsHiddenDoesNotShow() throws {
        let portrait = FaceCanvasTests.portrait(FaceCanvasTests.tones[1])
        let whole = try Self.share(.cheekbones, on: portrait.image, portrait)
        var image = portrait.image
        let middle = Int(portrait.landmarks.box.x + portrait.landmarks.box.width / 2)
        for y in 0..<image.height {
            for x in middle..<image.width {
                for channel in 0..<3 { image.pixels[3 * (y * image.width + x) + channel] = 0 }
            }
        }
        let half = try Self.share(.cheekbones, on: image, portrait)
        #expect((0.3...0.7).contains(half / whole), "\(half) of \(whole)")
    }

    @Test func layersLieWithinWhatIsTouched() throws {
        let portrait = FaceCanvasTests.portrait(FaceCanvasTests.tones[2])
        var canvas = try FaceCanvasTests.canvas(portrait)
        #expect(canvas.touched == nil)
        for zone in [CosmeticZone.lips, .brows] {
            canvas.apply(Cosmetic(zone: zone, color: Lab(45, 40, 15), hiding: 0.8))
        }
        let (part, width) = (try #require(canvas.touched), portrait.image.width)
        for (place, covered) in canvas.coverage().enumerated() where covered > 0 {
            #expect((part.x..<part.x + part.width).contains(place % width))
            #expect((part.y..<part.y + part.height).contains(place / width))
        }
        #expect(part.width * part.height < portrait.image.width * portrait.image.height / 2)
    }
}
