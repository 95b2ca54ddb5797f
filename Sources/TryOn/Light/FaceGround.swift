import ColorKernels
import Imaging

/// A part of a photo in linear light.
///
/// Planes are rows of `frame`, whose width is a multiple of 8 so that kernels take whole vectors: it may end up to seven
/// columns right of the picture, where the last column is repeated.
struct FaceGround {
    /// In the picture's pixels.
    let frame: PixelRegion
    let colors: LinearPlanes
    /// Relative.
    let luminance: [Float]

    /// - Precondition: `frame` is a multiple of 8 wide and but for its last seven columns lies in the picture.
    /// - Complexity: O(pixels).
    init(of image: RGBImage, in frame: PixelRegion) {
        self.frame = frame
        colors = Self.colors(of: image, in: frame, rows: Array(frame.y..<frame.y + frame.height))
        luminance = colors.luminances
    }

    /// The colours alone, of some rows.
    /// - Parameter rows: Of the picture, rising, of those of `frame`.
    /// - Precondition: As `init`'s.
    /// - Complexity: O(pixels read).
    static func colors(of image: RGBImage, in frame: PixelRegion, rows: [Int]) -> LinearPlanes {
        let inside = min(frame.width, image.width - frame.x)
        precondition(
            frame.width % 8 == 0 && frame.x >= 0 && frame.width - inside < 8 && frame.y >= 0
                && frame.y + frame.height <= image.height, "whole vectors of the picture")
        let count = 3 * frame.width * rows.count
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { bytes, initialized in
            image.pixels.withUnsafeBufferPointer { pixels in
                guard var target = bytes.baseAddress, let pixels = pixels.baseAddress else { return }
                for row in rows {
                    let source = pixels + 3 * (row * image.width + frame.x)
                    target.initialize(from: source, count: 3 * inside)
                    for place in 3 * inside..<3 * frame.width {
                        (target + place).initialize(to: source[3 * (inside - 1) + place % 3])
                    }
                    target += 3 * frame.width
                }
            }
            initialized = count
        }
        return LinearPlanes(srgb8: bytes)
    }
}
