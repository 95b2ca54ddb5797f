import ColorScience
import TestSupport
import Testing

@testable import ShadeCatalog

@Suite struct SwatchSkinMapTests {
    private func clues(_ depth: Double?, _ undertone: ShadeUndertone? = nil) -> ShadeClues {
        ShadeClues(
            depth: depth, depthSpread: 0.05, undertone: undertone, undertoneConfidence: undertone == nil ? 0 : 1)
    }

    /// How an imagined source draws a depth.
    private func swatch(_ depth: Double, offset: Double = 0) -> Lab<D65> {
        Lab(88 - 50 * depth + offset, 8 + 8 * depth, 18 + 8 * depth)
    }

    private func fitter(_ source: String, shades: Int, offset: Double = 0) -> SwatchSkinMapFitter {
        var fitter = SwatchSkinMapFitter()
        for index in 0..<shades {
            let depth = (Double(index) + 0.5) / Double(shades)
            fitter.add(swatch: swatch(depth, offset: offset), source: source, clues: clues(depth))
        }
        return fitter
    }

    @Test func deeperSwatchesAreForDeeperSkin() {
        for source in ["", "Brand"] {
            let map = fitter("Brand", shades: 40).map()
            let skins = stride(from: 15.0, through: 97, by: 1).map {
                map.skin(ofSwatch: Lab($0, 12, 22), source: source).lab.lightness
            }
            #expect(skins == skins.sorted(), "\(source)")
            #expect(skins[0] < 32 && skins[skins.count - 1] > 66)
        }
    }

    /// Shops draw shades lighter and more saturated than the skin they are for.
    @Test func skinIsDeeperAndNearTheSheet() {
        let skin = SwatchSkinMap.typical.skin(ofSwatch: Lab(79, 10, 24), source: "", clues: clues(0.27)).lab
        #expect((58...66).contains(skin.lightness))
        #expect((9...14).contains(skin.a) && (14...21).contains(skin.b))
    }

    @Test func undertoneIsKeptInPart() {
        let map = SwatchSkinMap.typical
        func hue(_ swatch: Lab<D65>, _ undertone: ShadeUndertone?) -> Double {
            map.skin(ofSwatch: swatch, source: "", clues: clues(0.47, undertone)).lab.lch.hue
        }
        let (pink, plain, gold) = (Lab<D65>(72, 18, 18), Lab<D65>(72, 13, 26), Lab<D65>(72, 8, 30))
        #expect(hue(pink, nil) < hue(plain, nil) && hue(plain, nil) < hue(gold, nil))
        #expect(hue(gold, nil) - hue(pink, nil) < 0.5 * (gold.lch.hue - pink.lch.hue))
        #expect(hue(plain, .cool) < hue(plain, .neutral) - 2 && hue(plain, .neutral) < hue(plain, .warm) - 2)
        let olive = map.skin(ofSwatch: plain, source: "", clues: clues(0.47, .olive)).lab
        #expect(olive.a < map.skin(ofSwatch: plain, source: "", clues: clues(0.47)).lab.a - 0.8)
    }

    @Test func wordsNarrowTheSpread() {
        let map = SwatchSkinMap.typical
        let alone = map.skin(ofSwatch: Lab(72, 13, 26), source: "")
        let named = map.skin(ofSwatch: Lab(72, 13, 26), source: "", clues: clues(0.47, .neutral))
        #expect(named.uncertainty < 0.8 * alone.uncertainty)
        #expect(named.skin.covariance.ll < alone.skin.covariance.ll)
    }

    /// A swatch that never loaded is white; the name still tells.
    @Test func brokenSwatchesLeaveItToTheWords() {
        let skin = SwatchSkinMap.typical.skin(ofSwatch: Lab(99.6, 0, 0), source: "", clues: clues(0.82))
        #expect(skin.lab.lightness < 48)
    }

    /// A mistyped number moves a good swatch by one standard deviation of what the swatch tells, and widens the spread.
    @Test func wordsMoveASwatchByLittleMoreThanItsOwnDoubt() {
        let map = fitter("Brand", shades: 40).map()
        for drawn in [0.1, 0.3, 0.5, 0.7, 0.9] {
            let color = swatch(drawn)
            let alone = map.skin(ofSwatch: color, source: "Brand")
            let doubt = alone.skin.covariance.ll.squareRoot()
            for named in stride(from: 0.0, through: 1, by: 0.05) {
                let skin = map.skin(ofSwatch: color, source: "Brand", clues: clues(named))
                let move = abs(skin.lab.lightness - alone.lab.lightness)
                #expect(move <= doubt + 1e-9, "\(drawn) called \(named)")
                #expect(abs(named - drawn) < 0.5 || skin.skin.covariance.ll > alone.skin.covariance.ll)
            }
            let right = map.skin(ofSwatch: color, source: "Brand", clues: clues(drawn))
            #expect(right.skin.covariance.ll < alone.skin.covariance.ll)
        }
    }

