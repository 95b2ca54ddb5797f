import FaceMesh
import Imaging

extension PixelRegion {
    /// The part of a picture around some polygons: whole vectors, so that it may end up to seven columns right of it.
    /// - Returns: `nil` when none of the polygons lies in the picture.
    static func ofWholeVectors(around polygons: [[SIMD2<Float>]], margin: Int, in image: RGBImage) -> PixelRegion? {
        let part = PixelRegion(around: polygons, margin: margin, width: image.width, height: image.height)
        guard part.width > 0, part.height > 0 else { return nil }
        return PixelRegion(x: part.x, y: part.y, width: (part.width + 7) & ~7, height: part.height)
    }

    /// The part of this one around some polygons: whole vectors of its rows.
    /// - Precondition: its width is a multiple of 8.
    /// - Returns: `nil` when it is empty.
    func window(around polygons: [[SIMD2<Float>]], margin: Int) -> PixelRegion? {
        let part = PixelRegion(around: polygons, margin: margin, width: x + width, height: y + height)
        let (left, top) = (max(part.x, x), max(part.y, y))
        let (right, bottom) = (part.x + part.width, part.y + part.height)
        guard left < right, top < bottom else { return nil }
        let start = x + (left - x) & ~7
        return PixelRegion(x: start, y: top, width: (right - start + 7) & ~7, height: bottom - top)
    }

    /// The least one that holds both.
    func union(_ other: PixelRegion) -> PixelRegion {
        let (left, top) = (min(x, other.x), min(y, other.y))
        let (right, bottom) = (max(x + width, other.x + other.width), max(y + height, other.y + other.height))
        return PixelRegion(x: left, y: top, width: right - left, height: bottom - top)
    }

    /// What lies in both; `nil` when nothing does.
    func intersection(_ other: PixelRegion) -> PixelRegion? {
        let (left, top) = (max(x, other.x), max(y, other.y))
        let (right, bottom) = (min(x + width, other.x + other.width), min(y + height, other.y + other.height))
        guard left < right, top < bottom else { return nil }
        return PixelRegion(x: left, y: top, width: right - left, height: bottom - top)
    }

    /// Whole rows of it from top to bottom, as many at a time as keep a dozen planes of floats in a core's cache (some
    /// 10,000 pixels, 40 kB a plane), and a multiple of `step`.
    func strips(inStepsOf step: Int = 1) -> [PixelRegion] {
        let rows = max(step, 10_000 / max(width, 1) / step * step)
        return stride(from: 0, to: height, by: rows).map {
            PixelRegion(x: x, y: y + $0, width: width, height: min(rows, height - $0))
        }
    }

    /// Where a pixel lies in planes of this region's rows.
    func offset(x column: Int, y row: Int) -> Int { (row - y) * width + column - x }
}
