import ColorScience
import Foundation
import Imaging

/// A small generator whose sequence depends on nothing but its seed (SplitMix64).
struct SwatchRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
    mutating func within(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }
    mutating func chance(_ probability: Double) -> Bool { unit() < probability }
    mutating func normal() -> Double { (unit() + unit() + unit() + unit() - 2) * 1.732 }
    mutating func pick<T>(_ choices: [T]) -> T { choices[Int(unit() * Double(choices.count))] }
}

/// A picture rendered in linear light from shapes with a height: each point's normal meets one lamp and the sky, so
/// that level surfaces show exactly the colour painted.
struct SwatchScene {
    typealias Light = SIMD3<Double>

    let width: Int
    let height: Int
    var light: [Light]
    var random: SwatchRandom
    /// Direction to the lamp and towards its mirror image for a viewer straight above.
    private let lamp: SIMD3<Double>
    private let halfway: SIMD3<Double>
    private let noiseSeed: UInt64

    init(width: Int, height: Int, random: SwatchRandom) {
        self.width = width
        self.height = height
        self.random = random
        light = [Light](repeating: Light(repeating: 1), count: width * height)
        let turn = self.random.within(0, 2 * .pi)
        let lean = self.random.within(0.3, 0.9)
        lamp = SIMD3(cos(turn) * sin(lean), sin(turn) * sin(lean), cos(lean))
        let sum = lamp + SIMD3(0, 0, 1)
        halfway = sum / (sum * sum).sum().squareRoot()
        noiseSeed = self.random.next()
    }

    var size: Double { Double(min(width, height)) }

    static func light(_ lab: Lab<D65>) -> Light {
        let code = lab.srgb8Clamping().linear
        return Light(code.red, code.green, code.blue)
    }

    /// Lays light over the picture where `coverage` (0...1) says.
    mutating func lay(_ coverage: (Double, Double) -> Double, _ color: (Double, Double) -> Light) {
        for y in 0..<height {
            for x in 0..<width {
                let (u, v) = (Double(x) + 0.5, Double(y) + 0.5)
                let part = min(1, max(0, coverage(u, v)))
                guard part > 0 else { continue }
                let i = y * width + x
                light[i] = light[i] * (1 - part) + color(u, v) * part
            }
        }
    }

    /// A surface with a height in pixels: matte reflection normalised to level ground, and a sharp or soft gloss.
    mutating func relief(
        _ coverage: (Double, Double) -> Double, _ color: Light, gloss: Double, sharpness: Double, skyPart: Double = 0.5,
        height: (Double, Double) -> Double
    ) {
        let (lamp, halfway) = (lamp, halfway)
        let level = pow(halfway.z, sharpness)
        lay(coverage) { x, y in
            let gx = height(x + 0.5, y) - height(x - 0.5, y)
            let gy = height(x, y + 0.5) - height(x, y - 0.5)
            let normal = SIMD3(-gx, -gy, 1) / (gx * gx + gy * gy + 1).squareRoot()
            let matte = max(0, (normal * lamp).sum()) / lamp.z
            // Level ground mirrors no lamp: a gloss over everything would be another colour.
            let mirror = max(0, pow(max(0, (normal * halfway).sum()), sharpness) - level) / (1 - level)
            let shade = skyPart + (1 - skyPart) * matte
            return color * min(shade, 1.5) + Light(repeating: gloss * mirror)
        }
    }

    /// A dark, soft copy of a shape, moved: `distance` is negative inside the shape.
    mutating func shadow(_ distance: (Double, Double) -> Double) {
        guard random.chance(0.7) else { return }
        let (dx, dy) = (random.within(-0.03, 0.03) * size, random.within(0, 0.05) * size)
        let soft = random.within(0.01, 0.07) * size
        let depth = random.within(0.1, 0.55)
        lay({ x, y in depth * (0.5 - distance(x - dx, y - dy) / (2 * soft)) }) { _, _ in Light(repeating: 0) }
    }

    /// Smooth noise about −1...1 with features of about `scale` pixels.
    func noise(_ x: Double, _ y: Double, scale: Double, layer: UInt64 = 0) -> Double {
        let (u, v) = (x / scale, y / scale)
        let (i, j) = (u.rounded(.down), v.rounded(.down))
        func corner(_ a: Double, _ b: Double) -> Double {
            var z = UInt64(bitPattern: Int64(i + a)) &* 0x9E37_79B9_7F4A_7C15
            z ^= UInt64(bitPattern: Int64(j + b)) &* 0xC2B2_AE3D_27D4_EB4F
            z ^= noiseSeed &+ layer &* 0x1656_67B1_9E37_79F9
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Double((z ^ (z >> 31)) >> 11) * 0x1p-52 - 1
        }
        func ease(_ t: Double) -> Double { t * t * (3 - 2 * t) }
        let (s, t) = (ease(u - i), ease(v - j))
        let top = corner(0, 0) * (1 - s) + corner(1, 0) * s
        let bottom = corner(0, 1) * (1 - s) + corner(1, 1) * s
        return top * (1 - t) + bottom * t
    }

    /// The picture as a camera would deliver it: noise, then 8 bits.
    mutating func photograph(noise: Double) -> RGBImage {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(light.count * 3)
        for value in light {
            let code = LinearSRGB(red: min(value.x, 1), green: min(value.y, 1), blue: min(value.z, 1)).encodedClamping()
            for channel in [code.red, code.green, code.blue] {
                bytes.append(
                    noise > 0 ? UInt8(max(0, min(255, Double(channel) + noise * random.normal() + 0.5))) : channel)
            }
        }
        return RGBImage(width: width, height: height, pixels: bytes)
    }
}

/// Distances in pixels to a shape's outline, negative inside.
enum SwatchShape {
    static func box(_ x: Double, _ y: Double, _ cx: Double, _ cy: Double, _ hw: Double, _ hh: Double, _ r: Double)
        -> Double
    {
        let (u, v) = (abs(x - cx) - hw + r, abs(y - cy) - hh + r)
        return (max(u, 0) * max(u, 0) + max(v, 0) * max(v, 0)).squareRoot() + min(max(u, v), 0) - r
    }

    static func circle(_ x: Double, _ y: Double, _ cx: Double, _ cy: Double, _ r: Double) -> Double {
        ((x - cx) * (x - cx) + (y - cy) * (y - cy)).squareRoot() - r
    }

    /// Anti-aliased coverage.
    static func inside(_ distance: Double) -> Double { min(1, max(0, 0.5 - distance)) }
}
