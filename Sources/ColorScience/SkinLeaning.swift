/// How skin differs from typical skin of its depth.
package struct SkinLeaning {
    package let undertone: Undertone
    package let isOlive: Bool

    package init(_ lab: Lab<D65>) {
        let typical = TypicalSkin.color(at: lab.lightness)
        let residual = lab.hueDifference(from: typical)
        undertone =
            residual > Undertone.neutralHalfWidth ? .warm : residual < -Undertone.neutralHalfWidth ? .cool : .neutral
        isOlive = lab.a < typical.a - 2 && lab.b < typical.b + 2.5 && residual > 0
    }
}

extension Lab where White == D65 {
    /// Olive skin is greenish and muted: less red than typical skin of its depth, without more yellow to match.
    public var isOlive: Bool { SkinLeaning(self).isOlive }

    /// Signed hue difference: positive towards yellow and green.
    /// - Source: ΔH*ab of CIE 15:2018, 8.2.1.3.
    package func hueDifference(from other: Self) -> Double {
        // No angle is needed: C·C′ times sine and cosine of the hues' difference are the cross and the dot product.
        let (cross, dot) = (other.a * b - other.b * a, a * other.a + b * other.b)
        let product = chroma * other.chroma
        guard dot < 0 else { return product > 0 ? cross / ((product + dot) / 2).squareRoot() : 0 }
        let far = (2 * (product - dot)).squareRoot()
        return cross < 0 ? -far : far
    }
}
