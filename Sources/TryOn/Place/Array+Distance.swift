extension [SIMD2<Float>] {
    /// From a point to the nearest of an outline's sides, in pixels; 0 where there are none. Of two corners, to the line
    /// between them.
    func distance(from point: SIMD2<Float>) -> Float {
        guard var previous = last else { return 0 }
        var least = Float.infinity
        for corner in self {
            let (side, offset) = (corner - previous, point - previous)
            let share = Swift.min(Swift.max((side * offset).sum() / Swift.max((side * side).sum(), 1e-9), 0), 1)
            let gap = offset - side * share
            least = Swift.min(least, (gap * gap).sum())
            previous = corner
        }
        return least.squareRoot()
    }
}
