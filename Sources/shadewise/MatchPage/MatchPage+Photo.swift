import FaceMesh
import Imaging
import ShadeCatalog
import SkinTone

extension MatchPage {
    /// The photo, with the regions that were read drawn over it for as long as a box is ticked.
    func writePhoto(to page: inout HTMLWriter) {
        let (width, height) = (photo.image.width, photo.image.height)
        page.raw("<section>")
        page.element("h2", "", text("photoHeading"))
        page.raw("<div class=\"photo\"><label><input type=\"checkbox\" checked> ")
        page.text(text("showRegions"))
        page.raw("</label><figure><img src=\"\(photoAddress)\" width=\"\(width)\" height=\"\(height)\" ")
        page.raw(
            "alt=\"\(HTMLWriter.escaped(text("photoAlt", ["regions": names(of: analysis.reading.siteRegions)])))\">")
        page.raw("<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" ")
        page.raw("aria-label=\"\(HTMLWriter.escaped(text("regionsLabel")))\">")
        let read = SkinRegion.allCases.filter { analysis.reading.regions[$0] != nil }
        let site = Set(analysis.reading.siteRegions)
        for region in read where !site.contains(region) { writeOutlines(of: region, "beside", to: &page) }
        for region in read where site.contains(region) { writeOutlines(of: region, "site", to: &page) }
        page.raw("</svg></figure></div><ul class=\"key\">")
        writeKey("site", text("siteKey", ["regions": names(of: analysis.reading.siteRegions)]), to: &page)
        let beside = read.filter { !site.contains($0) }
        if !beside.isEmpty { writeKey("beside", text("besideKey", ["regions": names(of: beside)]), to: &page) }
        page.raw("</ul></section>\n")
    }

    private func writeOutlines(of region: SkinRegion, _ style: String, to page: inout HTMLWriter) {
        page.titled(name(of: region)) { page in
            for outline in region.outlines(on: photo.landmarks) {
                let points = outline.map {
                    "\(Figure.coordinate(Double($0.x))),\(Figure.coordinate(Double($0.y)))"
                }.joined(separator: " ")
                // Dark below light, so that it shows on any skin.
                for line in ["under", "over"] {
                    page.raw("<polygon class=\"\(style) \(line)\" points=\"\(points)\"/>")
                }
            }
        }
    }

    private func writeKey(_ style: String, _ words: String, to page: inout HTMLWriter) {
        page.raw("<li><span class=\"line \(style)\" aria-hidden=\"true\"></span>")
        page.text(words)
        page.raw("</li>")
    }

    func name(of region: SkinRegion) -> String { text("region.\(region.rawValue)") }

    /// `jaw and lower cheek`.
    func names(of regions: [SkinRegion]) -> String {
        let names = regions.map(name)
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + text("and") + last
    }
}
