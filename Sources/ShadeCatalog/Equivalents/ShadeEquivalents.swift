internal import ColorKernels
internal import ColorScience
internal import Dispatch

/// A shade that may stand in for another.
public struct ShadeEquivalent: Sendable, Hashable {
    /// Never the one asked about.
    public let shade: Shade
    /// The CIEDE2000 difference of the two stated colours.
    public let deltaE00: Double
    /// The probability that the true difference is within the tolerance asked for, both shades being known only so
    /// well.
    public let probabilityWithinTolerance: Double
    /// From the shade asked about to this one.
    public let difference: ShadeDifference
    /// The same shade in other sizes.
    public let alsoSKUs: [String]

    /// The difference as a phrase, no surer than the probability.
    public var words: String { difference.words(probability: probabilityWithinTolerance) }
}

/// Finds, for a shade of one line, the nearest shades of others.
public struct ShadeEquivalents: Sendable {
    /// Where to look.
    public enum Scope: Sendable, Hashable {
        /// Every brand but the shade's own.
        case otherBrands
        /// Every line but the shade's own: one product of one brand.
        case otherLines
        /// One brand, in any capitals; the shade itself is never its own equivalent.
        case brand(String)
    }

    private let shelves: [Kind: Shelf]

    /// What stands in for each other: colour correctors for none but correctors.
    private struct Kind: Hashable {
        let category: ShadeCategory
        let isColorCorrector: Bool

        init(_ shade: Shade) { (category, isColorCorrector) = (shade.category, shade.isColorCorrector) }

        init(_ category: ShadeCategory) { (self.category, isColorCorrector) = (category, false) }
    }

    /// The shades of one kind.
    private struct Shelf {
        /// Each in one size.
        let shades: [Shade]
        /// SKUs of their other sizes.
        let otherSizes: [String: [String]]
        let planes: LabPlanes
        let neighbors: LabNeighbors
        /// Numbers that stand for brands and lines, of each shade.
        let brands: [Int32]
        let lines: [Int32]
        let brandNumbers: [String: Int32]
        let lineNumbers: [ShadeLine.Key: Int32]
    }

    /// - Complexity: O(*n* log *n*).
    public init(catalog: ShadeCatalog) {
        shelves = Dictionary(grouping: catalog.shades, by: Kind.init).mapValues { shades in
            let sizes = SizeVariants(of: shades)
            let shades = sizes.shown
            var (brandNumbers, lineNumbers): ([String: Int32], [ShadeLine.Key: Int32]) = ([:], [:])
            var (brands, lines): ([Int32], [Int32]) = ([], [])
            for shade in shades {
                let brand = shade.brand.lowercased()
                brands.append(brandNumbers[brand, default: Int32(brandNumbers.count)])
                brandNumbers[brand] = brands[brands.count - 1]
                let line = ShadeLine.Key(of: shade)
                lines.append(lineNumbers[line, default: Int32(lineNumbers.count)])
                lineNumbers[line] = lines[lines.count - 1]
            }
            let planes = LabPlanes(shades.map(\.lab))
            return Shelf(
                shades: shades, otherSizes: sizes.others, planes: planes, neighbors: LabNeighbors(planes),
                brands: brands, lines: lines, brandNumbers: brandNumbers, lineNumbers: lineNumbers)
        }
    }
}

