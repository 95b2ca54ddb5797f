import FaceMesh
import Foundation
import Imaging
import Reports
import ShadeCatalog
import SkinTone

/// A page for a customer and whoever advises her: the photo and where it was read, which colours her skin may be, the
/// shades that suit, each on her own face, and what is not sure.
///
/// One HTML file with everything in it, see `HTMLWriter.page`. Without its script it shows the same but for the slider
/// between before and after.
struct MatchPage {
    static let text = Wording(yaml: PackageResources.match_report_yaml)
    /// Of the photo's long side, in pixels.
    private static let photoSide = 1_000

    let name: String
    let analysis: PhotoAnalysis
    let matching: Matching
    let versions: AnalysisReport.Versions
    let rows: [MatchRow]
    /// Whether shades are ranked by harmony, not by distance to skin.
    let isByHarmony: Bool
    let photo: PhotoView
    let photoAddress: String
    /// `nil` when nothing can be tried on.
    let trial: FaceTrial?

    let text = Self.text

    /// - Throws: `AnalysisError` when the photo cannot be decoded at the sizes that the page shows.
    init(
        _ file: PhotoFile, analysis: PhotoAnalysis, ranking: Ranking, matching: Matching,
        versions: AnalysisReport.Versions, refiner: LandmarkRefiner
    ) throws(AnalysisError) {
        name = URL(filePath: file.path).lastPathComponent
        (self.analysis, self.matching, self.versions) = (analysis, matching, versions)
        rows = ranking.rows(tolerance: matching.tolerance)
        if case .harmony = ranking { isByHarmony = true } else { isByHarmony = false }
        let encoded = try file.opened.get().encoded
        do throws(ImagingError) {
            photo = try PhotoView(
                encoded, region: PixelRegion(x: 0, y: 0, width: encoded.info.width, height: encoded.info.height),
                landmarks: analysis.landmarks, longSide: Self.photoSide)
            photoAddress = try photo.image.dataAddress()
            trial = try FaceTrial(rows.map(\.shade), on: encoded, analysis, refiner)
        } catch {
            throw AnalysisError(error)
        }
    }

    /// - Complexity: O(pixels shown).
    var html: String {
        let title = text("title", ["category": text("category.\(matching.category)")])
        return HTMLWriter.page(
            title: title, style: PackageResources.match_report_css,
            script: trial == nil ? [] : PackageResources.match_report_js
        ) { page in
            page.raw("<header>")
            page.element("h1", "", title)
            page.element("p", "class=\"note\"", text("source", ["name": Terminal.safe(name)]))
            page.element("p", "class=\"private\"", text("private"))
            if !analysis.capture.isUsable { page.element("p", "class=\"warning\"", text("forced")) }
            page.raw("</header>\n<main><div class=\"pair\">")
            writePhoto(to: &page)
            writeSkin(to: &page)
            page.raw("</div>\n")
            writeShades(to: &page)
            writeDoubts(to: &page)
            page.raw("</main>\n<footer>")
            page.element(
                "p", "",
                text(
                    "footer",
                    [
                        "models": versions.models ?? "", "catalog": versions.catalog ?? "",
                        "policy": versions.policy ?? "",
                    ]))
            page.raw("</footer>")
        }
    }
}
