package import ColorScience

/// What an error of exposure alone would do to a skin: the unit in which groups' errors are compared, because the same
/// photographic error moves light skin by more ΔE00 than deep skin.
package enum ExposureUnit {
    /// Standard deviation of exposure errors, in EV: what phones leave.
    package static let spread = 0.35

    /// The median ΔE00 by which normally distributed errors of exposure move the skin, in linear light.
    /// - Complexity: O(1), 101 differences.
    package static func of(_ skin: Lab<D65>) -> Double {
        let xyz = skin.xyz
        let moves = errors.map { gain in
            XYZ<D65>(x: xyz.x * gain, y: xyz.y * gain, z: xyz.z * gain).lab.deltaE00(to: skin)
        }
        return AuditSample(moves).median ?? 0
    }

    /// Gains on linear light at the middles of 101 equally probable parts.
    private static let errors = (0..<101).map { part in
        exponential(0.693_147_180_559_945_3 * spread * normalQuantile((Double(part) + 0.5) / 101))
    }
}
