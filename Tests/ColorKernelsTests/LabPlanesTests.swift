import ColorKernels
import ColorScience
import TestSupport
import Testing

struct LabPlanesTests {
    @Test func holdsWhatItIsGiven() {
        let colors = [Lab<D65>(62, 12, 18), Lab(28, 7, 8.5)]
        var planes = LabPlanes(colors)
        planes.append(Lab(70, 9, 15))
        planes[0].a = 13
        #expect(planes.count == 3)
        #expect(planes.lightness == [62, 28, 70])
        #expect(planes.a == [13, 7, 9])
        #expect(planes[1] == colors[1])
        #expect(LabPlanes(count: 2) == LabPlanes([Lab(0, 0, 0), Lab(0, 0, 0)]))
    }

    @Test func planesAreWrittenInPlace() {
        var planes = LabPlanes(count: 3)
        planes.lightness[1] = 40
        planes.b = [1, 2, 3]
        #expect(planes[1] == Lab(40, 0, 2))
    }

    /// Every seventh level of each channel and the ends, 54,872 colours.
    @Test func staysCloseAllOverTheCube() {
        let levels = Array(stride(from: UInt8(0), through: 252, by: 7)) + [255]
        let pixels = levels.flatMap { r in levels.flatMap { g in levels.flatMap { b in [r, g, b] } } }
        let planes = LabPlanes(srgb8: pixels)
        let worst = (0..<planes.count).map { planes[$0].deltaE76(to: pixels.color(at: $0).lab) }.max()
        #expect(worst! <= 1e-4)
    }

    /// The dark end, where the cube root gives way to its tangent.
    @Test func staysCloseInTheDark() {
        let pixels = (UInt8(0)..<24).flatMap { r in
            (UInt8(0)..<24).flatMap { g in (UInt8(0)..<24).flatMap { b in [r, g, b] } }
        }
        let planes = LabPlanes(srgb8: pixels)
        let worst = (0..<planes.count).map { planes[$0].deltaE76(to: pixels.color(at: $0).lab) }.max()
        #expect(worst! <= 1e-4)
    }

    /// A block's results do not depend on where in the plane a pixel lies.
    @Test func aPixelsPlaceDoesNotMatter() {
        var random = SeededGenerator(seed: 3)
        let pixels = random.pixels(21)
        let (whole, reference) = (LabPlanes(srgb8: pixels), random.lab())
        for i in 0..<21 {
            let alone = LabPlanes(srgb8: Array(pixels[3 * i..<3 * i + 3]))
            #expect(alone[0] == whole[i])
            #expect(alone.deltaE00(to: reference)[0] == whole.deltaE00(to: reference)[i])
        }
    }

    /// Eight pixels take the way through Swift; of 4,136 the first 4,096 are looked up by permutations, the next 32 one by one,
    /// the last eight in Swift, where the processor has such vectors.
    @Test func wideVectorsGiveTheSameBits() {
        var random = SeededGenerator(seed: 5)
        let pixels = random.pixels(4_136)
        let whole = LabPlanes(srgb8: pixels)
        let parts = stride(from: 0, to: pixels.count, by: 24).map { LabPlanes(srgb8: Array(pixels[$0..<$0 + 24])) }
        for plane in [\LabPlanes.lightness, \.a, \.b] {
            #expect(whole[keyPath: plane].map(\.bitPattern) == parts.flatMap { $0[keyPath: plane].map(\.bitPattern) })
        }
    }

    @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
    func agreesWithTheOracleOnEveryRow() throws {
        let rows = try SharedData.rows("oracles/srgb8-to-lab-d65.csv")
        let planes = LabPlanes(srgb8: rows.flatMap { $0[0..<3].map { UInt8($0) } })
        let worst = rows.indices.map { planes[$0].deltaE76(to: Lab(rows[$0][6], rows[$0][7], rows[$0][8])) }.max()
        #expect(worst! <= 1e-4)
    }
}