    /// Four wrong pictures among forty, light ones for deep shades and the other way round.
    @Test func outliersDoNotMoveTheMap() {
        let clean = fitter("Brand", shades: 40)
        var soiled = clean
        for (wrong, depth) in [(swatch(0.95), 0.05), (swatch(0.9), 0.1), (swatch(0.05), 0.9), (swatch(0.02), 0.95)] {
            soiled.add(swatch: wrong, source: "Brand", clues: clues(depth))
        }
        for wrong in [Lab<D65>(88, -86, 83), Lab(32, 79, -108), Lab(60, 60, 60)] {
            soiled.add(swatch: wrong, source: "Brand", clues: clues(0.3))
        }
        let (p, q) = (clean.map(), soiled.map())
        for depth in stride(from: 0.05, through: 0.95, by: 0.05) {
            let color = swatch(depth)
            let (left, right) = (
                p.skin(ofSwatch: color, source: "Brand", clues: clues(depth)),
                q.skin(ofSwatch: color, source: "Brand", clues: clues(depth))
            )
            #expect(left.lab.deltaE76(to: right.lab) < 1, "\(depth)")
        }
    }

    /// A brand that draws everything 8 L* darker is read so once it is known, and in part while it has few shades.
    @Test func sourcesShrinkTowardsEachOther() {
        var many = fitter("Others", shades: 200)
        for index in 0..<60 {
            let depth = (Double(index) + 0.5) / 60
            many.add(swatch: swatch(depth, offset: -8), source: "Dark", clues: clues(depth))
        }
        many.add(swatch: swatch(0.5, offset: -8), source: "Small", clues: clues(0.5))
        let map = many.map()
        func depth(_ source: String) -> Double { map.skin(ofSwatch: swatch(0.5, offset: -8), source: source).depth }
        #expect(abs(depth("Dark") - 0.5) < 0.04)
        #expect(depth("Dark") < depth("Small") && depth("Small") < depth("Others"))
        #expect(depth("Unknown") == depth("Elsewhere"))
        #expect(["Dark", "Others", "Small"].allSatisfy(map.knows) && !map.knows("Unknown"))
    }

    /// People of L* 50 who wear what is called light: the brand's words run light.
    @Test func evidenceMovesAndSharpensTheMap() {
        var fitter = fitter("Brand", shades: 60)
        let worn = swatch(0.3)
        let before = fitter.map().skin(ofSwatch: worn, source: "Brand")
        for _ in 0..<20 { fitter.add(evidence: worn, source: "Brand", skin: Lab(52, 13, 20), sd: 3) }
        let after = fitter.map().skin(ofSwatch: worn, source: "brand")
        #expect(after.lab.lightness < before.lab.lightness - 2 && after.lab.lightness > 50)
        #expect(after.skin.covariance.ll < before.skin.covariance.ll)
        // Others are thought to be a little like it.
        let others = fitter.map().skin(ofSwatch: worn, source: "Unknown").lab.lightness
        #expect(others < before.lab.lightness)
        // Warmer wearers than the swatch suggests.
        for _ in 0..<20 { fitter.add(evidence: worn, source: "Brand", skin: Lab(52, 10, 22), sd: 3) }
        let warmer = fitter.map().skin(ofSwatch: worn, source: "Brand").lab
        #expect(warmer.lch.hue > after.lab.lch.hue + 1)
    }

