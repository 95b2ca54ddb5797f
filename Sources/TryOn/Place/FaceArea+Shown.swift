import FaceMesh
import Imaging

extension FaceArea {
    /// How much of its place it covers, 0...1: what hair, glasses or shade hide, or lies beyond the picture's edge, is
    /// not covered. What a layer never touches, such as the eyes and the open mouth, is no part of its place. What hides
    /// brows and lashes is not told from them, so that of these only the picture's edge takes some away.
    /// - Parameters:
    ///   - zone: That it was made of.
    ///   - photo: And so the others.
    /// - Complexity: O(pixels of at most a hundred of its rows, and cells of its shape, which are half as wide as its edge
    ///   is spread: of lips, whose edge is sharp, all pixels).
    func shownShare(
        of zone: CosmeticZone, on photo: RGBImage, _ landmarks: FaceLandmarks, skin: SkinMap?
    ) -> Double {
        let inside = zone.shareInside(photo, landmarks)
        guard zone.isSkin || zone.isLips else { return inside }
        let shape = zone.shape(filling: zone.place(on: landmarks), on: landmarks, over: frame)
        let openings = zone.openings(of: landmarks, in: frame)
        let depth = zone.lipDepth(in: frame, landmarks)
        var (covered, whole): (Float, Float) = (0, 0)
        for y in stride(from: frame.y, to: frame.y + frame.height, by: (frame.height + 99) / 100) {
            let row = PixelRegion(x: frame.x, y: y, width: frame.width, height: 1)
            var place = CoverageMask(frame: row, shares: shape.expanded(over: row))
            for opening in openings { place.erase(opening) }
            if let depth { place.multiply(by: depth) }
            whole += place.shares.reduce(0, +)
            let cover = cover(of: row) { skin?.strip(of: FaceGround(of: photo, in: row)) }
            // Lips may be found to reach a little into the mouth's opening, and skin beyond the mesh.
            if let cover { covered += zip(place.shares, cover.mask.shares).reduce(0) { $0 + min($1.0, $1.1) } }
        }
        return whole > 0 ? inside * Double(min(covered / whole, 1)) : 0
    }
}

extension CosmeticZone {
    /// Where it is bound to show: of a face what the mesh holds, for beyond it begins the hair.
    fileprivate func place(on landmarks: FaceLandmarks) -> [[SIMD2<Float>]] {
        self == .face ? [landmarks.ring(FaceTemplate.faceOval).curve()] : outlines(of: landmarks)
    }

    /// How much of it lies in the picture, 0...1.
    fileprivate func shareInside(_ photo: RGBImage, _ landmarks: FaceLandmarks) -> Double {
        let polygons = spot.map { Self.triangles($0.corners(on: landmarks)) } ?? place(on: landmarks)
        let size = SIMD2(Float(photo.width), Float(photo.height))
        let whole = polygons.reduce(0) { $0 + $1.area }
        let inside = polygons.reduce(0) { $0 + $1.clipped(to: size).area }
        return whole > 0 ? Double(min(inside / whole, 1)) : 0
    }

    private static func triangles(_ corners: [SIMD2<Float>]) -> [[SIMD2<Float>]] {
        stride(from: 0, to: corners.count - 2, by: 3).map { Array(corners[$0..<$0 + 3]) }
    }
}

extension [SIMD2<Float>] {
    /// Of a polygon that does not cross itself.
    fileprivate var area: Float {
        guard var previous = last else { return 0 }
        var sum: Float = 0
        for corner in self {
            sum += previous.x * corner.y - previous.y * corner.x
            previous = corner
        }
        return abs(sum) / 2
    }

    /// The part of a polygon in a picture of a size.
    /// - Source: I. E. Sutherland, G. W. Hodgman, Commun. ACM 17, 32 (1974).
    fileprivate func clipped(to size: SIMD2<Float>) -> [SIMD2<Float>] {
        var polygon = self
        for axis in 0..<2 {
            for (limit, sign) in [(Float(0), Float(1)), (size[axis], Float(-1))] {
                guard var previous = polygon.last else { return [] }
                var kept: [SIMD2<Float>] = []
                for corner in polygon {
                    let (before, now) = (sign * (previous[axis] - limit), sign * (corner[axis] - limit))
                    if (before < 0) != (now < 0) {
                        kept.append(previous + (corner - previous) * (before / (before - now)))
                    }
                    if now >= 0 { kept.append(corner) }
                    previous = corner
                }
                polygon = kept
            }
        }
        return polygon
    }
}
