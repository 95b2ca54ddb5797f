import ColorScience
import FaceMesh
import Imaging
import Portraits
import Testing

@testable import TryOn

@Suite struct FaceCanvasTests {
    static let tones: [Lab<D65>] = [Lab(72, 9, 15), Lab(58, 13, 21), Lab(44, 13, 19), Lab(30, 10, 12)]

    static func portrait(_ skin: Lab<D65>) -> Portrait { PortraitRecipe(skin: skin, seed: 11).render() }

    static func canvas(_ portrait: Portrait) throws -> FaceCanvas {
        try FaceCanvas(
            image: portrait.image, landmarks: portrait.landmarks,
            light: PhotoLight(skin: portrait.skin, seen: portrait.skin))
    }

    @Test(arguments: tones)
    func leavesEveryPixelOutsideAsItWas(skin: Lab<D65>) throws {
        let portrait = Self.portrait(skin)
        var canvas = try Self.canvas(portrait)
        for zone in CosmeticZone.allCases {
            canvas.apply(Cosmetic(zone: zone, color: Lab(40, 40, 10), hiding: 0.8, sheen: .glossy))
        }
        var (changed, touched) = (0, 0)
        let (image, covered) = (canvas.rendered(), canvas.coverage())
        for pixel in covered.indices {
            let isSame = (0..<3).allSatisfy {
                image.pixels[3 * pixel + $0] == portrait.image.pixels[3 * pixel + $0]
            }
            if !isSame { changed += 1 }
            if covered[pixel] > 0 { touched += 1 } else { #expect(isSame) }
        }
        #expect(changed > 1_000 && touched >= changed)
    }

    /// A pixel's light changes by no more than the share that a layer covers, wherever the face's frame ends.
    @Test(arguments: tones)
    func littleOfALayerChangesLittle(skin: Lab<D65>) throws {
        let portrait = Self.portrait(skin)
        for zone in [CosmeticZone.face, .cheeks, .cheekbones, .hollows] {
            var canvas = try Self.canvas(portrait)
            canvas.apply(Cosmetic(zone: zone, color: Lab(60, 30, 10), hiding: 0.9))
            let covered = canvas.coverage()
            let (before, after) = (portrait.image.pixels, canvas.rendered().pixels)
            let most = covered.indices.map { pixel in
                (0..<3).reduce(0.0) { most, channel in
                    let place = 3 * pixel + channel
                    let change = linearized(Double(after[place]) / 255) - linearized(Double(before[place]) / 255)
                    // A code in the brightest is 0.9 %.
                    return max(most, abs(change) - Double(covered[pixel]) - 0.01)
                }
            }
            #expect(most.allSatisfy { $0 <= 0 }, "\(zone.rawValue)")
        }
    }

    @Test(arguments: tones)
    func noneOfAProductChangesNothing(skin: Lab<D65>) throws {
        let portrait = Self.portrait(skin)
        var canvas = try Self.canvas(portrait)
        for zone in CosmeticZone.allCases {
            canvas.apply(Cosmetic(zone: zone, color: Lab(40, 40, 10), hiding: 0.8, intensity: 0))
        }
        #expect(canvas.rendered() == portrait.image)
    }

    /// A foundation of the skin's own colour vanishes, on every tone: DESIGN's definition of a match.
    @Test(arguments: tones)
    func aFoundationOfHerOwnColorVanishes(skin: Lab<D65>) throws {
        let portrait = Self.portrait(skin)
        var canvas = try Self.canvas(portrait)
        canvas.apply(Cosmetic(zone: .face, color: skin, hiding: 0.88))
        let site = Self.pixels(of: [213, 192, 214, 210, 211, 170, 169, 135, 138, 215], portrait)
        let before = Self.mean(portrait.image, site)
        let after = Self.mean(canvas.rendered(), site)
        #expect(before.deltaE00(to: after) < 1.6, "\(before) became \(after)")
    }

    /// A full foundation of another colour shows its own, as the photo's light has it.
    @Test(arguments: tones)
    func aFullFoundationShowsItsColor(skin: Lab<D65>) throws {
        let portrait = Self.portrait(skin)
        var canvas = try Self.canvas(portrait)
        let product = Lab<D65>(min(skin.lightness + 8, 75), skin.a + 1, skin.b + 2)
        canvas.apply(Cosmetic(zone: .face, color: product, hiding: 0.97))
        let cheek = Self.pixels(of: [123, 50, 205, 216, 212, 214, 192, 213, 147], portrait)
        let (before, after) = (Self.mean(portrait.image, cheek), Self.mean(canvas.rendered(), cheek))
        // The cheek's own light is that of its skin: what it takes from one colour it takes from the other.
        let (own, shown) = (skin.xyz, before.xyz)
        let target = product.xyz
        let expected = XYZ<D65>(
            x: target.x * shown.x / own.x, y: target.y * shown.y / own.y, z: target.z * shown.z / own.z
        ).lab
        #expect(expected.deltaE00(to: after) < 2.5, "\(after) for \(expected)")
    }

    @Test(arguments: tones)
    func keepsTexture(skin: Lab<D65>) throws {
        let portrait = Self.portrait(skin)
        let cheek = Self.pixels(of: [117, 118, 101, 205, 187, 123], portrait)
        func contrast(_ image: RGBImage) -> Double {
            // Of luminance against its neighbours two pixels off, which shading hardly changes.
            var (sum, count) = (0.0, 0.0)
            func y(_ place: Int) -> Double { Self.color(image, place).xyz.y }
            for place in cheek {
                let around = (y(place - 2) + y(place + 2) + y(place - 2 * image.width) + y(place + 2 * image.width)) / 4
                sum += (y(place) / around - 1) * (y(place) / around - 1)
                count += 1
            }
            return (sum / count).squareRoot()
        }
        func kept(_ hiding: Double) throws -> Double {
            var canvas = try Self.canvas(portrait)
            canvas.apply(Cosmetic(zone: .face, color: skin, hiding: hiding))
            return contrast(canvas.rendered()) / contrast(portrait.image)
        }
        #expect(try (0.3...1.02).contains(kept(0.88)))
        #expect(try kept(0.15) >= 0.9)
    }

    /// Every zone goes somewhere, each on its own part of the face: none is empty, none spills over the eyes' insides.
    @Test(arguments: CosmeticZone.allCases)
    func everyZoneGoesSomewhere(zone: CosmeticZone) throws {
        let portrait = Self.portrait(Self.tones[1])
        var canvas = try Self.canvas(portrait)
        canvas.apply(Cosmetic(zone: zone, color: Lab(35, 30, 10), hiding: 0.9))
        let covered = canvas.coverage()
        #expect(covered.count(where: { $0 > 0.25 }) > 20)
        guard zone != .lashes else { return }
        for eye in [FaceTemplate.rightEye, FaceTemplate.leftEye] {
            for place in Self.pixels(of: eye, portrait) { #expect(covered[place] < 0.05) }
        }
    }

    /// The styles of lips differ as their names say.
    @Test func stylesOfLipsLieWhereTheySay() throws {
        let portrait = Self.portrait(Self.tones[2])
        func covered(_ zone: CosmeticZone) throws -> [Float] {
            var canvas = try Self.canvas(portrait)
            canvas.apply(Cosmetic(zone: zone, color: Lab(35, 40, 15), hiding: 0.9))
            return canvas.coverage()
        }
        let (full, fading) = (try covered(.lips), try covered(.lipsFading))
        let (center, edge) = (try covered(.lipCenter), try covered(.lipEdge))
        for place in full.indices {
            #expect(max(fading[place], center[place], edge[place]) <= full[place] + 1e-5)
        }
        let sums = [full, fading, center, edge].map { $0.reduce(0, +) }
        #expect(sums[1] < 0.9 * sums[0] && sums[2] < 0.7 * sums[0] && sums[3] < 0.7 * sums[0])
        // Centre and edge hardly share a pixel.
        #expect(zip(center, edge).reduce(0) { $0 + min($1.0, $1.1) } < 0.15 * sums[0])
    }

    /// No sheen makes light of its own: in the dark everything stays dark.
    @Test(arguments: Sheen.allCases)
    func noSheenShinesInTheDark(sheen: Sheen) throws {
        let portrait = Self.portrait(Self.tones[1])
        let dark = RGBImage(
            width: portrait.image.width, height: portrait.image.height, pixels: portrait.image.pixels.map { $0 / 16 })
        let seen = Self.mean(dark, Self.pixels(of: [117, 118, 101, 205, 187, 123], portrait))
        var canvas = try FaceCanvas(
            image: dark, landmarks: portrait.landmarks, light: PhotoLight(skin: portrait.skin, seen: seen))
        canvas.apply(Cosmetic(zone: .lips, color: Lab(90, 0, 0), hiding: 0.95, sheen: sheen))
        #expect(try #require(canvas.rendered().pixels.max()) < 80)
    }

    /// Nothing of it can be told from teeth, nor what light falls there: it stays a picture.
    @Test(arguments: [CosmeticZone.lips, .lipsFading, .brows, .lashLines])
    func aBlackBarOverTheFaceIsNoFault(zone: CosmeticZone) throws {
        let portrait = Self.portrait(Self.tones[1])
        let outline = Self.pixels(of: FaceTemplate.faceOval, portrait)
        var covered = portrait.image
        for place in outline { for channel in 0..<3 { covered.pixels[3 * place + channel] = 0 } }
        var canvas = try FaceCanvas(
            image: covered, landmarks: portrait.landmarks,
            light: PhotoLight(skin: portrait.skin, seen: portrait.skin))
        canvas.apply(Cosmetic(zone: zone, color: Lab(45, 40, 15), hiding: 0.8))
        #expect(canvas.coverage().allSatisfy { (0...1).contains($0) })
    }

    @Test func aZoneBesideThePictureIsNotPutOn() throws {
        let portrait = Self.portrait(Self.tones[1])
        let mouth = portrait.landmarks.ring(FaceTemplate.outerLips).map(\.y).min() ?? 0
        let above = portrait.image.cropped(
            to: PixelRegion(x: 0, y: 0, width: portrait.image.width, height: Int(mouth) - 60))
        var canvas = try FaceCanvas(
            image: above, landmarks: portrait.landmarks, light: PhotoLight(skin: portrait.skin, seen: portrait.skin))
        let lips = canvas.apply(Cosmetic(zone: .lips, color: Lab(45, 40, 15), hiding: 0.8))
        let brows = canvas.apply(Cosmetic(zone: .brows, color: Lab(25, 5, 8), hiding: 0.6))
        #expect(!lips && brows)
    }

    @Test func landmarksThatAreNoFaceAreRefused() throws {
        let image = RGBImage(width: 60, height: 60, gray: 120)
        let light = PhotoLight(skin: Lab(60, 12, 18), seen: Lab(60, 12, 18))
        for point in [SIMD3<Float>(.nan, 0, 0), SIMD3(1e9, 1e9, 0), SIMD3(5, 5, 0)] {
            let landmarks = FaceLandmarks(points: Array(repeating: point, count: FaceLandmarks.count))
            #expect(throws: TryOnError.self) { try FaceCanvas(image: image, landmarks: landmarks, light: light) }
        }
    }

    // MARK: - Reading pictures

    private static func pixels(of ring: [Int], _ portrait: Portrait) -> [Int] {
        let corners = ring.map { SIMD2(portrait.landmarks.points[$0].x, portrait.landmarks.points[$0].y) }
        let frame = PixelRegion(x: 0, y: 0, width: portrait.image.width, height: portrait.image.height)
        var mask = CoverageMask(frame: frame)
        mask.fill(corners)
        return mask.shares.indices.filter { mask.shares[$0] > 0.99 }
    }

    private static func color(_ image: RGBImage, _ place: Int) -> Lab<D65> {
        SRGB8(red: image.pixels[3 * place], green: image.pixels[3 * place + 1], blue: image.pixels[3 * place + 2]).lab
    }

    private static func mean(_ image: RGBImage, _ places: [Int]) -> Lab<D65> {
        let sum = places.reduce(SIMD3<Double>.zero) {
            let lab = color(image, $1)
            return $0 + SIMD3(lab.lightness, lab.a, lab.b)
        }
        let mean = sum / Double(places.count)
        return Lab(mean.x, mean.y, mean.z)
    }
}
