import Reports
import SkinTone

/// `AuditFigures` in JSON; what there are no photos for is left out.
struct AuditFiguresReport: Encodable {
    var photos: Int
    var used: Int
    var recall: Double?
    var refused: Double?
    var deltaE00: DeltaE00?
    /// The median over what an error of exposure alone would do.
    var relativeMedian: Double?
    var exposureUnit: Double?
    /// Mean of believed minus true in L*, a* and b*.
    var bias: [Double]?
    var coverage50: Double?
    var coverage90: Double?
    var radius50: Double?
    var radius90: Double?
    var itaClassAccuracy: Double?
    var undertoneAccuracy: Double?
    /// One of the three shades shown is within the tolerance; any of the catalog is.
    var served: Double?
    var servable: Double?
    var energy: Double?

    struct DeltaE00: Encodable {
        var median: Double
        var p90: Double
    }

    init(_ figures: AuditFigures) {
        photos = figures.photos
        used = figures.used
        recall = figures.found.value?.rounded(to: 4)
        refused = figures.refused.value?.rounded(to: 4)
        if let median = figures.deltaE00.median, let p90 = figures.deltaE00.quantile(0.9) {
            deltaE00 = DeltaE00(median: median.rounded(to: 3), p90: p90.rounded(to: 3))
        }
        relativeMedian = figures.relativeMedian?.rounded(to: 3)
        exposureUnit = figures.exposureUnit?.rounded(to: 3)
        let means = [figures.lightnessError.mean, figures.aError.mean, figures.bError.mean].compactMap(\.self)
        bias = means.isEmpty ? nil : means.map { $0.rounded(to: 3) }
        coverage50 = figures.inside50.value?.rounded(to: 4)
        coverage90 = figures.inside90.value?.rounded(to: 4)
        radius50 = figures.radius50.median?.rounded(to: 3)
        radius90 = figures.radius90.median?.rounded(to: 3)
        itaClassAccuracy = figures.rightClass.value?.rounded(to: 4)
        undertoneAccuracy = figures.rightUndertone.value?.rounded(to: 4)
        served = figures.served.value?.rounded(to: 4)
        servable = figures.servable.value?.rounded(to: 4)
        energy = figures.energy?.rounded(to: 3)
    }
}
