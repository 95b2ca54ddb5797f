extension LinearSRGB {
    /// The least that counts as light: half an 8-bit code.
    package static let darkest = 0.5 / 255 / 12.92

    /// Natural logarithms of red, green and blue, in which light and exposure add a constant; darker than `darkest`
    /// counts as that.
    package var logarithms: SIMD3<Double> {
        SIMD3(
            naturalLogarithm(max(red, Self.darkest)), naturalLogarithm(max(green, Self.darkest)),
            naturalLogarithm(max(blue, Self.darkest)))
    }

    /// The colour with these logarithms.
    package init(logarithms: SIMD3<Double>) {
        self.init(
            red: exponential(logarithms.x), green: exponential(logarithms.y), blue: exponential(logarithms.z))
    }
}
