import ColorKernels

/// The colours a picture is made of: peaks of the density of its colours, each with the slopes around it.
///
/// A density, unlike the border between two areas, is not fooled by soft edges: pixels on the way from one colour to
/// another are few. Lit and shaded parts of one thing form a ridge, which stays one cluster while it has no deep gap.
/// - Source: Chazal, Guibas, Oudot and Skraba 2013, "Persistence-based clustering in Riemannian manifolds" (ToMATo),
///   with the merging threshold relative to the lower peak.
struct ColorClusters {
    /// For each pixel its cluster, or `none`.
    var labels: [UInt8]
    var count: Int

    static let none: UInt8 = 255
    /// Clusters kept, those with most pixels.
    static let limit = 24

    /// Lightness weighs less than a* and b*: light and shadow move colours along it.
    private static let lightnessWeight: Float = 0.7
    /// Peaks merge when the pass between them is higher than this part of the lower one.
    private static let persistence: Float = 0.6
    /// Cells whose density is worked out, those with most pixels; further ones follow their nearest.
    private static let cellLimit = 1024

    /// - Complexity: O(pixels + cells²), at most `cellLimit` cells.
    init(_ view: SwatchView) {
        // Colours differ from pixel to pixel by noise and texture; fewer pixels need wider cells to be counted.
        let scarcity = min(2, 60 / Float(view.count).squareRoot())
        let width = min(2.6, max(0.8, 0.5 + 0.8 * view.typicalGradient, scarcity))
        var cells = ColorCells(view, width: width, lightnessWeight: Self.lightnessWeight)
        cells.keepLargest(Self.cellLimit)
        cells.sortByLightness()
        let field = DensityField(cells, radius: 2.5 * width, reach: 2.1 * width)
        let density = field.density
        let order = density.indices.sorted { density[$0] != density[$1] ? density[$0] > density[$1] : $0 < $1 }
        var root = [Int](repeating: -1, count: cells.count)

        func find(_ i: Int) -> Int {
            var i = i
            while root[i] != i { i = root[i] }
            return i
        }

        for cell in order {
            // Cells already seen are higher; the highest of them is the way up.
            let higher = field.neighbours[cell].filter { root[$0] >= 0 }
            let up = higher.max { density[$0] != density[$1] ? density[$0] < density[$1] : $0 > $1 }
            guard let up else {
                root[cell] = cell
                continue
            }
            var own = find(up)
            root[cell] = own
            for other in higher {
                let peak = find(other)
                guard peak != own else { continue }
                let (high, low) = density[own] >= density[peak] ? (own, peak) : (peak, own)
                if density[cell] > Self.persistence * density[low] {
                    root[low] = high
                    own = high
                }
            }
        }

        var weight: [Int: Float] = [:]
        for i in 0..<cells.count { weight[find(i), default: 0] += cells.weight[i] }
        let kept = weight.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.prefix(Self.limit)
        var name = [UInt8](repeating: Self.none, count: cells.count)
        for (index, peak) in kept.enumerated() { name[peak.key] = UInt8(index) }
        let cellLabels = (0..<cells.count).map { name[find($0)] }
        labels = cells.cellOfPixel.map { $0 < 0 ? Self.none : cellLabels[Int($0)] }
        count = kept.count
    }
}

/// Pixels counted in cubes of colour, those on edges counting less.
struct ColorCells {
    private(set) var weight: [Float]
    /// For each pixel its cell, −1 for one that was dropped.
    private(set) var cellOfPixel: [Int32]
    private(set) var l: [Float]
    private(set) var a: [Float]
    private(set) var b: [Float]

    var count: Int { weight.count }

    init(_ view: SwatchView, width: Float, lightnessWeight: Float) {
        let planes = view.smooth
        // Open addressing: every key fits 30 bits, and at most half the slots fill.
        var bits = 12
        while 1 << bits < 2 * view.count { bits += 1 }
        var slots = [Int32](repeating: -1, count: 1 << bits)
        var keys: [UInt32] = []
        var sums: [SIMD4<Float>] = []
        let inverse = 1 / width
        let edge = 1 / (1 + 2 * view.typicalGradient)
        cellOfPixel = [Int32](unsafeUninitializedCapacity: view.count) { cells, filled in
            for i in 0..<view.count {
                let color = SIMD4(planes.lightness[i] * lightnessWeight, planes.a[i], planes.b[i], 1)
                let key =
                    UInt32(max(color.x, 0) * inverse) << 20 | UInt32(max(color.y + 256, 0) * inverse) << 10
                    | UInt32(max(color.z + 256, 0) * inverse)
                var slot = Int((key &* 2_654_435_769) >> UInt32(32 - bits))
                while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & ((1 << bits) - 1) }
                if slots[slot] < 0 {
                    slots[slot] = Int32(keys.count)
                    keys.append(key)
                    sums.append(.zero)
                }
                let g = view.gradient[i] * edge
                sums[Int(slots[slot])] += color * (1 / (1 + g * g))
                cells[i] = slots[slot]
            }
            filled = view.count
        }
        weight = sums.map(\.w)
        l = sums.map { $0.x / $0.w }
        a = sums.map { $0.y / $0.w }
        b = sums.map { $0.z / $0.w }
    }

    /// Drops the cells with fewest pixels; their pixels lose their cell.
    mutating func keepLargest(_ limit: Int) {
        guard count > limit else { return }
        let order = weight.indices.sorted { weight[$0] != weight[$1] ? weight[$0] > weight[$1] : $0 < $1 }
        take(Array(order.prefix(limit)))
    }

    /// Puts the cells in the order of their lightness.
    mutating func sortByLightness() {
        let order = l.indices.sorted { l[$0] != l[$1] ? l[$0] < l[$1] : $0 < $1 }
        take(order)
    }

    private mutating func take(_ order: [Int]) {
        var place = [Int32](repeating: -1, count: count)
        for (new, old) in order.enumerated() { place[old] = Int32(new) }
        cellOfPixel = cellOfPixel.map { $0 < 0 ? -1 : place[Int($0)] }
        weight = order.map { weight[$0] }
        l = order.map { l[$0] }
        a = order.map { a[$0] }
        b = order.map { b[$0] }
    }
}

/// The density of a picture's colours at each cell's mean colour, and which cells are close to each other.
struct DensityField {
    private(set) var density: [Float]
    private(set) var neighbours: [[Int]]

    /// - Parameters:
    ///   - cells: In the order of their lightness.
    ///   - radius: That of the biweight kernel.
    ///   - reach: How far apart neighbours are at most.
    /// - Complexity: O(pairs of cells within `radius` of each other in lightness).
    init(_ cells: ColorCells, radius: Float, reach: Float) {
        let inverse = 1 / (radius * radius)
        let near = reach * reach * inverse
        density = cells.weight
        neighbours = [[Int]](repeating: [], count: cells.count)
        for i in 0..<cells.count {
            let (l, a, b, own) = (cells.l[i], cells.a[i], cells.b[i], cells.weight[i])
            var sum: Float = 0
            var j = i + 1
            while j < cells.count, cells.l[j] - l < radius {
                let (x, y, z) = (cells.l[j] - l, cells.a[j] - a, cells.b[j] - b)
                let distance = (x * x + y * y + z * z) * inverse
                if distance < 1 {
                    let t = (1 - distance) * (1 - distance)
                    sum += cells.weight[j] * t
                    density[j] += own * t
                    if distance < near {
                        neighbours[i].append(j)
                        neighbours[j].append(i)
                    }
                }
                j += 1
            }
            density[i] += sum
        }
    }
}
