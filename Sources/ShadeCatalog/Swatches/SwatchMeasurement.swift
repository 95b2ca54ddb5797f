public import ColorScience
public import Imaging

/// What a swatch picture seems to show.
public enum SwatchKind: String, CaseIterable, Sendable, Hashable {
    /// A smear, drop or heap of product with an outline of its own.
    case smear
    /// A round or rectangular piece of product on a background.
    case flat
    /// Product from edge to edge.
    case fill
    /// Product seen through the glass of a bottle or tube, beside a cap and perhaps a label.
    case bottle
    /// A lipstick out of its case.
    case bullet
    /// Pressed product in a pan.
    case pan
}

/// A product's colour as a picture shows it: a screen's colour, not yet that of the product on skin.
public struct SwatchMeasurement: Sendable, Hashable {
    /// The product's colour where it is lit head-on, CIELAB under D65.
    public var lab: Lab<D65>
    /// What the picture leaves open about `lab`: light and texture on the product, and other areas that may be it.
    public var covariance: Covariance3
    /// The probability, 0...1, that the area measured shows the product, as the picture's layout tells it.
    public var confidence: Double
    /// Part of the picture's pixels, 0...1, that the product takes up.
    public var share: Double
    /// A guess from the layout: for reports, not for decisions.
    public var kind: SwatchKind
    /// The smallest rectangle around the product, in pixels of the upright picture measured.
    public var region: PixelRegion

    public init(
        lab: Lab<D65>, covariance: Covariance3, confidence: Double, share: Double, kind: SwatchKind, region: PixelRegion
    ) {
        self.lab = lab
        self.covariance = covariance
        self.confidence = confidence
        self.share = share
        self.kind = kind
        self.region = region
    }
}

extension SwatchMeasurement {
    /// The colour as a distribution, to be combined with other evidence.
    public var gaussian: LabGaussian { LabGaussian(mean: lab, covariance: covariance) }

    /// The standard deviations of L*, a* and b*.
    public var standardDeviations: (lightness: Double, a: Double, b: Double) {
        (
            max(covariance.ll, 0).squareRoot(), max(covariance.aa, 0).squareRoot(), max(covariance.bb, 0).squareRoot()
        )
    }

    /// The ΔE00 radius around `lab` that holds 90 % of the distribution.
    /// - Complexity: O(1): 256 quasi-random draws.
    public var radius90: Double {
        let factor = covariance.cholesky
        let distances = NormalSequence.draws(256).map { draw in
            let l = factor.ll * draw.x
            let a = factor.al * draw.x + factor.aa * draw.y
            let b = factor.bl * draw.x + factor.ba * draw.y + factor.bb * draw.z
            return lab.deltaE00(to: lab + Lab(l, a, b))
        }
        return distances.sorted()[230]
    }
}
