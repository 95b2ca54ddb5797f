import CVector
public import ColorScience

/// A lower bound on the expected CIEDE2000 difference between an uncertain colour and any other, from the expectation
/// at seven places.
///
/// Were the expectation E convex, then for any step v from a centre c, E(c + v) ≥ 2 E(c) − E(c − v), and E(c − v) is at
/// most what a straight line through c and the stencil's points at distance t gives: E(c + v) ≥ E(c) + Σ min(bᵢ·vᵢ,
/// fᵢ·vᵢ), with the slope bᵢ from the point behind and fᵢ to the point ahead on each axis. No derivative is needed, and
/// kinks do no harm. E is not quite convex, because CIEDE2000's weights grow with chroma: adding ½·M·|v|² makes it so.
///
/// M is not proved but measured: in 5 million steps of 0.1 to 30 between covered colours, under beliefs of skin (all
/// depths, standard deviations 0.1 to 8, even and slanted), the largest found is 0.041, and this type takes half as
/// much again. Where a node's hue is opposed to a colour's, CIEDE2000 jumps, which is paid from a margin: another 11
/// million steps, under beliefs of other covered colours too, took none of it with at most 1/64 of the weight opposed
/// to those hues and 0.008 with at most 1/4; the margins are 0.005 and 0.03. Elsewhere this type promises nothing.
/// `DeltaE00SupportTests` measures anew on fewer.
public struct DeltaE00Support: Sendable {
    private let center: SIMD3<Float>
    /// The expectation at the centre, less the margin for jumps and rounding.
    private let value: Float
    /// Slopes from the stencil's point behind and to the point ahead, along L*, a* and b*.
    private let behind: SIMD3<Float>
    private let ahead: SIMD3<Float>

    /// The stencil's arm: a longer one is blunter, a shorter one is thrown further by a jump.
    private static var arm: Double { 1 }
    /// ½·M.
    private static var halfCurvature: Float { 0.03 }

    /// - Parameters:
    ///   - distribution: Of the uncertain colour.
    ///   - margin: As `margin(under:)` gives it for that distribution.
    /// - Complexity: Seven expectations.
    public init(at center: Lab<D65>, under distribution: inout WeightedLabs, margin: Float) {
        // Where the kernel evaluates and where the bound is centred must be one place, also in single precision.
        let c = SIMD3(Float(center.lightness), Float(center.a), Float(center.b))
        func expectation(_ step: SIMD3<Double>) -> Double {
            distribution.meanDeltaE00(
                to: Lab(Double(c.x) + step.x, Double(c.y) + step.y, Double(c.z) + step.z))
        }
        let middle = expectation(.zero)
        var (behind, ahead) = (SIMD3<Float>.zero, SIMD3<Float>.zero)
        for axis in 0..<3 {
            var step = SIMD3<Double>.zero
            step[axis] = Self.arm
            behind[axis] = Float((middle - expectation(-step)) / Self.arm)
            ahead[axis] = Float((expectation(step) - middle) / Self.arm)
        }
        self.center = c
        value = Float(middle) - margin
        self.behind = behind
        self.ahead = ahead
    }

    /// Whether the bound holds for a colour: hues of 0 to 105°, chroma of 3 and more.
    public static func covers(_ color: Lab<D65>) -> Bool {
        color.b >= 0 && color.a >= -0.26 * color.b && color.a * color.a + color.b * color.b >= 9
    }

    /// What jumps may add to the bound under a distribution; `nil` where no bound is known to hold.
    ///
    /// The mean must be covered, standard deviations at most 8, and little of the weight on hues opposed to those
    /// covered.
    public static func margin(under distribution: WeightedLabs) -> Float? {
        let opposed = distribution.weight { $0.b < 0 && $0.a <= -0.26 * $0.b }
        let (mean, variance) = distribution.moments
        guard covers(mean), max(variance.lightness, variance.a, variance.b) <= 64, opposed <= 0.25 else { return nil }
        return opposed <= 1.0 / 64 ? 0.005 : 0.03
    }
}

extension DeltaE00Support {
    /// Raises `bounds` to the bound for each colour of a range, where that is higher.
    /// - Precondition: `bounds` holds one for each place of the range, which lies within the colours.
    /// - Complexity: O(`range.count`).
    public func raise(_ bounds: inout [Float], of colors: LabPlanes, in range: Range<Int>) {
        precondition(bounds.count == range.count, "every colour needs one bound")
        precondition(range.lowerBound >= 0 && range.upperBound <= colors.count, "the range must lie within the colours")
        bounds.withUnsafeMutableBufferPointer { bounds in
            colors.lightness.withUnsafeBufferPointer { l in
                colors.a.withUnsafeBufferPointer { a in
                    colors.b.withUnsafeBufferPointer { b in
                        guard let output = bounds.baseAddress, let l = l.baseAddress, let a = a.baseAddress,
                            let b = b.baseAddress
                        else { return }
                        let first = range.lowerBound
                        raise(output, l + first, a + first, b + first, count: range.count)
                    }
                }
            }
        }
    }

    /// Bound by loads: 20 bytes and some 17 operations a colour.
    private func raise(
        _ bounds: UnsafeMutablePointer<Float>, _ l: UnsafePointer<Float>, _ a: UnsafePointer<Float>,
        _ b: UnsafePointer<Float>, count: Int
    ) {
        let (back, front) = (Slopes(behind), Slopes(ahead))
        let middle = Slopes(center)
        let start = cv_splat(value)
        func bound(_ l: Lanes, _ a: Lanes, _ b: Lanes) -> Lanes {
            start + along(l - middle.x, back.x, front.x) + along(a - middle.y, back.y, front.y)
                + along(b - middle.z, back.z, front.z)
        }
        for i in stride(from: 0, to: count & ~7, by: 8) {
            cv_store(bounds + i, cv_max(cv_load(bounds + i), bound(cv_load(l + i), cv_load(a + i), cv_load(b + i))))
        }
        for i in (count & ~7)..<count {
            let single = bound(cv_splat(l[i]), cv_splat(a[i]), cv_splat(b[i]))[0]
            if single > bounds[i] { bounds[i] = single }
        }
    }

