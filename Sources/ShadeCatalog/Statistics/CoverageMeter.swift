internal import ColorKernels
internal import ColorScience

/// Measures how near shades come to the skins of the sample.
struct CoverageMeter {
    let tolerance: Double
    private let sample = SkinSample.standard
    /// The colours a category's best shades have on the sample's skins.
    private var targets: [ShadeCategory: LabPlanes] = [:]
    /// For each skin a bit for each other within tolerance of it.
    private let neighbours: [[UInt64]]
    private var distances: [Float] = []

    init(tolerance: Double) {
        self.tolerance = tolerance
        let sample = SkinSample.standard
        let planes = LabPlanes(sample.skins)
        var distances: [Float] = []
        neighbours = sample.skins.map { skin in
            planes.deltaE00(to: skin, into: &distances)
            return Self.bits(distances) { $0 <= Float(tolerance) }
        }
    }

    private static func bits(_ values: [Float], _ isSet: (Float) -> Bool) -> [UInt64] {
        var bits = [UInt64](repeating: 0, count: (values.count + 63) / 64)
        for (index, value) in values.enumerated() where isSet(value) { bits[index / 64] |= 1 << UInt64(index % 64) }
        return bits
    }
}

extension CoverageMeter {
    /// ΔE00 from each skin's target to the nearest shade; `nil` for a category that has no targets.
    mutating func nearest(to shades: [Shade], category: ShadeCategory) -> [Float]? {
        if targets[category] == nil {
            let colors = sample.skins.compactMap { category.target(on: $0) }
            guard colors.count == sample.skins.count else { return nil }
            targets[category] = LabPlanes(colors)
        }
        guard let planes = targets[category] else { return nil }
        var nearest = [Float](repeating: .infinity, count: sample.skins.count)
        for shade in shades {
            planes.deltaE00(to: shade.lab, into: &distances)
            for index in nearest.indices { nearest[index] = min(nearest[index], distances[index]) }
        }
        return nearest
    }

    func coverage(_ nearest: [Float]) -> CatalogStatistics.Coverage {
        let count = SkinGroup.all.count
        var members = [Double](repeating: 0, count: count)
        var served = members
        var sums = members
        for (group, distance) in zip(sample.groups, nearest) {
            members[group] += 1
            if distance <= Float(tolerance) { served[group] += 1 }
            sums[group] += Double(distance)
        }
        let groups = members.indices.map { group in
            CatalogStatistics.Service(
                share: served[group] / max(members[group], 1), distance: sums[group] / max(members[group], 1))
        }
        let overall = CatalogStatistics.Service(
            share: groups.reduce(0) { $0 + $1.share } / Double(count),
            distance: groups.reduce(0) { $0 + $1.distance } / Double(count))
        return .init(groups: groups, overall: overall)
    }

    /// For each depth the skin about which the most unserved skins of that depth lie; the depth least served first.
    ///
    /// Depth by depth, because equal steps in ΔE00 hold fewer deep skins than light ones: over all skins at once, light
    /// skin would always come first.
    func gaps(_ nearest: [Float], category: ShadeCategory) -> [CatalogStatistics.Gap] {
        let unserved = Self.bits(nearest) { $0 > Float(tolerance) }
        var gaps: [(unserved: Int, gap: CatalogStatistics.Gap)] = []
        for depth in ITAClass.allCases {
            let members = sample.skins.indices.filter { SkinGroup.all[sample.groups[$0]].depth == depth }
            guard let first = members.first, let last = members.last else { continue }
            var best = (skin: first, count: 0)
            // A depth's skins stand together: only their words of bits are looked at.
            let words = first / 64...last / 64
            for skin in members where nearest[skin] > Float(tolerance) {
                var count = 0
                for word in words {
                    let inside = Self.mask(of: word, first: first, last: last)
                    count += (unserved[word] & neighbours[skin][word] & inside).nonzeroBitCount
                }
                if count > best.count { best = (skin, count) }
            }
            // Fewer skins than this are no reason to make a shade.
            guard best.count * 100 >= members.count * 3 else { continue }
            let skin = sample.skins[best.skin]
            let gap = CatalogStatistics.Gap(
                lab: category.target(on: skin) ?? skin, group: SkinGroup.all[sample.groups[best.skin]],
                share: Double(best.count) / Double(members.count), distance: Double(nearest[best.skin]))
            gaps.append((members.count { nearest[$0] > Float(tolerance) }, gap))
        }
        return gaps.sorted { $0.unserved > $1.unserved }.map(\.gap)
    }

    /// The bits of a word that lie in `first`...`last`.
    private static func mask(of word: Int, first: Int, last: Int) -> UInt64 {
        let low = max(first - 64 * word, 0)
        let high = min(last - 64 * word, 63)
        return (UInt64.max << UInt64(low)) & (UInt64.max >> UInt64(63 - high))
    }
}

/// Finds shades of a line that can hardly be told apart.
enum CrowdingMeter {
    /// ΔE00 below which two shades beside each other look the same to most.
    /// - Source: perceptible on skin-coloured replicas, ΔE00 0.6 (light) to 1.8 (dark); Vision Research 2024, 108474.
    static let limit = 1.0
    /// |ΔL*| can be no larger: CIEDE2000's S_L is at most 1.75.
    private static let window = 1.76 * limit
    /// More pairs than this are counted, not kept.
    private static let most = 1000

    static func pairs(of shades: [Shade]) -> (pairs: [CatalogStatistics.Pair], crowded: Int) {
        let order = shades.indices.sorted { shades[$0].lab.lightness < shades[$1].lab.lightness }
        var pairs: [CatalogStatistics.Pair] = []
        var isCrowded = [Bool](repeating: false, count: shades.count)
        for (rank, index) in order.enumerated() {
            let lab = shades[index].lab
            var looked = 0
            for other in order[(rank + 1)...] {
                // A thousand shades of one depth are a faulty feed; looking at some of them is enough.
                guard shades[other].lab.lightness - lab.lightness <= window, looked < 2000 else { break }
                looked += 1
                let difference = lab.deltaE00(to: shades[other].lab)
                guard difference <= limit else { continue }
                isCrowded[index] = true
                isCrowded[other] = true
                if pairs.count < most {
                    pairs.append(.init(first: min(index, other), second: max(index, other), deltaE00: difference))
                }
            }
        }
        pairs.sort { ($0.deltaE00, $0.first, $0.second) < ($1.deltaE00, $1.first, $1.second) }
        return (pairs, isCrowded.count(where: \.self))
    }
}
