import Imaging
import Inputs
import Reports
import ShadeCatalog
import SkinTone
import TryOn

/// What was put on, how sure it looks so, and what of the picture changed.
struct TryOnReport: Encodable {
    struct Layer: Encodable {
        var category: String
        var sku: String?
        var name: String
        /// Which of foundations beside each other: `lighter`, `best`, `darker`.
        var role: String?
        /// Part of the face: `lips`, `lipsFading`, `cheekbones` …
        var zone: String
        var lab: [Double]
        var intensity: Double
        var finish: String
        var hides: Double
        /// Whether any of it went on.
        var applied: Bool
        /// How much of its place the photo shows and it covers, 0...1; absent where none of it was wanted.
        var shown: Double?
        /// ΔE00 within which the colour shown is the one that would be seen, nine times in ten.
        var shownWithin: Double
        /// `mostly_hidden`, `not_shown`; absent where nothing is amiss.
        var warning: String?
    }

    struct Changed: Encodable {
        var pixels: Int
        /// Of the picture.
        var share: Double
        /// Least frame around them: x, y, width, height; absent when nothing changed.
        var box: [Int]?
    }

    let schema = "shadewise/1"
    var versions: AnalysisReport.Versions
    var image: AnalysisReport.Image
    /// The one that was painted.
    var face: AnalysisReport.Face?
    var capture: AnalysisReport.Capture?
    var out: String
    var width: Int
    var height: Int
    /// `photo`: as the products look under the photo's own light; `daylight`: as they would under D65.
    var light: String
    var layers: [Layer]
    /// Of panels, in one of them.
    var changed: Changed
    /// Whether the photo's transparency was laid over white, so that no pixel has its own code.
    var flattened: Bool
    /// ΔE00 within which the skin is known at 90 %; what that means for a product is its `shownWithin`.
    var radius90: Double
}

extension TryOnReport {
    /// - Parameter read: What `analyze` says of the photo.
    init(
        _ read: AnalysisReport, out: String, size: (width: Int, height: Int), isDaylight: Bool, layers: [Layer],
        changed: Changed, analysis: PhotoAnalysis
    ) {
        self.init(
            versions: read.versions, image: read.image, face: read.face, capture: read.capture, out: out,
            width: size.width, height: size.height, light: isDaylight ? "daylight" : "photo", layers: layers,
            changed: changed, flattened: analysis.info.hasAlpha, radius90: analysis.belief.radius90)
    }
}

extension TryOnReport.Layer {
    /// - Parameter within: See `shownWithin`.
    init(_ worn: WornLayer, within: Double, role: FoundationNeighbors.Role?) {
        let (layer, cosmetic) = (worn.layer, worn.layer.cosmetic)
        self.init(
            category: layer.category.rawValue, sku: layer.shade?.sku, name: layer.name, role: role?.rawValue,
            zone: cosmetic.zone.rawValue, lab: cosmetic.color.report, intensity: cosmetic.intensity,
            finish: cosmetic.sheen.rawValue, hides: cosmetic.hiding, applied: worn.isApplied,
            shown: worn.shown?.rounded(to: 3), shownWithin: within.rounded(to: 2),
            warning: worn.isApplied ? (worn.isMostlyHidden ? "mostly_hidden" : nil) : "not_shown")
    }
}
