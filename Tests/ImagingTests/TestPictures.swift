import ColorScience
import Foundation
import Imaging

/// Pictures and files that need no other tool.
enum TestPictures {
    /// Smooth gradients with an edge.
    static func scene(width: Int = 96, height: Int = 64) -> RGBImage {
        var image = RGBImage(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width {
                let isInside = x * 3 > width && x * 3 < width * 2
                image.pixels[(y * width + x) * 3] = UInt8(255 * x / width)
                image.pixels[(y * width + x) * 3 + 1] = UInt8(200 * y / height + 20)
                image.pixels[(y * width + x) * 3 + 2] = isInside ? 160 : 90
            }
        }
        return image
    }

    /// A small file in Data.
    static func file(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: Bundle.module.resourceURL!.appending(path: "Data/\(name)")))
    }

    /// Small files of the kinds with a decoder path of their own.
    static let fileNames = [
        "baseline.jpg", "progressive.jpg", "cmyk-profile.jpg", "turned-p3.jpg", "gray-restarts.jpg", "rgb.png",
        "palette-adam7.png", "rgba16-profile.png",
    ]

    /// A PNG's signature and header with nothing behind.
    static func pngHeader(width: UInt32, height: UInt32) -> [UInt8] {
        let content = Array("IHDR".utf8) + bytes(width) + bytes(height) + [8, 2, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + bytes(13) + content + bytes(checksum(content))
    }

    private static func bytes(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 0xFF) } }

    /// - Source: W3C PNG specification, annex D (CRC-32).
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF as UInt32) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
        }
    }
}

/// A generator whose sequence is the same everywhere.
/// - Source: SplitMix64 (Steele, Lea and Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
