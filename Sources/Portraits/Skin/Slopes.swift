/// How a function changes along each axis, by finite differences: the columns of its Jacobian.
/// - Parameters:
///   - value: what it is at `point`.
///   - steps: how many steps make 1.
func slopes(
    of function: (SIMD3<Double>) -> SIMD3<Double>, at point: SIMD3<Double>, value: SIMD3<Double>, steps: Double
) -> [SIMD3<Double>] {
    (0..<3).map { axis in
        var moved = point
        moved[axis] += 1 / steps
        return (function(moved) - value) * steps
    }
}
