import CVector
import ColorKernels
import Imaging

/// Values that change slowly over a frame, a cell of `side` × `side` pixels each.
struct CoarsePlane {
    let frame: PixelRegion
    let side: Int
    let columns: Int
    let rows: Int
    /// By rows.
    var values: [Float]
    /// How far each of the pixels from one cell's middle to the next one's is on its way; whole vectors.
    private let steps: [Float]

    /// Zeros.
    /// - Precondition: `side` is at least 1.
    init(over frame: PixelRegion, side: Int) {
        precondition(side >= 1, "a cell holds a pixel")
        self.frame = frame
        self.side = side
        columns = (frame.width + side - 1) / side
        rows = (frame.height + side - 1) / side
        values = [Float](repeating: 0, count: columns * rows)
        let start: Float = side % 2 == 0 ? 0.5 : 0
        steps = (0..<(side + 7) & ~7).map { (Float($0) + start) / Float(side) }
    }

    /// How much of each cell some polygons cover together.
    /// - Complexity: O(cells).
    init(covering polygons: [[SIMD2<Float>]], over frame: PixelRegion, side: Int) {
        self.init(over: frame, side: side)
        let (origin, scale) = (SIMD2(Float(frame.x), Float(frame.y)), 1 / Float(side))
        let cells = PixelRegion(x: 0, y: 0, width: columns, height: rows)
        func inCells(_ polygon: [SIMD2<Float>]) -> [SIMD2<Float>] { polygon.map { ($0 - origin) * scale } }
        values = CoverageMask(frame: cells, polygons.map(inCells)).shares
    }

    /// How much of each pixel some polygons cover together, their edge spread by about `radius` pixels to either side,
    /// close to a Gaussian's.
    /// - Complexity: O(cells): a wide edge changes slowly, so that cells of half of it do.
    init(covering polygons: [[SIMD2<Float>]], spreadBy radius: Int, over frame: PixelRegion) {
        self.init(covering: polygons, over: frame, side: max(1, radius / 2))
        if radius > 0 { blur(radius: max(1, radius / side), times: 3) }
    }

    /// Adds pixels to their cells, each times its weight if there are weights.
    /// - Parameters:
    ///   - plane: Rows as wide as the frame, which are whole vectors.
    ///   - rows: Which rows of the picture they are, rising.
    /// - Complexity: O(pixels).
    mutating func add(_ plane: [Float], weightedBy weights: [Float]? = nil, rows lines: some Sequence<Int>) {
        let (width, columns, side, top) = (frame.width, columns, side, frame.y)
        precondition(width % 8 == 0 && weights.map { $0.count == plane.count } ?? true, "a weight for each pixel")
        plane.withUnsafeBufferPointer { plane in
            (weights ?? []).withUnsafeBufferPointer { weights in
                values.withUnsafeMutableBufferPointer { values in
                    withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { line in
                        line.initialize(repeating: 0)
                        // An array without elements has an address all the same.
                        let factors = weights.isEmpty ? nil : weights.baseAddress
                        guard let line = line.baseAddress, let plane = plane.baseAddress,
                            let values = values.baseAddress
                        else { return }
                        // The row of cells that `line` gathers for.
                        var (first, gathered) = (0, -1)
                        for row in lines {
                            let cell = (row - top) / side
                            if cell != gathered {
                                if gathered >= 0 {
                                    addAcross(line, width, side: side, to: values + gathered * columns)
                                }
                                line.update(repeating: 0, count: width)
                                gathered = cell
                            }
                            addRow(plane + first, factors.map { $0 + first }, to: line, width)
                            first += width
                        }
                        if gathered >= 0 { addAcross(line, width, side: side, to: values + gathered * columns) }
                    }
                }
            }
        }
    }

    /// Each cell becomes the mean around it, `times` over: close to a Gaussian from three on.
    mutating func blur(radius: Int, times: Int) {
        for _ in 0..<times { values = boxBlurred(values, width: columns, height: rows, radius: radius) }
    }