    /// A brand that draws all skin 8 L* too light: those of its shades that were measured say so of the others.
    @Test(arguments: [ShadeProvenance.measured, .declared])
    func measuredShadesTellHowTheirBrandDraws(provenance: ShadeProvenance) throws {
        func listed(_ index: Int, skin: Lab<D65>?) throws -> ListedShade {
            var shade = ListedShade(
                line: index, sku: "\(index)", brand: "Brand", product: "P", name: "Name", category: .foundation)
            let depth = (Double(index % 12) + 0.5) / 12
            let typical = SwatchCurve.typical.color(at: depth)
            shade.hex = Lab<D65>(typical.lightness + 8, typical.a, typical.b).srgb8Clamping()
            (shade.lab, shade.provenance) = (skin, skin == nil ? nil : provenance)
            return shade
        }
        let others = try (0..<12).map { try listed($0, skin: nil) }
        let known = try (12..<36).map { index in
            try listed(index, skin: TypicalSkin.color(at: DepthScale.lightness(at: (Double(index % 12) + 0.5) / 12)))
        }
        let (alone, beside) = (ShadeSettler.settle(others), ShadeSettler.settle(others + known).prefix(12))
        #expect(alone.count == 12 && beside.count == 12)
        for (before, after) in zip(alone, beside).dropFirst(3).dropLast(3) {
            let moved = before.lab.lightness - after.lab.lightness
            #expect(provenance == .measured ? moved > 1.5 : abs(moved) < 0.01, "\(before.sku): \(moved)")
        }
    }

    /// A hex painted from the colour on skin says nothing of how the brand draws, and one brand little of another.
    @Test func whatABrandTeachesIsItsOwn() throws {
        func listed(_ index: Int, brand: String, hex: Lab<D65>, lab: Lab<D65>? = nil) -> ListedShade {
            var shade = ListedShade(
                line: index, sku: "\(brand)\(index)", brand: brand, product: "P", name: "Name", category: .foundation)
            (shade.hex, shade.lab, shade.provenance) = (hex.srgb8Clamping(), lab, lab == nil ? nil : .measured)
            return shade
        }
        let depths = (0..<12).map { (Double($0) + 0.5) / 12 }
        let drawn = depths.map(SwatchCurve.typical.color(at:))
        let skins = depths.map { TypicalSkin.color(at: DepthScale.lightness(at: $0)) }
        let others = ["A", "B"].flatMap { brand in
            drawn.enumerated().map { listed($0.offset, brand: brand, hex: $0.element) }
        }
        func lightness(with known: [ListedShade]) -> [Double] {
            ShadeSettler.settle(others + known).prefix(others.count).map(\.lab.lightness)
        }
        let before = lightness(with: [])
        let painted = skins.enumerated().map { listed(100 + $0.offset, brand: "A", hex: $0.element, lab: $0.element) }
        #expect(lightness(with: painted) == before)
        let lighter = zip(drawn, skins).enumerated().map { index, pair in
            listed(
                100 + index, brand: "A", hex: Lab(pair.0.lightness + 8, pair.0.a, pair.0.b), lab: pair.1)
        }
        let after = lightness(with: lighter)
        let moves = zip(before, after).map { $0 - $1 }
        for (own, other) in zip(moves[3..<9], moves[15..<21]) {
            #expect(own > 1.5 && other > 0 && other < 0.6 * own, "\(own), \(other)")
        }
    }

    @Test func orderOfShadesDoesNotMatter() {
        let forwards = fitter("Brand", shades: 40).map()
        var backwards = SwatchSkinMapFitter()
        for index in (0..<40).reversed() {
            let depth = (Double(index) + 0.5) / 40
            backwards.add(swatch: swatch(depth), source: "Brand", clues: clues(depth))
        }
        for l in stride(from: 20.0, through: 95, by: 5) {
            let (p, q) = (
                forwards.skin(ofSwatch: Lab(l, 12, 20), source: "Brand"),
                backwards.map().skin(ofSwatch: Lab(l, 12, 20), source: "Brand")
            )
            #expect(p.lab.deltaE76(to: q.lab) < 1e-9)
        }
    }

    @Test func isStoredAsJSON() throws {
        let map = fitter("L’Été & Co", shades: 30).map()
        #expect(try SwatchSkinMap(json: map.json()) == map)
        #expect(map.version.hasPrefix("swatch-skin-1-") && map.version != SwatchSkinMap.typical.version)
        let text = String(decoding: map.json(), as: UTF8.self)
        for broken in [
            "", "{}", "[1]", text.replacing("\"scatter\":", with: "\"scatter\":9"), String(text.dropLast(9)),
        ] {
            let error = #expect(throws: CatalogError.self) { try SwatchSkinMap(json: Array(broken.utf8)) }
            #expect(error?.code == .invalidSkinMap)
        }
    }

