import ColorScience
import FaceMesh
import Imaging

/// A patch of the face that no ring of landmarks outlines: thickest at a place of the mean face, thinner around it. The
/// face's triangles carry it, so that it is foreshortened where the face turns away, and lies behind what hides it.
struct TemplateSpot {
    /// On the mean face's right half, as seen from the front; the left half has its mirror image.
    let middle: SIMD2<Float>
    /// How far off its middle exp(-1/2) of it is left, to the sides and up and down.
    let spreads: SIMD2<Float>
    /// By how much it rises outwards, as a share of the way.
    let rise: Float

    /// Blush as it is mostly worn: on the cheek a little below the nose's tip, rising outwards. On the mean face, 2.7
    /// wide, half of it is left 0.31 to the sides and 0.20 up and down of a middle 0.92 off the face's own.
    static let blush = TemplateSpot(middle: SIMD2(-0.92, 0.06), spreads: SIMD2(0.26, 0.17), rise: 0.35)

    /// Spreads off its middle that nothing of it is left.
    private static let reach: Float = 3

    /// How much of it is at a place of the mean face, 0...1.
    func share(at place: SIMD2<Float>) -> Float {
        let offset = SIMD2(-abs(place.x), place.y) - middle
        let steps = SIMD2(offset.x, offset.y - rise * offset.x) / spreads
        let square = (steps * steps).sum()
        guard square < Self.reach * Self.reach else { return 0 }
        let rest = exponential(-Double(Self.reach * Self.reach) / 2)
        return Float((exponential(-Double(square) / 2) - rest) / (1 - rest))
    }

    /// Where the corners of all triangles lie that it reaches.
    func corners(on landmarks: FaceLandmarks) -> [SIMD2<Float>] {
        let far = Self.reach * SIMD2(spreads.x, spreads.y + rise * spreads.x)
        return FaceTemplate.triangles.flatMap { triangle -> [SIMD2<Float>] in
            let corners = (0..<3).map { Int(triangle[$0]) }
            let steps = corners.map { corner in
                (SIMD2(-abs(FaceTemplate.vertices[corner].x), FaceTemplate.vertices[corner].y) - middle) / far
            }
            let isNear = (0..<2).allSatisfy { axis in
                steps.contains { $0[axis] > -1 } && steps.contains { $0[axis] < 1 }
            }
            return isNear ? corners.map { SIMD2(landmarks.points[$0].x, landmarks.points[$0].y) } : []
        }
    }

    /// How much of it is seen over a frame: the triangle nearest to the camera says.
    /// - Complexity: O(cells + triangles), three cells to the lesser of its spreads on a face from the front.
    func shares(on landmarks: FaceLandmarks, over frame: PixelRegion) -> CoarsePlane {
        var plane = CoarsePlane(over: frame, side: max(1, Int(0.02 * landmarks.box.width)))
        var nearest = [Float](repeating: .infinity, count: plane.values.count)
        let (origin, side) = (SIMD2(Float(frame.x), Float(frame.y)), Float(plane.side))
        let last = SIMD2(Float(plane.columns - 1), Float(plane.rows - 1))
        for triangle in FaceTemplate.triangles {
            let (first, second, third) = (Int(triangle.x), Int(triangle.y), Int(triangle.z))
            /// In cells, a whole number at each cell's middle.
            func place(_ corner: Int) -> SIMD2<Float> {
                (SIMD2(landmarks.points[corner].x, landmarks.points[corner].y) - origin) / side - 0.5
            }
            let (a, b, c) = (place(first), place(second), place(third))
            let area = cross(b - a, c - a)
            let low = pointwiseMax(pointwiseMin(pointwiseMin(a, b), c), .zero).rounded(.up)
            let high = pointwiseMin(pointwiseMax(pointwiseMax(a, b), c), last).rounded(.down)
            guard abs(area) > 1e-6, low.x <= high.x, low.y <= high.y else { continue }
            for row in Int(low.y)...Int(high.y) {
                for column in Int(low.x)...Int(high.x) {
                    let cell = SIMD2(Float(column), Float(row))
                    let weights =
                        SIMD3(cross(b - cell, c - cell), cross(c - cell, a - cell), cross(a - cell, b - cell)) / area
                    guard weights.min() >= -1e-4 else { continue }
                    func mean(_ points: [SIMD3<Float>]) -> SIMD3<Float> {
                        points[first] * weights.x + points[second] * weights.y + points[third] * weights.z
                    }
                    let (depth, index) = (mean(landmarks.points).z, row * plane.columns + column)
                    guard depth < nearest[index] else { continue }
                    nearest[index] = depth
                    let rest = mean(FaceTemplate.vertices)
                    plane.values[index] = share(at: SIMD2(rest.x, rest.y))
                }
            }
        }
        return plane
    }
}

private func cross(_ u: SIMD2<Float>, _ v: SIMD2<Float>) -> Float { u.x * v.y - u.y * v.x }
