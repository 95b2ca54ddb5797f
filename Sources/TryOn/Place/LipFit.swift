import ColorKernels
import ColorScience
import FaceMesh
import Imaging

/// Moves the lips' outline to where the photo shows their edge.
///
/// Landmarks lie about 1 % of the face's width beside the edge, which is a quarter of a thin lip. What is surely lip and
/// what is surely not tells apart their colours; along each normal of the outline the edge is where colours inside are
/// most like lip and outside most unlike it, neighbours moving alike. Lips that do not differ from what is around them
/// are left where the landmarks are.
///
/// Beside drawn lips (`TryOnTruthTests`) masks on found landmarks overlap the truth by 0.95 to 0.83, light to deep skin,
/// and by 0.90 to 0.76 without this. Numbers are this project's own, chosen on those portraits and looked at on photographs.
struct LipFit {
    private let ground: FaceGround
    private let width: Float
    private let outer: [SIMD2<Float>]
    private let inner: [SIMD2<Float>]

    /// Points of the curve between two landmarks.
    private static let steps = 4
    /// Between two samples along a normal, in widths of the face.
    private static let step: Float = 0.0025
    /// Samples to each side.
    private static let reach = 18
    /// Samples to each side of an edge that are compared.
    private static let side = 5
    /// How far landmarks lie beside the edge, standard deviation in samples, and how much two neighbours' ways differ.
    private static let (spread, roughness): (Float, Float) = (6, 0.6)
    /// Standard deviations between lip and not, at the least: nearer ones tell no edge.
    private static let least = 0.7

    /// - Returns: The landmarks with those of the lips' outer edge moved.
    /// - Complexity: O(pixels around the mouth), and 9,000 samples.
    static func fitted(_ landmarks: FaceLandmarks, to photo: RGBImage) -> FaceLandmarks {
        let ring = FaceTemplate.outerLips
        let corners = landmarks.ring(ring)
        let width = landmarks.box.width
        guard
            let frame = PixelRegion.ofWholeVectors(
                around: [corners], margin: Int(width * step * Float(2 * reach)) + 2, in: photo),
            // Half a mouth tells too little of what is lip and what is not.
            corners.allSatisfy({ corner in
                corner.x >= Float(frame.x) && corner.y >= Float(frame.y)
                    && corner.x < Float(min(frame.x + frame.width, photo.width))
                    && corner.y < Float(frame.y + frame.height)
            }), frame.height > 2
        else { return landmarks }
        let fit = LipFit(
            ground: FaceGround(of: photo, in: frame), width: width, outer: corners.curve(steps: steps),
            inner: landmarks.ring(FaceTemplate.innerLips).curve(steps: steps))
        var fitted = landmarks
        for (place, offset) in zip(ring, fit.offsets) {
            fitted.points[place].x += offset.x
            fitted.points[place].y += offset.y
        }
        return fitted
    }

    /// How far each landmark of the ring is moved.
    private var offsets: [SIMD2<Float>] {
        let count = FaceTemplate.outerLips.count
        var offsets = [SIMD2<Float>](repeating: .zero, count: count)
        // The ring begins two landmarks before the left corner; the lower lip lies between the corners, then the upper.
        for first in [2, 12] {
            let chain = (1..<10 * Self.steps).map { (first * Self.steps + $0) % outer.count }
            guard let moves = moves(along: chain) else { continue }
            for landmark in 1..<10 {
                offsets[(first + landmark) % count] = moves[landmark * Self.steps - 1]
            }
            // A corner goes along with its neighbours on both lips.
            offsets[first] += moves[0] / 2
            offsets[(first + 10) % count] += moves[moves.count - 1] / 2
        }
        return offsets
    }
}

extension LipFit {
    /// Samples along the normal of one point, from the farthest outside to the farthest inside.
    private struct Ray {
        let normal: SIMD2<Float>
        /// Samples from the outline to the mouth's opening.
        let thickness: Float
        let colors: [SIMD3<Double>]
    }

    /// Of one lip, for each point of the chain; `nil` where lip and skin look alike.
    private func moves(along chain: [Int]) -> [SIMD2<Float>]? {
        let rays = chain.map(ray)
        var (lip, skin): ([SIMD3<Double>], [SIMD3<Double>]) = ([], [])
        for ray in rays where ray.thickness > 4 {
            for (place, color) in ray.colors.enumerated() {
                let depth = Float(place - Self.reach)
                if depth > 0.3 * ray.thickness, depth < 0.7 * ray.thickness { lip.append(color) }
                if depth < -6 { skin.append(color) }
            }
        }
        guard let edge = Edge(lip, skin), edge.separation > Self.least else { return nil }
        let way = Self.smoothest(rays.map { gains(of: $0, edge) })
        return zip(rays, way).map { $0.normal * (-Float($1) * Self.step * width) }
    }