extension ShadeEquivalents {
    /// The nearest shades of the same category, nearest first; of equals, those listed first. For a colour corrector
    /// these are correctors, for others none is.
    /// - Parameters:
    ///   - shade: One of the catalog's, or any other.
    ///   - tolerance: In ΔE00.
    /// - Throws: `unknown_sku` when the brand asked for has no shade of the category, with the brands that have.
    /// - Complexity: O(*n*) with a small constant, and 2,048 differences for each shade returned.
    public func equivalents(
        of shade: Shade, in scope: Scope = .otherBrands, tolerance: Double = 2, top: Int = 5
    ) throws(CatalogError) -> [ShadeEquivalent] {
        guard let shelf = shelves[Kind(shade)] else { return [] }
        let top = min(top, shelf.shades.count)
        let brand = shelf.brandNumbers[shade.brand.lowercased()]
        var sought: Int32?
        if case .brand(let name) = scope {
            sought = try shelf.brandNumbers[
                BrandSearch.brand(named: name, among: shelf.shades.lazy.map(\.brand), of: shade.category.rawValue)]
        }
        let line = shelf.lineNumbers[ShadeLine.Key(of: shade)]
        let found = shelf.neighbors.nearest(top, to: shade.lab) { place in
            let sku = shelf.shades[place].sku
            if sku == shade.sku || shelf.otherSizes[sku]?.contains(shade.sku) == true { return false }
            return switch scope {
            case .brand: shelf.brands[place] == sought
            case .otherBrands: shelf.brands[place] != brand
            case .otherLines: shelf.lines[place] != line
            }
        }
        return found.map { neighbor in
            let other = shelf.shades[neighbor.place]
            let covariance = Covariance3(
                standardDeviations: shade.labUncertainty, shade.labUncertainty, shade.labUncertainty)
            var spread = DifferenceSpread(
                aim: LabGaussian(mean: shade.lab, covariance: covariance), tolerance: tolerance)
            return ShadeEquivalent(
                shade: other, deltaE00: shade.lab.deltaE00(to: other.lab),
                probabilityWithinTolerance: spread.figures(of: other).probability,
                difference: ShadeDifference(from: shade, to: other), alsoSKUs: shelf.otherSizes[other.sku] ?? [])
        }
    }

    /// Each shade of a category but colour correctors, in one size, with its nearest shades elsewhere, in the catalog's
    /// order.
    /// - Parameters:
    ///   - scope: `otherBrands` or `otherLines`; a single brand is asked for by `equivalents(of:in:)`.
    ///   - cores: How many threads to use.
    /// - Returns: The shades' SKUs, those of their other sizes, and the nearest ones', with the difference of the
    ///   stated colours.
    /// - Complexity: O(*n*²) with a small constant.
    public func all(
        in category: ShadeCategory, scope: Scope = .otherBrands, top: Int = 5, cores: Int = 2
    ) -> [(sku: String, alsoSKUs: [String], nearest: [(sku: String, deltaE00: Double)])] {
        guard let shelf = shelves[Kind(category)] else { return [] }
        let top = min(top, shelf.shades.count)
        let keys = scope == .otherLines ? shelf.lines : shelf.brands
        let count = shelf.shades.count
        // Small parts, dealt out as threads get free.
        let (length, threads) = (256, max(cores, 1))
        let parts = (count + length - 1) / length
        let results = Results(parts: parts)
        DispatchQueue.concurrentPerform(iterations: min(threads, max(parts, 1))) { thread in
            for part in stride(from: thread, to: parts, by: threads) {
                let range = (part * length)..<min((part + 1) * length, count)
                let references = shelf.planes.gathered(at: Array(range))
                let nearest = shelf.neighbors.nearest(top, toEach: references) { row, place in
                    keys[place] != keys[range.lowerBound + row]
                }
                results.set(nearest, at: part)
            }
        }
        return results.joined.enumerated().map { index, nearest in
            let sku = shelf.shades[index].sku
            return (sku, shelf.otherSizes[sku] ?? [], nearest.map { (shelf.shades[$0.place].sku, Double($0.deltaE00)) })
        }
    }
}

/// What threads found, each part written once.
private final class Results: @unchecked Sendable {
    private var parts: [[[LabNeighbors.Neighbor]]]
    private let queue = DispatchQueue(label: "equivalents")

    init(parts: Int) { self.parts = Array(repeating: [], count: parts) }

    func set(_ part: [[LabNeighbors.Neighbor]], at place: Int) { queue.sync { parts[place] = part } }

    var joined: [[LabNeighbors.Neighbor]] { queue.sync { Array(parts.joined()) } }
}
