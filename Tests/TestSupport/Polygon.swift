extension [SIMD2<Float>] {
    /// Whether a point lies inside the polygon with these corners, by the even-odd rule.
    public func surrounds(_ point: SIMD2<Float>) -> Bool {
        guard var previous = last else { return false }
        var isInside = false
        for corner in self {
            if (corner.y > point.y) != (previous.y > point.y),
                point.x < (previous.x - corner.x) * (point.y - corner.y) / (previous.y - corner.y) + corner.x
            {
                isInside.toggle()
            }
            previous = corner
        }
        return isInside
    }
}
