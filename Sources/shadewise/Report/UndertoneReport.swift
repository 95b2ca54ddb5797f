import Foundation
import Reports
import ShadeCatalog

/// `catalog undertones --format json`.
struct UndertoneReport: Encodable {
    let schema = "shadewise/catalog-undertones/1"
    var feed: String
    /// Compared: called cool, neutral or warm.
    var shades: Int
    var agreement: Double?
    var kappa: Double?
    /// With as many colours called cool and warm as words are.
    var rankedKappa: Double?
    var warmAboveCool: Double?
    var order = ["cool", "neutral", "warm"]
    /// Rows by word, columns by colour, in `order`.
    var confusion: [[Int]]
    /// ΔH*ab from typical skin of the same depth, by word.
    var meanLeans: [Double?]
    var olive: Olive
    /// Base shades with a swatch but no clear word.
    var wordless: Int
    var faults: Int

    struct Olive: Encodable {
        var shades: Int
        var found: Int
        /// Called olive, by what the rule makes of them, in `order`.
        var leanings: [Int]
        /// Of the shades with another word.
        var elsewhere: Int
    }

    init(_ agreement: UndertoneAgreement, feed: String, rowsLeftOut: Int) {
        self.feed = URL(filePath: feed).lastPathComponent
        shades = agreement.count
        self.agreement = agreement.agreement?.rounded(to: 4)
        kappa = agreement.kappa?.rounded(to: 4)
        rankedKappa = agreement.rankedKappa?.rounded(to: 4)
        warmAboveCool = agreement.warmAboveCool?.rounded(to: 4)
        confusion = agreement.confusion
        meanLeans = agreement.meanLeans.map { $0?.rounded(to: 3) }
        olive = Olive(
            shades: agreement.oliveFound.total, found: agreement.oliveFound.count, leanings: agreement.oliveLeanings,
            elsewhere: agreement.oliveElsewhere)
        wordless = agreement.wordless
        faults = rowsLeftOut
    }
}
