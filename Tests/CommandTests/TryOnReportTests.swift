import ColorScience
import ShadeCatalog
import Testing

@testable import Inputs
@testable import shadewise

/// What is said of a layer, and which foundations stand beside each other.
struct TryOnReportTests {
    private static func layer(_ look: String, isApplied: Bool = true, shown: Double?) throws -> TryOnReport.Layer {
        let layer = try LookLayer(LookArgument(parsing: look), in: ShadeCatalog(shades: []), force: false)
        let worn = WornLayer(layer: layer, isApplied: isApplied, shown: shown)
        return TryOnReport.Layer(worn, within: 3.14, role: nil)
    }

    @Test func whatIsMostlyHiddenIsSaidToBe() throws {
        let lid = try Self.layer("eye=40,10,12", shown: 0.05)
        #expect(lid.warning == "mostly_hidden" && lid.shown == 0.05 && lid.shownWithin == 3.14)
        #expect(lid.text.contains("on only 5 % of its place") && lid.text.contains("within ΔE00 3.1"), "\(lid.text)")
        let lips = try Self.layer("lip=40,45,20", shown: 0.9)
        #expect(lips.warning == nil && !lips.text.contains("of its place"))
        let brow = try Self.layer("brow=30,5,8", isApplied: false, shown: 0)
        #expect(brow.warning == "not_shown" && brow.text.contains("not on the picture"))
        #expect(try Self.layer("lip=40,45,20:0", shown: nil).warning == nil)
    }

    @Test(
        arguments: [
            "lip=nan,50,22", "lip=40,50", "lip=40,50,", "lip=#ff0000", "lip=1,2,3,4", "lip=0,128,-128", "lip=100,20,0",
        ])
    func whatIsNoColorIsNone(look: String) {
        #expect(throws: LookError.self) { try LookArgument(parsing: look) }
    }

    @Test(arguments: ["lip=40,50,22", "lip=0,0,0", "lip=100,0,0", "lip=A,1", "lip=#1", "lip=12-B", "lip=35, 70, 50"])
    func whatMayBeAProductIsOne(look: String) throws {
        #expect(try LookArgument(parsing: look).category == .lip)
    }

    private static func shade(_ sku: String, _ product: String, _ lab: Lab<D65>) -> Shade {
        Shade(sku: sku, brand: "B", product: product, name: sku, category: .foundation, lab: lab)
    }

    /// Neighbours are of the best's own line where it has some, and by a step that is seen.
    @Test func neighborsAreLighterAndDarkerOfTheSameLine() throws {
        let skin = LabGaussian(mean: Lab(50, 12, 18), covariance: Covariance3(standardDeviations: 1, 1, 1))
        let shades = [
            Self.shade("best", "One", Lab(50, 12, 18)), Self.shade("alike", "One", Lab(50.6, 12, 18)),
            Self.shade("lighter", "One", Lab(55, 12, 18)), Self.shade("nearer", "Two", Lab(53, 12, 18)),
            Self.shade("lightest", "One", Lab(60, 12, 18)), Self.shade("darker", "Two", Lab(46, 12, 18)),
        ]
        let found = try FoundationNeighbors(for: skin, in: ShadeCatalog(shades: shades)).shades
        #expect(found.map { $0.shade.sku } == ["lighter", "best", "darker"])
        #expect(found.map { $0.role } == [.lighter, .best, .darker])
        let alone = try FoundationNeighbors(for: skin, in: ShadeCatalog(shades: [shades[0]])).shades
        #expect(alone.map { $0.role } == [.best])
    }
}
