import ColorScience
import Testing

@testable import SkinTone

struct RegionDifferenceTests {
    private static func difference(
        _ region: SkinRegion, times factors: SIMD3<Double>, of skin: Lab<D65>
    ) -> RegionDifference? {
        let site = skin.xyz.linearSRGB
        let seen = LinearSRGB(
            red: site.red * factors.x, green: site.green * factors.y, blue: site.blue * factors.z)
        return RegionDifference(
            region, RegionReading(lab: seen.xyz.lab, pixels: 900, keptShare: 1), site: site.logarithms, skin: skin)
    }

    @Test(arguments: [28.0, 46, 70])
    func lightAloneIsNoDifferenceOfSkin(lightness: Double) throws {
        let skin = TypicalSkin.color(at: lightness)
        let neck = try #require(Self.difference(.neck, times: SIMD3(0.8, 0.8, 0.8), of: skin))
        #expect(neck.beyondLight == nil && neck.deltaE00 > 2)
        #expect(try #require(Self.difference(.neck, times: SIMD3(1, 1, 1), of: skin)).deltaE00 < 1e-6)
        #expect(try #require(Self.difference(.forehead, times: SIMD3(1.3, 1.4, 1.4), of: skin)).beyondLight == nil)
        #expect(Self.difference(.jaw, times: SIMD3(1, 1, 1), of: skin) == nil)
    }

    @Test(
        arguments: [
            (SIMD3(2, 2, 2), RegionDifference.Kind.lighter), (SIMD3(0.4, 0.4, 0.4), .darker),
            (SIMD3(1.25, 1, 1), .redder),
            (SIMD3(0.8, 1, 1), .lessRed), (SIMD3(1, 1, 0.7), .yellower), (SIMD3(1, 1, 1.35), .lessYellow),
        ], [28.0, 46, 70])
    func whatLightCannotDoIsNamed(change: (SIMD3<Double>, RegionDifference.Kind), lightness: Double) throws {
        let neck = try #require(Self.difference(.neck, times: change.0, of: TypicalSkin.color(at: lightness)))
        #expect(neck.beyondLight == change.1)
    }
}
