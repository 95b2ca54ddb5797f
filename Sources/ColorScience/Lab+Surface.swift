extension Lab where White == D65 {
    /// Whether a surface that does not glow may have the colour: it reflects no more than a white one does, and no cone
    /// of the eye answers it with less than nothing.
    /// - Parameter brightening: How much of the white's X, Y and Z it may send back: 1 but for rounding, and more where
    ///   it may turn ultraviolet into light, as brightened paper does.
    /// - Source: cones as in R. W. G. Hunt, M. R. Pointer, Color Res. Appl. 10, 165 (1985), even for D65.
    package func isOfASurface(brightening: Double = 1.001) -> Bool {
        let (own, white) = (xyz, D65.tristimulus)
        let long = 0.40024 * own.x + 0.70760 * own.y - 0.08081 * own.z
        let middle = -0.22630 * own.x + 1.16532 * own.y + 0.04570 * own.z
        let isSeen = min(long, middle, own.z) >= -1e-3
        return isSeen && own.x <= brightening * white.x && own.y <= brightening * white.y
            && own.z <= brightening * white.z
    }
}
