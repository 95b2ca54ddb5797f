import CVector
import ColorKernels
import FaceMesh
import Imaging

/// The part of a photo that holds the face, in linear light.
///
/// Planes are rows of `frame`, whose width is a multiple of 8 so that kernels take whole vectors: it may end up to seven
/// columns right of the picture, where the last column is repeated.
struct FaceGround {
    /// In the picture's pixels.
    let frame: PixelRegion
    let colors: LinearPlanes
    /// Relative.
    let luminance: [Float]

    /// - Returns: `nil` when none of the polygons lies in the picture.
    init?(of image: RGBImage, around polygons: [[SIMD2<Float>]], margin: Int) {
        let part = PixelRegion(around: polygons, margin: margin, width: image.width, height: image.height)
        guard part.width > 0, part.height > 0 else { return nil }
        frame = PixelRegion(x: part.x, y: part.y, width: (part.width + 7) & ~7, height: part.height)
        var bytes = [UInt8](repeating: 0, count: 3 * frame.width * frame.height)
        for row in 0..<part.height {
            let source = 3 * ((part.y + row) * image.width + part.x)
            bytes.replaceSubrange(
                3 * row * frame.width..<3 * (row * frame.width + part.width),
                with: image.pixels[source..<source + 3 * part.width])
            for column in part.width..<frame.width {
                for channel in 0..<3 {
                    bytes[3 * (row * frame.width + column) + channel] =
                        image.pixels[
                            source + 3 * (part.width - 1) + channel]
                }
            }
        }
        colors = LinearPlanes(srgb8: bytes)
        luminance = colors.luminances
    }

    /// The part of the frame around some polygons: whole vectors of its rows.
    /// - Returns: `nil` when it is empty.
    func window(around polygons: [[SIMD2<Float>]], margin: Int) -> PixelRegion? {
        let part = PixelRegion(
            around: polygons, margin: margin, width: frame.x + frame.width, height: frame.y + frame.height)
        let (left, top) = (max(part.x, frame.x), max(part.y, frame.y))
        let (right, bottom) = (part.x + part.width, part.y + part.height)
        guard left < right, top < bottom else { return nil }
        let start = frame.x + (left - frame.x) & ~7
        return PixelRegion(x: start, y: top, width: (right - start + 7) & ~7, height: bottom - top)
    }

    /// Where each row of a window starts in the frame's planes.
    func starts(of window: PixelRegion) -> [Int] {
        (0..<window.height).map { (window.y - frame.y + $0) * frame.width + window.x - frame.x }
    }

    /// What a window shows.
    func colors(in window: PixelRegion) -> LinearPlanes {
        LinearPlanes(
            red: part(window, of: colors.red), green: part(window, of: colors.green),
            blue: part(window, of: colors.blue))
    }

    /// A window's part of one of the frame's planes.
    func part(_ window: PixelRegion, of plane: [Float]) -> [Float] {
        guard window != frame else { return plane }
        var result: [Float] = []
        result.reserveCapacity(window.width * window.height)
        for start in starts(of: window) { result += plane[start..<start + window.width] }
        return result
    }
}
