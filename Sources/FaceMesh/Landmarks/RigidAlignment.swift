import ColorScience

/// A rotation, as where it takes the three axes.
struct RotationMatrix {
    var x = SIMD3<Double>(1, 0, 0)
    var y = SIMD3<Double>(0, 1, 0)
    var z = SIMD3<Double>(0, 0, 1)
}

/// Moments of weighted point pairs, and the rotations they ask for.
/// - Source: B. K. P. Horn, "Closed-form solution of absolute orientation using unit quaternions", 1987.
struct RigidAlignment {
    /// Columns Σ w · target · source.x, · source.y, · source.z, both about their weighted means.
    private var cross = (SIMD3<Double>.zero, SIMD3<Double>.zero, SIMD3<Double>.zero)
    /// The same with the source in place of the target.
    private var spread = (SIMD3<Double>.zero, SIMD3<Double>.zero, SIMD3<Double>.zero)

    /// - Precondition: three lists of one length; weights positive.
    init(of source: [SIMD3<Float>], to target: [SIMD3<Float>], weights: [Double]) {
        precondition(source.count == target.count && source.count == weights.count, "points come in pairs")
        var (sourceMean, targetMean, total) = (SIMD3<Double>.zero, SIMD3<Double>.zero, 0.0)
        for index in source.indices {
            sourceMean += weights[index] * SIMD3<Double>(source[index])
            targetMean += weights[index] * SIMD3<Double>(target[index])
            total += weights[index]
        }
        sourceMean /= total
        targetMean /= total
        for index in source.indices {
            let from = weights[index] * (SIMD3<Double>(source[index]) - sourceMean)
            let to = SIMD3<Double>(target[index]) - targetMean
            let centered = SIMD3<Double>(source[index]) - sourceMean
            cross.0 += from.x * to
            cross.1 += from.y * to
            cross.2 += from.z * to
            spread.0 += from.x * centered
            spread.1 += from.y * centered
            spread.2 += from.z * centered
        }
    }

    /// The rotation that takes the source nearest the target, whatever its scale.
    var rotation: RotationMatrix {
        let (a, b, c) = cross
        // Horn's symmetric 4×4 matrix; its eigenvector of the largest eigenvalue is the rotation as a quaternion.
        let rows: [[Double]] = [
            [a.x + b.y + c.z, b.z - c.y, c.x - a.z, a.y - b.x],
            [b.z - c.y, a.x - b.y - c.z, a.y + b.x, c.x + a.z],
            [c.x - a.z, a.y + b.x, b.y - a.x - c.z, b.z + c.y],
            [a.y - b.x, c.x + a.z, b.z + c.y, c.z - a.x - b.y],
        ]
        return RotationMatrix(quaternion: SymmetricMatrix(rows).leadingEigenvector)
    }

    /// The rotation when the target is a view along z: its x and y are the first two rows of an affine map.
    var rotationFromFlatView: RotationMatrix {
        // Rows of cross · spread⁻¹, by Cramer's rule; a common factor does not matter.
        let (p, q, r) = spread
        let inverse = (Self.product(q, r), Self.product(r, p), Self.product(p, q))
        func row(_ component: Int) -> SIMD3<Double> {
            cross.0[component] * inverse.0 + cross.1[component] * inverse.1 + cross.2[component] * inverse.2
        }
        let (first, second) = (Self.unit(row(0)), Self.unit(row(1)))
        // Unit rows that are not quite square to each other give way by the same amount.
        let (sum, difference) = (Self.unit(first + second), Self.unit(first - second))
        let across = (sum + difference) * 0.5.squareRoot()
        let down = (sum - difference) * 0.5.squareRoot()
        let depth = Self.product(across, down)
        return RotationMatrix(
            x: SIMD3(across.x, down.x, depth.x), y: SIMD3(across.y, down.y, depth.y),
            z: SIMD3(across.z, down.z, depth.z))
    }

    private static func product(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
    }

    private static func unit(_ a: SIMD3<Double>) -> SIMD3<Double> {
        let length = (a * a).sum().squareRoot()
        return length > 0 ? a / length : a
    }
}

extension RotationMatrix {
    /// - Parameter quaternion: w, x, y, z of length 1.
    init(quaternion: [Double]) {
        let (w, i, j, k) = (quaternion[0], quaternion[1], quaternion[2], quaternion[3])
        x = SIMD3(w * w + i * i - j * j - k * k, 2 * (i * j + w * k), 2 * (i * k - w * j))
        y = SIMD3(2 * (i * j - w * k), w * w - i * i + j * j - k * k, 2 * (j * k + w * i))
        z = SIMD3(2 * (i * k + w * j), 2 * (j * k - w * i), w * w - i * i - j * j + k * k)
    }
}