    private func ray(at index: Int) -> Ray {
        let (before, point) = (outer[(index + outer.count - 1) % outer.count], outer[index])
        let tangent = outer[(index + 1) % outer.count] - before
        var normal = SIMD2(tangent.y, -tangent.x) / max((tangent * tangent).sum().squareRoot(), 1e-6)
        let middle = outer.reduce(.zero, +) / Float(outer.count)
        if (normal * (point - middle)).sum() < 0 { normal = -normal }
        let pace = Self.step * width
        // Noise is less where a few pixels along the edge count as one.
        let aside = SIMD2(-normal.y, normal.x) * (1.5 * pace)
        let colors = (-Self.reach...Self.reach).map { (place: Int) -> SIMD3<Double> in
            let middle = point - normal * (Float(place) * pace)
            let sum = color(at: middle - aside) + color(at: middle) + color(at: middle + aside)
            return SIMD3(logarithm(sum.x), logarithm(sum.y), logarithm(sum.z))
        }
        return Ray(normal: normal, thickness: inner.distance(from: point) / pace, colors: colors)
    }

    /// Light and shade move all channels' logarithms alike.
    private func logarithm(_ sum: Float) -> Double { naturalLogarithm(Double(max(sum / 3, 1e-4))) }

    /// Linear red, green and blue.
    private func color(at point: SIMD2<Float>) -> SIMD3<Float> {
        let frame = ground.frame
        var place = point - SIMD2(Float(frame.x), Float(frame.y)) - 0.5
        place.clamp(lowerBound: .zero, upperBound: SIMD2(Float(frame.width - 2), Float(frame.height - 2)))
        let (column, row) = (Int(place.x), Int(place.y))
        let (right, down) = (place.x - Float(column), place.y - Float(row))
        let start = row * frame.width + column
        func value(_ plane: [Float]) -> Float {
            let upper = plane[start] * (1 - right) + plane[start + 1] * right
            let lower = plane[start + frame.width] * (1 - right) + plane[start + frame.width + 1] * right
            return upper * (1 - down) + lower * down
        }
        return SIMD3(value(ground.colors.red), value(ground.colors.green), value(ground.colors.blue))
    }
}

extension LipFit {
    /// Fisher's direction between two kinds of colours.
    private struct Edge {
        private let direction: SIMD3<Double>
        private let middle: Double
        /// Standard deviations between the two.
        let separation: Double

        init?(_ lip: [SIMD3<Double>], _ skin: [SIMD3<Double>]) {
            guard min(lip.count, skin.count) >= 30 else { return nil }
            let (lip, skin) = (Self.moments(of: lip), Self.moments(of: skin))
            // What pixels differ by even in one flat colour, and by how much light may be less towards the mouth.
            let floor = Covariance3(ll: 0.0604, la: 0.06, lb: 0.06, aa: 0.0604, ab: 0.06, bb: 0.0604)
            let within = (lip.covariance + skin.covariance) * 0.5 + floor
            let matrix = Matrix3(rows: within.rows.map { SIMD3($0[0], $0[1], $0[2]) })
            guard let direction = matrix.solution(lip.mean - skin.mean) else { return nil }
            let square = (direction * (lip.mean - skin.mean)).sum()
            guard square > 0 else { return nil }
            separation = square.squareRoot()
            // −1 is skin, 1 is lip.
            self.direction = direction * (2 / square)
            middle = (self.direction * (lip.mean + skin.mean)).sum() / 2
        }

        private static func moments(of colors: [SIMD3<Double>]) -> WeightedMoments {
            func plane(_ channel: Int) -> [Float] { colors.map { Float($0[channel]) } }
            return WeightedMoments(plane(0), plane(1), plane(2), weights: colors.map { _ in 1 })
        }

        /// What a step from one to the other says in log-odds: samples beside each other are not independent.
        var weight: Float { Float(min(separation * separation, 6)) }

        func likeness(of color: SIMD3<Double>) -> Float {
            Float(min(max((direction * color).sum() - middle, -1), 1))
        }
    }

    /// For an edge at each sample of a ray, what speaks for it in log-odds, but for what its neighbours say: how much more
    /// like lip it is on the inner side than on the outer one.
    private func gains(of ray: Ray, _ edge: Edge) -> [Float] {
        let likeness = ray.colors.map(edge.likeness)
        let deepest = Self.reach + Int(0.7 * ray.thickness)
        return likeness.indices.map { place in
            guard place <= deepest else { return -.infinity }
            let (inside, outside) = (likeness[(place + 1)...].prefix(Self.side), likeness[..<place].suffix(Self.side))
            let offset = Float(place - Self.reach) / Self.spread
            guard inside.count == Self.side, outside.count == Self.side else { return -.infinity }
            let step = (inside.reduce(0, +) - outside.reduce(0, +)) / Float(Self.side)
            return edge.weight * step - offset * offset / 2
        }
    }

    /// The way along the rays that gains most, as samples from their middles.
    private static func smoothest(_ gains: [[Float]]) -> [Int] {
        let width = 2 * reach + 1
        var best = gains[0]
        var origins: [[Int]] = []
        for row in gains.dropFirst() {
            var (next, origin) = ([Float](repeating: -.infinity, count: width), [Int](repeating: 0, count: width))
            for place in 0..<width where row[place] > -.infinity {
                for before in max(0, place - 4)...min(width - 1, place + 4) {
                    let bend = Float(place - before) / roughness
                    let value = best[before] - bend * bend / 2
                    if value > next[place] { (next[place], origin[place]) = (value, before) }
                }
                next[place] += row[place]
            }
            best = next
            origins.append(origin)
        }
        var place = best.indices.max { best[$0] < best[$1] } ?? reach
        var way = [place]
        for origin in origins.reversed() {
            place = origin[place]
            way.append(place)
        }
        return way.reversed().map { $0 - reach }
    }
}
