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

    /// - Parameter rows: Of the picture, rising: those of `frame` to be read; without them all.
    /// - Precondition: `frame` is a multiple of 8 wide and but for its last seven columns lies in the picture.
    /// - Complexity: O(pixels read).
    init(of image: RGBImage, in frame: PixelRegion, rows: [Int]? = nil) {
        let inside = min(frame.width, image.width - frame.x)
        precondition(
            frame.width % 8 == 0 && frame.x >= 0 && frame.width - inside < 8 && frame.y >= 0
                && frame.y + frame.height <= image.height, "whole vectors of the picture")
        self.frame = frame
        let rows = rows ?? Array(frame.y..<frame.y + frame.height)
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
        colors = LinearPlanes(srgb8: bytes)
        luminance = colors.luminances
    }
}