    /// The value of each pixel of a part: between the four nearest cells' middles in proportion, beyond the outermost
    /// theirs.
    /// - Precondition: `part` lies in the frame; its width is a multiple of 8.
    /// - Complexity: O(pixels of the part).
    func expanded(over part: PixelRegion) -> [Float] {
        precondition(part.width % 8 == 0 && frame.intersection(part) == part, "whole vectors of the frame")
        let (left, top, width) = (part.x - frame.x, part.y - frame.y, part.width)
        // A cell's pixels are written in whole vectors: beyond the last pixel is room for those.
        let length = frame.width + 2 * side + 8
        return [Float](unsafeUninitializedCapacity: width * part.height) { result, count in
            guard let result = result.baseAddress else { return }
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * length) { lines in
                lines.initialize(repeating: 0)
                guard var upper = lines.baseAddress else { return }
                var lower = upper + length
                // The row of cells that `upper` holds, stretched to pixels; `lower` holds the next one.
                var held = -2
                for row in 0..<part.height {
                    let place = Place(of: top + row, among: rows, side: side)
                    if place.cell == held + 1 {
                        swap(&upper, &lower)
                    } else if place.cell != held {
                        stretch(place.cell, to: upper)
                    }
                    if place.cell != held { stretch(min(place.cell + 1, rows - 1), to: lower) }
                    held = place.cell
                    mix(upper + left, lower + left, place.share, to: result + row * width, width)
                }
            }
            count = width * part.height
        }
    }

    /// A row of cells, stretched to the frame's pixels: from each cell's middle to the next one's in even steps.
    private func stretch(_ row: Int, to target: UnsafeMutablePointer<Float>) {
        values.withUnsafeBufferPointer { values in
            steps.withUnsafeBufferPointer { steps in
                guard let values = values.baseAddress, let steps = steps.baseAddress else { return }
                let cells = values + row * columns
                // The first pixel at or behind the first cell's middle.
                let first = side / 2
                for place in 0..<first { target[place] = cells[0] }
                for cell in 0..<columns {
                    let (value, next) = (cells[cell], cells[min(cell &+ 1, columns &- 1)])
                    let (start, change) = (cv_splat(value), cv_splat(next - value))
                    let pixels = target + (first &+ cell &* side)
                    var step = 0
                    repeat {
                        cv_store(pixels + step, cv_fma(cv_load(steps + step), change, start))
                        step &+= 8
                    } while step < side
                }
            }
        }
    }

    /// Whether any pixel of a part may be as much as a value.
    /// - Complexity: O(cells of the part).
    func reaches(_ value: Float, in part: PixelRegion) -> Bool {
        let last = part.y + part.height - 1 - frame.y
        let upper = Place(of: part.y - frame.y, among: rows, side: side).cell
        let lower = min(Place(of: last, among: rows, side: side).cell + 1, rows - 1)
        return values[upper * columns..<(lower + 1) * columns].contains { $0 >= value }
    }

    /// A pixel's place among cells' middles.
    private struct Place {
        /// The cell whose middle it lies at or behind; beyond the outermost that one.
        let cell: Int
        /// How far it is to the next, in [0, 1).
        let share: Float

        init(of pixel: Int, among count: Int, side: Int) {
            let place = (Float(pixel) + 0.5) / Float(side) - 0.5
            let before = Int(max(place, 0))
            (cell, share) = before >= count - 1 ? (count - 1, 0) : (before, max(place, 0) - Float(before))
        }
    }
}

/// Bound by loads: two for 8 places.
private func mix(
    _ upper: UnsafePointer<Float>, _ lower: UnsafePointer<Float>, _ share: Float,
    to target: UnsafeMutablePointer<Float>, _ count: Int
) {
    for place in stride(from: 0, to: count, by: 8) {
        let value = cv_load(upper + place)
        cv_store(target + place, cv_fma(cv_load(lower + place) - value, cv_splat(share), value))
    }
}

/// Bound by loads: two or three for 8 places.
private func addRow(
    _ plane: UnsafePointer<Float>, _ weights: UnsafePointer<Float>?, to line: UnsafeMutablePointer<Float>, _ count: Int
) {
    guard let weights else {
        for place in stride(from: 0, to: count, by: 8) {
            cv_store(line + place, cv_load(line + place) + cv_load(plane + place))
        }
        return
    }
    for place in stride(from: 0, to: count, by: 8) {
        cv_store(line + place, cv_fma(cv_load(plane + place), cv_load(weights + place), cv_load(line + place)))
    }
}

/// The sums of `side` places each, the last of what is left. Bound by its additions, one after the other.
private func addAcross(
    _ line: UnsafePointer<Float>, _ count: Int, side: Int, to target: UnsafeMutablePointer<Float>
) {
    var (place, cell) = (0, 0)
    while place + side <= count {
        var sum = line[place]
        for step in 1..<max(side, 1) { sum += line[place &+ step] }
        target[cell] += sum
        place &+= side
        cell &+= 1
    }
    guard place < count else { return }
    target[cell] += (place..<count).reduce(0) { $0 + line[$1] }
}
