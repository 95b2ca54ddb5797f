import ShadeCatalog
import SkinTone

extension MatchPage {
    /// What is not sure, and what would help.
    func writeDoubts(to page: inout HTMLWriter) {
        page.section(text("doubtsHeading"), list: doubts)
    }

    private var doubts: [String] {
        let reading = analysis.reading
        var doubts = [text("doubt.photo", ["most": analysis.belief.radius90.text()])]
        if isByHarmony {
            doubts.append(text("doubt.taste"))
        } else if let best = rows.first, best.share < 0.5 {
            doubts.append(text("doubt.best", ["share": Figure.percent(best.share)]))
        }
        doubts += analysis.capture.issues.map(\.advice)
        if reading.siteRegions != SkinRegion.site {
            doubts.append(text("doubt.site", ["regions": names(of: reading.siteRegions)]))
        }
        doubts += reading.patches.map { patch in
            text("doubt.patch", ["share": Figure.percent(patch.share), "region": name(of: patch.region)])
        }
        doubts += analysis.differences.compactMap(\.advice)
        if !rows.isEmpty { doubts.append(text(trial == nil ? "doubt.noTrial" : "doubt.trial")) }
        return doubts
    }
}
