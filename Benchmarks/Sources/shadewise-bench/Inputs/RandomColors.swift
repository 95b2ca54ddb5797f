import ColorKernels
import ColorScience
import Portraits
import ShadeCatalog

/// Colours and shades that are the same on every machine.
enum RandomColors {
    /// Anywhere within Lab's usual bounds.
    static func planes(count: Int, seed: UInt64) -> LabPlanes {
        var random = SplitMix64(seed: seed)
        var planes = LabPlanes(count: count)
        planes.lightness = (0..<count).map { _ in Float.random(in: 0...100, using: &random) }
        planes.a = (0..<count).map { _ in Float.random(in: -100...100, using: &random) }
        planes.b = (0..<count).map { _ in Float.random(in: -100...100, using: &random) }
        return planes
    }

    /// Interleaved RGB.
    static func bytes(pixels: Int, seed: UInt64) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        return (0..<3 * pixels).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    /// Foundations along the line of facial skin, as dense as a catalog of that size is.
    static func catalog(count: Int) throws -> ShadeCatalog {
        var random = SplitMix64(seed: 11)
        return try ShadeCatalog(
            shades: (0..<count).map { index in
                let lightness = Double.random(in: 25...85, using: &random)
                // About the curve of facial skin: chroma is greatest near L* 55 and falls to both ends.
                let depth = (lightness - 55) / 30
                let lab = Lab<D65>(
                    lightness, 13 - 5 * depth * depth + Double.random(in: -4...4, using: &random),
                    19 - 8 * depth * depth + Double.random(in: -6...6, using: &random))
                return .foundation(lab, index: index)
            })
    }
}

extension Shade {
    /// An invented foundation of a colour measured on skin.
    static func foundation(_ lab: Lab<D65>, index: Int) -> Shade {
        Shade(
            sku: "B\(index)", brand: "Bench", product: "Base", name: "\(index)", category: .foundation, lab: lab,
            labUncertainty: 0.5)
    }
}