    /// Raises `bounds` to the bound for all colours within each box, where that is higher.
    ///
    /// Along each axis the bound is concave, so that its least value lies on one of the box's two faces.
    /// - Precondition: `bounds` is as long as what `lightnessBounds(from:weight:)` returns.
    /// - Complexity: O(`boxes.count`).
    public func raise(_ bounds: inout [Float], of boxes: LabBoxes) {
        precondition(bounds.count == 8 * boxes.blocks, "every box needs one bound")
        bounds.withUnsafeMutableBufferPointer { bounds in
            boxes.faces.withUnsafeBufferPointer { faces in
                guard let output = bounds.baseAddress, let faces = faces.baseAddress else { return }
                raise(output, faces, blocks: boxes.blocks)
            }
        }
    }

    /// Bound by loads and multiplications: 56 bytes and some 30 operations a box.
    private func raise(_ bounds: UnsafeMutablePointer<Float>, _ faces: UnsafePointer<Float>, blocks: Int) {
        let (back, front) = (Slopes(behind), Slopes(ahead))
        let middle = Slopes(center)
        let start = cv_splat(value)
        for block in 0..<blocks {
            let p = faces + 48 &* block
            let l = least(cv_load(p) - middle.x, cv_load(p + 8) - middle.x, back.x, front.x)
            let a = least(cv_load(p + 16) - middle.y, cv_load(p + 24) - middle.y, back.y, front.y)
            let b = least(cv_load(p + 32) - middle.z, cv_load(p + 40) - middle.z, back.z, front.z)
            let q = bounds + 8 &* block
            cv_store(q, cv_max(cv_load(q), start + l + a + b))
        }
    }

    private struct Slopes {
        let x: Lanes
        let y: Lanes
        let z: Lanes

        init(_ slopes: SIMD3<Float>) { (x, y, z) = (cv_splat(slopes.x), cv_splat(slopes.y), cv_splat(slopes.z)) }
    }

    @inline(__always)
    private func along(_ step: Lanes, _ behind: Lanes, _ ahead: Lanes) -> Lanes {
        cv_fma(cv_splat(-Self.halfCurvature) * step, step, cv_min(behind * step, ahead * step))
    }

    @inline(__always)
    private func least(_ low: Lanes, _ high: Lanes, _ behind: Lanes, _ ahead: Lanes) -> Lanes {
        cv_min(along(low, behind, ahead), along(high, behind, ahead))
    }
}

/// Boxes in Lab, each around some colours, in the form that bounds are worked out in.
public struct LabBoxes: Sendable {
    /// Eight boxes a block: their least and greatest L*, then a*, then b*. Padding repeats the last box.
    fileprivate let faces: [Float]
    let blocks: Int
    /// How many boxes there are, padding aside.
    public let count: Int

    /// - Parameter boxes: The least and the greatest coordinates.
    /// - Complexity: O(*n*) in the number of boxes.
    public init(_ boxes: [(low: SIMD3<Float>, high: SIMD3<Float>)]) {
        count = boxes.count
        blocks = (boxes.count + 7) / 8
        var faces = [Float](repeating: 0, count: 48 * blocks)
        for i in 0..<(8 * blocks) {
            let box = boxes[min(i, boxes.count - 1)]
            for axis in 0..<3 {
                let place = 48 * (i / 8) + 16 * axis + i % 8
                faces[place] = box.low[axis]
                faces[place + 8] = box.high[axis]
            }
        }
        self.faces = faces
    }

    /// A bound for each box, padded with infinities: how far the mean of an uncertain colour lies from it in L* alone.
    ///
    /// Holds for every colour and every distribution, by Jensen's inequality.
    /// - Parameter weight: The greatest S_L of any pair.
    /// - Complexity: O(`count`).
    public func lightnessBounds(from mean: Double, weight: Double) -> [Float] {
        var bounds = [Float](repeating: .infinity, count: 8 * blocks)
        let (mean, scale) = (Float(mean), Float(1 / weight))
        for i in 0..<count {
            let place = 48 * (i / 8) + i % 8
            bounds[i] = max(faces[place] - mean, mean - faces[place + 8], 0) * scale
        }
        return bounds
    }
}

extension [Float] {
    /// Where the least value stands, the first of equals.
    ///
    /// Bound by the latency of the minima, each of which waits for the last; looking for the place, by loads.
    /// - Precondition: the array is not empty, and none of its values NaN.
    /// - Complexity: O(`count`).
    public var placeOfLeast: Int {
        withUnsafeBufferPointer { values in
            var least = SIMD8<Float>(repeating: .infinity)
            var i = 0
            while i + 8 <= values.count {
                least = cv_min(cv_load(values.baseAddress.unsafelyUnwrapped + i), least)
                i += 8
            }
            var value = Float.infinity
            for lane in 0..<8 { value = Swift.min(value, least[lane]) }
            while i < values.count {
                value = Swift.min(value, values[i])
                i += 1
            }
            guard value < .infinity else { return 0 }
            var place = 0
            let sought = cv_splat(value)
            while place + 8 <= values.count {
                let lanes = cv_load(values.baseAddress.unsafelyUnwrapped + place)
                if cv_sign_bits(sought - lanes) != 0xFF { break }
                place += 8
            }
            while place < values.count - 1, values[place] != value { place += 1 }
            return place
        }
    }
}