    @Test func statedLabIsTakenAsItStands() {
        var listed = ListedShade(line: 1, sku: "1", brand: "B", product: "P", name: "N", category: .foundation)
        #expect(SwatchSkinMap.typical.skin(of: listed, clues: ShadeClues()) == nil)
        listed.lab = Lab(50, 12, 18)
        listed.hex = SRGB8(hex: "#ffeedd")
        let skin = SwatchSkinMap.typical.skin(of: listed, clues: ShadeClues())
        #expect(skin?.lab == Lab(50, 12, 18))
        #expect(abs((skin?.uncertainty ?? 0) - 2) < 1e-12)
    }

    @Test func strangeFiguresDoNoHarm() {
        var fitter = SwatchSkinMapFitter()
        for lab in [Lab<D65>(100, 0, 0), Lab(0, 0, 0), Lab(50, 127, -128), Lab(30, -80, 60)] {
            for depth in [0, 0.5, 1, nil] as [Double?] {
                fitter.add(swatch: lab, source: "Odd", clues: clues(depth, .cool))
                fitter.add(evidence: lab, source: "Odd", skin: lab, sd: 0)
                let skin = fitter.map().skin(ofSwatch: lab, source: "Odd", clues: clues(depth))
                #expect(skin.uncertainty.isFinite && skin.uncertainty > 0)
                #expect((15...85).contains(skin.lab.lightness))
            }
        }
        fitter.add(evidence: Lab(.nan, 0, 0), source: "Odd", skin: Lab(50, 0, 0), sd: 1)
        #expect(fitter.map().skin(ofSwatch: Lab(50, 10, 10), source: "Odd").uncertainty.isFinite)
    }
}

/// The nine typical faces against 6,816 real shades.
@Suite(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
struct RetrievalTests {
    static let faces: [Lab<D65>] = [
        Lab(70, 9, 15), Lab(66, 10, 17), Lab(62, 12, 18), Lab(57, 13, 19), Lab(52, 13, 20), Lab(46, 13, 19),
        Lab(40, 12, 16), Lab(34, 9, 12), Lab(28, 7, 8),
    ]
    /// The word for each face: fair 0, light 1, medium 2, tan 3, deep 4.
    static let words = [0, 0, 1, 2, 2, 3, 4, 4, 4]

    /// The word nearest to what a shade's own words say.
    static func word(of clues: ShadeClues) -> Int? {
        let places = [0.12, 0.27, 0.47, 0.62, 0.82]
        guard let depth = clues.depth else { return nil }
        return places.indices.min { abs(places[$0] - depth) < abs(places[$1] - depth) }
    }

    @Test func facesRetrieveShadesOfTheirDepth() {
        let listed = PuddingShades.listed
        let reader = ShadeNameReader()
        let own = listed.map { reader.clues(of: $0) }
        var mined = own
        for line in PuddingShades.lines {
            for (member, clues) in zip(line.members, line.clues) { mined[member] = clues }
        }
        var fitter = SwatchSkinMapFitter()
        for (shade, clues) in zip(listed, mined) { fitter.add(shade, clues: clues) }
        let map = fitter.map()
        print("swatch to skin: \(map.version)")

        let swatches = listed.map { $0.hex?.lab }
        let bySwatch = listed.map { map.skin(of: $0, clues: ShadeClues())?.lab }
        let byBoth = zip(listed, mined).map { map.skin(of: $0, clues: $1)?.lab }
        var shares: [String: Double] = [:]
        for (name, colors) in [("swatches", swatches), ("map", bySwatch), ("map and names", byBoth)] {
            var total = 0.0
            for (face, word) in zip(Self.faces, Self.words) {
                let nearest = colors.indices.compactMap { index in
                    own[index].depth == nil ? nil : colors[index].map { (index, $0.deltaE00(to: face)) }
                }
                .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(10)
                let found = nearest.compactMap { Self.word(of: own[$0.0]) }
                let near = Double(found.count { abs($0 - word) <= 1 }) / Double(found.count)
                let off = Double(found.reduce(0) { $0 + $1 - word }) / Double(found.count)
                total += near / Double(Self.faces.count)
                print(
                    "\(name): L* \(face.lightness): \(near), \(off) words deeper, tenth \(nearest.last?.1 ?? 0)",
                    found)
                if name != "swatches" { #expect(near > 0.5, "\(name), L* \(face.lightness)") }
            }
            print("\(name): \(total) over all faces")
            shares[name] = total
        }
        #expect(shares["map", default: 0] > 0.7 && shares["map and names", default: 0] >= 0.94)
        #expect(shares["swatches", default: 1] < shares["map", default: 0])
    }
}
