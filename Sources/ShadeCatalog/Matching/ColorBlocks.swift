internal import ColorKernels
internal import ColorScience

/// The distinct colours of some shades that are known equally well, or nearly so, in blocks of neighbours.
struct ColorBlocks: Sendable {
    /// Standard deviations of the colours' Lab coordinates, from the least to the greatest.
    let uncertainty: ClosedRange<Double>
    /// The distinct colours, block by block.
    let colors: [Lab<D65>]
    let planes: LabPlanes
    /// Of each colour.
    let uncertainties: [Double]
    /// Indices of the shades that have each colour.
    let members: [[Int]]
    /// Places of each block's colours.
    let blocks: [Range<Int>]
    let boxes: LabBoxes
    /// The least and the greatest L*.
    let lightness: ClosedRange<Float>
    /// Whether `DeltaE00Support` promises a bound for all of a block's colours.
    let isCovered: [Bool]

    /// Colours in a block: a support costs seven expectations and has to spare more.
    private static var blockLength: Int { 32 }

    /// - Complexity: O(*n* log² *n*).
    init(shades: [Shade], indices: [Int], uncertainty: ClosedRange<Double>) {
        self.uncertainty = uncertainty
        var places: [ColorKey: Int] = [:]
        var keys: [ColorKey] = []
        var indicesOfKeys: [[Int]] = []
        for index in indices {
            let key = ColorKey(lab: shades[index].lab, uncertainty: shades[index].labUncertainty)
            if let place = places[key] {
                indicesOfKeys[place].append(index)
            } else {
                places[key] = keys.count
                keys.append(key)
                indicesOfKeys.append([index])
            }
        }
        let points = keys.map { SIMD3(Float($0.lab.lightness), Float($0.lab.a), Float($0.lab.b)) }
        var order = Array(keys.indices)
        // Colours without a bound apart, so that they cannot spoil their neighbours'.
        let covered = order.partition { DeltaE00Support.covers(keys[$0].lab) }
        var blocks: [Range<Int>] = []
        Self.split(&order, 0..<covered, points, &blocks)
        Self.split(&order, covered..<order.count, points, &blocks)

        colors = order.map { keys[$0].lab }
        planes = LabPlanes(colors)
        uncertainties = order.map { keys[$0].uncertainty }
        members = order.map { indicesOfKeys[$0] }
        lightness = (planes.lightness.min() ?? 0)...(planes.lightness.max() ?? 100)
        self.blocks = blocks
        isCovered = blocks.map { $0.lowerBound >= covered }
        boxes = LabBoxes(
            blocks.map { block in
                let first = points[order[block.lowerBound]]
                return order[block].reduce(into: (first, first)) { box, i in
                    box.0 = box.0.replacing(with: points[i], where: points[i] .< box.0)
                    box.1 = box.1.replacing(with: points[i], where: points[i] .> box.1)
                }
            })
    }

    /// Halves the colours across their longest side until a block is left (k-d tree, Bentley 1975).
    private static func split(
        _ order: inout [Int], _ range: Range<Int>, _ points: [SIMD3<Float>], _ blocks: inout [Range<Int>]
    ) {
        guard range.count > blockLength else {
            if !range.isEmpty { blocks.append(range) }
            return
        }
        var (low, high) = (points[order[range.lowerBound]], points[order[range.lowerBound]])
        for i in order[range] {
            low = low.replacing(with: points[i], where: points[i] .< low)
            high = high.replacing(with: points[i], where: points[i] .> high)
        }
        let side = high - low
        let axis = side.x >= side.y ? (side.x >= side.z ? 0 : 2) : (side.y >= side.z ? 1 : 2)
        let sorted = order[range].map { (key: points[$0][axis], index: $0) }.sorted { $0.key < $1.key }
        for (place, entry) in zip(range, sorted) { order[place] = entry.index }
        // Whole blocks on one side, so that all but the last are full.
        let half = (range.count / blockLength + 1) / 2 * blockLength
        split(&order, range.lowerBound..<(range.lowerBound + half), points, &blocks)
        split(&order, (range.lowerBound + half)..<range.upperBound, points, &blocks)
    }

    /// The middle of a block's colours.
    func center(of block: Int) -> Lab<D65> {
        let sum = blocks[block].reduce(Lab<D65>(0, 0, 0)) { $0 + colors[$1] }
        return sum * (1 / Double(blocks[block].count))
    }
}

private struct ColorKey: Hashable {
    let lab: Lab<D65>
    let uncertainty: Double
}

extension ColorBlocks {
    /// All shades, grouped by their own uncertainty: each one's apart, or in bands where there are more than eight.
    static func groups(of shades: [Shade]) -> [ColorBlocks] {
        let distinct = Set(shades.map(\.labUncertainty)).sorted()
        let bands = min(distinct.count, 8)
        let starts = (0..<bands).map { distinct[$0 * distinct.count / bands] }
        var indices = [[Int]](repeating: [], count: bands)
        for (index, shade) in shades.enumerated() {
            let band = (starts.firstIndex { $0 > shade.labUncertainty } ?? bands) - 1
            indices[band].append(index)
        }
        return indices.map { band in
            let spread = band.map { shades[$0].labUncertainty }
            return ColorBlocks(
                shades: shades, indices: band, uncertainty: (spread.min() ?? 0)...(spread.max() ?? 0))
        }
    }
}
