/// Which area each pixel belongs to: one cluster's connected parts, those that run along the picture's frame apart from
/// those that do not.
struct AreaMap {
    /// For each pixel its area, or `none`.
    private(set) var areas: [UInt8]
    /// How many areas there are.
    private(set) var count = 0
    /// Steps to the nearest pixel of another area; the picture's frame does not count as one.
    private(set) var depth: [UInt16]

    static let none: UInt8 = 255

    /// The part of the frame a connected part has to take up to be one that runs along it.
    private static let frameShare = 0.12

    private let width: Int
    private let height: Int

    /// - Complexity: O(pixels).
    init(_ clusters: ColorClusters, width: Int, height: Int) {
        self.width = width
        self.height = height
        areas = clusters.labels
        depth = []
        dissolveSpecks(smallerThan: min(max(5, width * height / 2500), max(1, width * height / 8)))
        formAreas()
        measureDepth()
    }

    /// Gives small connected parts, and pixels without a cluster, to the area around them.
    private mutating func dissolveSpecks(smallerThan limit: Int) {
        var pending: [Int] = []
        for part in parts(of: areas) where part.count < limit || areas[part[part.startIndex]] == Self.none {
            for pixel in part { areas[pixel] = Self.none }
            pending += part
        }
        // Layer by layer from the outside, so that a speck between two areas is shared by them.
        while !pending.isEmpty {
            var filled: [(pixel: Int, area: UInt8)] = []
            var left: [Int] = []
            for pixel in pending {
                let x = pixel % width
                var area = x > 0 ? areas[pixel - 1] : Self.none
                if area == Self.none, x < width - 1 { area = areas[pixel + 1] }
                if area == Self.none, pixel >= width { area = areas[pixel - width] }
                if area == Self.none, pixel + width < areas.count { area = areas[pixel + width] }
                if area != Self.none { filled.append((pixel, area)) } else { left.append(pixel) }
            }
            if filled.isEmpty { break }
            for (pixel, area) in filled { areas[pixel] = area }
            pending = left
        }
    }

    private mutating func formAreas() {
        var names: [Int: UInt8] = [:]
        var result = [UInt8](repeating: Self.none, count: areas.count)
        let perimeter = 2 * (width + height) - 4
        for part in parts(of: areas) where areas[part[part.startIndex]] != Self.none {
            let onFrame = part.count { isOnFrame($0) }
            let runsAlong = Double(onFrame) >= Self.frameShare * Double(perimeter)
            let key = Int(areas[part[part.startIndex]]) * 2 + (runsAlong ? 1 : 0)
            if names[key] == nil {
                guard names.count < Int(Self.none) else { continue }
                names[key] = UInt8(names.count)
            }
            let name = names[key] ?? Self.none
            for pixel in part { result[pixel] = name }
        }
        areas = result
        count = names.count
    }

    func isOnFrame(_ pixel: Int) -> Bool {
        let (x, y) = (pixel % width, pixel / width)
        return x == 0 || y == 0 || x == width - 1 || y == height - 1
    }

    /// Four-connected sets of equal labels, each a slice of all pixels.
    private func parts(of labels: [UInt8]) -> [ArraySlice<Int>] {
        var starts: [Int] = []
        let order = [Int](unsafeUninitializedCapacity: labels.count) { order, filled in
            var seen = [Bool](repeating: false, count: labels.count)
            var next = 0
            for start in labels.indices where !seen[start] {
                let label = labels[start]
                starts.append(filled)
                seen[start] = true
                order[filled] = start
                filled += 1
                func reach(_ pixel: Int) {
                    guard !seen[pixel], labels[pixel] == label else { return }
                    seen[pixel] = true
                    order[filled] = pixel
                    filled += 1
                }
                while next < filled {
                    let pixel = order[next]
                    next += 1
                    let x = pixel % width
                    if x > 0 { reach(pixel - 1) }
                    if x < width - 1 { reach(pixel + 1) }
                    if pixel >= width { reach(pixel - width) }
                    if pixel + width < labels.count { reach(pixel + width) }
                }
            }
        }
        starts.append(order.count)
        return zip(starts, starts.dropFirst()).map { order[$0..<$1] }
    }

    /// City-block distances by two sweeps.
    private mutating func measureDepth() {
        let far: UInt16 = 20_000
        depth = [UInt16](repeating: far, count: areas.count)
        for i in areas.indices {
            let x = i % width
            var least = far
            if x > 0 { least = min(least, areas[i - 1] == areas[i] ? depth[i - 1] : 0) }
            if i >= width { least = min(least, areas[i - width] == areas[i] ? depth[i - width] : 0) }
            depth[i] = min(depth[i], least + 1)
        }
        for i in areas.indices.reversed() {
            let x = i % width
            var least = far
            if x < width - 1 { least = min(least, areas[i + 1] == areas[i] ? depth[i + 1] : 0) }
            if i + width < areas.count { least = min(least, areas[i + width] == areas[i] ? depth[i + width] : 0) }
            depth[i] = min(depth[i], least + 1)
        }
        // A picture of one area has no border: its middle is as deep as it is wide.
        for i in areas.indices where depth[i] >= far {
            let (x, y) = (i % width, i / width)
            depth[i] = UInt16(clamping: min(min(x, width - 1 - x), min(y, height - 1 - y)) + 1)
        }
    }
}

extension AreaMap {
    /// The pixels of each area, row by row.
    var pixels: [[Int]] {
        var result = [[Int]](repeating: [], count: count)
        for i in areas.indices where areas[i] != Self.none { result[Int(areas[i])].append(i) }
        return result
    }

    /// For each area, the part of its border that meets each other area.
    var borders: [[Double]] {
        var meetings = [Int](repeating: 0, count: 256 * 256)
        for y in 0..<height {
            for x in 0..<width {
                let i = y * width + x
                if x + 1 < width, areas[i] != areas[i + 1] { meetings[Int(areas[i]) << 8 | Int(areas[i + 1])] += 1 }
                if y + 1 < height, areas[i] != areas[i + width] {
                    meetings[Int(areas[i]) << 8 | Int(areas[i + width])] += 1
                }
            }
        }
        return (0..<count).map { own in
            let steps = (0..<count).map { meetings[own << 8 | $0] + meetings[$0 << 8 | own] }
            let total = steps.reduce(0, +)
            return steps.map { total > 0 ? Double($0) / Double(total) : 0 }
        }
    }
}
