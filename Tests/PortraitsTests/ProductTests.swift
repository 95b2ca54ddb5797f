import ColorScience
import Imaging
import Testing

@testable import Portraits

@Suite struct ProductTests {
    static let products: [WornProduct] = [
        WornProduct(zone: .skin, color: Lab(68, 10, 20), hiding: 0.4),
        WornProduct(zone: .lips, color: Lab(42, 48, 22), hiding: 0.75),
        WornProduct(zone: .lids, color: Lab(24, 4, -8), hiding: 0.9),
    ]

    static func recipe(_ lightness: Double) -> PortraitRecipe {
        var recipe = PortraitRecipe(skin: TypicalSkin.color(at: lightness), seed: 12)
        (recipe.width, recipe.height) = (288, 384)
        recipe.capture = PortraitCapture()
        recipe.look.smile = 0.9
        return recipe
    }

    @Test(arguments: products) func opaqueFilmsHaveTheirColor(product: WornProduct) {
        let film = PigmentFilm(product)
        #expect(StandardObserver.xyz(film.opaque).lab.deltaE00(to: product.color) < 0.1)
    }

    /// The two fluxes' own equation, dR/dX = S − 2(K + S)R + SR², followed up through the film in small steps.
    @Test(arguments: products) func filmsSolveTheirEquation(product: WornProduct) {
        let film = PigmentFilm(product)
        let ground = SkinSpectrum(Lab(50, 13, 20)).reflectance
        let shown = film(over: ground)
        for band in [0, 9, 18, 30] {
            let (k, s) = (film.absorption.values[band], film.scattering.values[band])
            let step = film.thickness / 100_000
            var r = ground.values[band]
            for _ in 0..<100_000 { r += step * (s - 2 * (k + s) * r + s * r * r) }
            #expect(abs(r - shown.values[band]) < 1e-4)
        }
    }

    /// A small difference in the luminance of a ground of the product's own colour shrinks by what hides.
    @Test(arguments: products) func filmsHideWhatTheySay(product: WornProduct) {
        let film = PigmentFilm(product)
        func luminance(_ factor: Double) -> (under: Double, over: Double) {
            let ground = film.opaque * factor
            return (StandardObserver.xyz(ground).y, StandardObserver.xyz(film(over: ground)).y)
        }
        let (less, more) = (luminance(0.999), luminance(1.001))
        #expect(abs((more.over - less.over) / (more.under - less.under) - (1 - product.hiding)) < 0.002)
    }

    @Test(arguments: [66.0, 46, 30]) func productsChangeTheirPartAndNothingElse(lightness: Double) {
        let bare = Self.recipe(lightness)
        let (image, truth) = (bare.render().image, bare.truth())
        for product in Self.products {
            var made = bare
            made.look.products = [product]
            let worn = made.render().image
            let part: FacePart = product.zone == .skin ? .skin : product.zone == .lips ? .lips : .lids
            let shares = truth.shares(of: part)
            var (changed, beside) = (0, 0)
            for pixel in shares.indices {
                let isSame = (0..<3).allSatisfy { image.pixels[3 * pixel + $0] == worn.pixels[3 * pixel + $0] }
                if shares[pixel] == 0, !isSame { beside += 1 }
                if shares[pixel] > 0.5, !isSame { changed += 1 }
            }
            #expect(beside == 0)
            #expect(Double(changed) > 0.9 * Double(shares.count { $0 > 0.5 }))
        }
    }

    @Test func noneOfAProductChangesNothing() {
        let bare = Self.recipe(57)
        var made = bare
        made.look.products = WornProduct.Zone.allCases.map { WornProduct(zone: $0, color: Lab(40, 40, 10), hiding: 0) }
        #expect(made.render().image == bare.render().image)
    }

    @Test func teethShowBetweenPartedLipsAlone() {
        var recipe = Self.recipe(57)
        let parted = recipe.truth()
        #expect(parted.shares(of: .teeth).reduce(0, +) > 50)
        recipe.look.smile = 0
        #expect(recipe.truth().shares(of: .teeth).allSatisfy { $0 == 0 })
        for part in FacePart.allCases { #expect(parted.shares(of: part).allSatisfy { (0...1).contains($0) }) }
    }
}
