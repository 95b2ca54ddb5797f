import ColorKernels
import ColorScience
import Imaging

/// A picture split into areas, each with its colour and the probability that it is the product.
package struct SwatchTrace {
    /// In pixels of the picture looked at, which `reduction` brings back to those of the picture given.
    package let width: Int
    package let height: Int
    /// For each pixel the number of its area, 255 for none.
    package let areaOfPixel: [UInt8]
    /// Of each area, 0...1.
    package let probabilities: [Double]
    /// Those of `PictureLayout`, for fitting `ProductModel.weights`, under the likeliest background.
    package let features: [[Double]]
    let bodies: [BodyColor?]
    let layout: PictureLayout
    let reduction: Int

    init(_ image: RGBImage) {
        let view = SwatchView(image)
        let map = AreaMap(ColorClusters(view), width: view.width, height: view.height)
        let pixels = map.pixels
        let areas = SwatchArea.all(view, map)
        let backgrounds = PictureLayout.backgrounds(areas)
        let layouts = backgrounds.map { background in
            PictureLayout(areas, map, background: background.area, width: view.width, height: view.height)
        }
        var probabilities = [Double](repeating: 0, count: areas.count)
        for (background, layout) in zip(backgrounds, layouts) {
            let given = ProductModel.probabilities(areas.map { layout.features(of: $0) })
            for index in probabilities.indices { probabilities[index] += background.weight * given[index] }
        }
        let layout = layouts[0]
        width = view.width
        height = view.height
        reduction = view.reduction
        areaOfPixel = map.areas
        bodies = areas.map { area in
            guard probabilities[area.index] > Self.negligible else { return nil }
            return BodyColor(view, map, area, pixels: pixels[area.index])
        }
        self.layout = layout
        features = areas.map { layout.features(of: $0) }
        self.probabilities = probabilities
    }

    /// Areas less likely than this are not measured.
    private static let negligible = 0.002
}

extension SwatchTrace {
    /// The likeliest area.
    package var product: Int? { probabilities.indices.max { probabilities[$0] < probabilities[$1] } }

    func measurement() throws(SwatchError) -> SwatchMeasurement {
        guard let product, let body = bodies[product] else { throw .unclear }
        let area = layout.areas[product]
        guard body.lab.lightness < Self.blankLightness || product != layout.background else { throw .blank }
        guard max(body.spread.l, body.spread.a, body.spread.b) < Self.restless else { throw .restless }

        var (agreeing, covariance) = (0.0, body.covariance)
        for (index, probability) in probabilities.enumerated() {
            guard let other = bodies[index] else { continue }
            let difference = other.lab - body.lab
            if other.lab.deltaE76(to: body.lab) < Self.agreement {
                agreeing += probability
            } else if probability > Self.doubt {
                covariance = covariance + Covariance3(difference, weight: probability - Self.doubt)
            }
        }
        guard agreeing >= Self.leastConfidence else { throw .unclear }
        let region = PixelRegion(
            x: area.columns.lowerBound * reduction, y: area.rows.lowerBound * reduction,
            width: area.columns.count * reduction, height: area.rows.count * reduction)
        return SwatchMeasurement(
            lab: body.lab, covariance: covariance, confidence: min(1, agreeing), share: area.share,
            kind: layout.kind(of: area),
            region: region)
    }

    /// Lighter than this, a background is the paper nothing was put on.
    private static let blankLightness = 99.2
    /// Standard deviation of L*, a* or b* at which nothing can be called even: coarse powder has about 6.
    private static let restless = 12.0
    /// ΔE76 within which two areas' colours are the same for the purpose.
    private static let agreement = 3.0
    /// Probabilities below this do not widen the covariance: a normal distribution cannot say "almost surely here, else
    /// far away", and `confidence` says it.
    private static let doubt = 0.04
    private static let leastConfidence = 0.5
}

extension Covariance3 {
    /// The outer product of a difference with itself, times `weight`.
    fileprivate init(_ d: Lab<D65>, weight: Double) {
        self.init(
            ll: weight * d.lightness * d.lightness, la: weight * d.lightness * d.a, lb: weight * d.lightness * d.b,
            aa: weight * d.a * d.a, ab: weight * d.a * d.b, bb: weight * d.b * d.b)
    }
}
