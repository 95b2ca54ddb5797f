import CVector
public import ColorScience

/// Colours sorted by L*, so that the nearest by CIEDE2000 are found without looking at most of the others.
///
/// A difference is at least its part in lightness, ΔL*/S_L, as the other parts cannot be negative together; and that
/// part grows with ΔL*, S_L growing by at most 0.0075 of it. So a scan away from a colour's own L* may stop, exactly,
/// when that part alone exceeds the last place.
public struct LabNeighbors: Sendable {
    /// A colour found.
    public struct Neighbor: Sendable, Hashable {
        /// Its place among the colours given.
        public let place: Int
        /// Its CIEDE2000 difference from the reference, k factors all 1.
        public let deltaE00: Float
    }

    private let table: CIEDE2000Table
    /// The places of the sorted colours among those given.
    private let places: [Int32]

    /// - Complexity: O(*n* log *n*).
    public init(_ colors: LabPlanes) {
        let order = colors.lightness.indices.sorted {
            let (p, q) = (colors.lightness[$0], colors.lightness[$1])
            return p == q ? $0 < $1 : p < q
        }
        table = CIEDE2000Table(colors.gathered(at: order))
        places = order.map { Int32($0) }
    }

    /// Blocks of eight compared at once.
    private static var chunk: Int { 8 }
}

extension LabNeighbors {
    /// The `k` nearest colours that a condition holds for, nearest first; of equals, those given first.
    /// - Parameter isWanted: Asked by place, and only for colours near enough.
    /// - Complexity: O(*n*), for colours spread over L* a tenth of that and less.
    public func nearest(_ k: Int, to color: Lab<D65>, where isWanted: (Int) -> Bool = { _ in true }) -> [Neighbor] {
        var scratch = CIEDE2000Scratch()
        return nearest(k, to: color, &scratch, isWanted)
    }

    /// The nearest colours of each of many; see `nearest(_:to:where:)`.
    /// - Parameter isWanted: Asked by a reference's place and a colour's.
    public func nearest(
        _ k: Int, toEach references: LabPlanes, where isWanted: (Int, Int) -> Bool = { _, _ in true }
    ) -> [[Neighbor]] {
        var scratch = CIEDE2000Scratch()
        return (0..<references.count).map { row in
            nearest(k, to: references[row], &scratch) { isWanted(row, $0) }
        }
    }

    /// Bound as `differences` is, by the ports that multiply and the latency of a pair's operations, which a chunk of
    /// eight blocks hides less well than a whole batch; the top is touched by one colour in a few dozen.
    private func nearest(
        _ k: Int, to color: Lab<D65>, _ scratch: inout CIEDE2000Scratch, _ isWanted: (Int) -> Bool
    ) -> [Neighbor] {
        guard k > 0, !places.isEmpty else { return [] }
        let kernel = CIEDE2000Kernel(reference: color)
        let lightness = Float(color.lightness)
        var top: [Neighbor] = []
        top.reserveCapacity(k + 1)
        var worst = Float.infinity
        table.values.withUnsafeBufferPointer { values in
            scratch.storage.withUnsafeMutableBufferPointer { scratch in
                guard let plane = values.baseAddress, let scratch = scratch.baseAddress else { return }
                withUnsafeTemporaryAllocation(of: Float.self, capacity: 8 * Self.chunk) { distances in
                    let output = distances.baseAddress.unsafelyUnwrapped
                    let own = place(of: lightness, plane) / (8 * Self.chunk)
                    var (below, above) = (own - 1, own)
                    while true {
                        let boundBelow = bound(atChunk: below, from: lightness, plane)
                        let boundAbove = bound(atChunk: above, from: lightness, plane)
                        let next = boundBelow < boundAbove ? below : above
                        // The margin covers single precision.
                        guard min(boundBelow, boundAbove) <= worst + 1e-3, min(boundBelow, boundAbove) < .infinity
                        else { break }
                        if next == below { below -= 1 } else { above += 1 }
                        let first = next * Self.chunk
                        let blocks = min(Self.chunk, table.blocks - first)
                        differencesOfTable(
                            plane, stride: 8 * table.blocks, from: first, blocks: blocks, kernel, scratch, output)
                        for block in 0..<blocks {
                            let lanes = cv_load(output + 8 * block)
                            if cv_sign_bits(cv_splat(worst) - lanes) == 0xFF { continue }
                            for lane in 0..<8 where lanes[lane] <= worst {
                                let sorted = 8 * (first + block) + lane
                                guard sorted < places.count else { break }
                                let neighbor = Neighbor(place: Int(places[sorted]), deltaE00: lanes[lane])
                                guard isWanted(neighbor.place) else { continue }
                                insert(neighbor, into: &top, k)
                                if top.count == k { worst = top[k - 1].deltaE00 }
                            }
                        }
                    }
                }
            }
        }
        return top
    }

    private func insert(_ neighbor: Neighbor, into top: inout [Neighbor], _ k: Int) {
        var place = top.count
        while place > 0 {
            let other = top[place - 1]
            if (other.deltaE00, other.place) < (neighbor.deltaE00, neighbor.place) { break }
            place -= 1
        }
        guard place < k else { return }
        top.insert(neighbor, at: place)
        if top.count > k { top.removeLast() }
    }

    /// The first sorted place whose L* is not less.
    private func place(of lightness: Float, _ plane: UnsafePointer<Float>) -> Int {
        var (low, high) = (0, places.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if plane[middle] < lightness { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// ΔL*/S_L to the nearest colour of a chunk; none of those beyond it is nearer.
    private func bound(atChunk chunk: Int, from lightness: Float, _ plane: UnsafePointer<Float>) -> Float {
        let width = 8 * Self.chunk
        guard chunk >= 0, chunk * width < places.count else { return .infinity }
        let (first, last) = (plane[chunk * width], plane[min(chunk * width + width, places.count) - 1])
        guard first > lightness || last < lightness else { return 0 }
        let nearest = first > lightness ? first : last
        let offset = (nearest + lightness) / 2 - 50
        let square = offset * offset
        return abs(nearest - lightness) / (1 + 0.015 * square / (20 + square).squareRoot())
    }
}
