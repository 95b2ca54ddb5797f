import CVector
import ColorKernels
import Imaging

/// Values that change slowly over a frame, a cell of `side` × `side` pixels each.
struct CoarsePlane {
    let side: Int
    let columns: Int
    let rows: Int
    /// By rows.
    var values: [Float]

    /// Zeros.
    /// - Precondition: `side` is at least 1.
    init(over frame: PixelRegion, side: Int) {
        precondition(side >= 1, "a cell holds a pixel")
        self.side = side
        columns = (frame.width + side - 1) / side
        rows = (frame.height + side - 1) / side
        values = [Float](repeating: 0, count: columns * rows)
    }

    /// The sums of each cell's pixels, each times its weight if there are weights.
    /// - Precondition: the frame's width is a multiple of 8.
    /// - Complexity: O(pixels of the frame).
    init(sumsOf plane: [Float], weightedBy weights: [Float]? = nil, over frame: PixelRegion, side: Int) {
        precondition(frame.width % 8 == 0 && plane.count == frame.width * frame.height, "rows are whole vectors")
        precondition(weights.map { $0.count == plane.count } ?? true, "a weight for each pixel")
        self.init(over: frame, side: side)
        let (width, columns) = (frame.width, columns)
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
                        for row in 0..<frame.height {
                            let first = row * width
                            if row % side == 0 { line.update(repeating: 0, count: width) }
                            add(plane + first, factors.map { $0 + first }, to: line, width)
                            guard (row + 1) % side == 0 || row + 1 == frame.height else { continue }
                            addAcross(line, width, side: side, to: values + row / side * columns)
                        }
                    }
                }
            }
        }
    }

    /// Each cell becomes the mean around it, `times` over: close to a Gaussian from three on.
    mutating func blur(radius: Int, times: Int) {
        for _ in 0..<times { values = boxBlurred(values, width: columns, height: rows, radius: radius) }
    }

    /// Each pixel's value: between the four nearest cells' middles in proportion, beyond the outermost theirs.
    /// - Precondition: `frame` is as large as the one that this was made over.
    /// - Complexity: O(pixels of the frame).
    func expanded(over frame: PixelRegion) -> [Float] {
        guard side > 1 else { return values }
        let across = (0..<frame.width).map { Self.place($0, of: columns, side: side) }
        return [Float](unsafeUninitializedCapacity: frame.width * frame.height) { result, count in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: columns + 1) { line in
                values.withUnsafeBufferPointer { values in
                    across.withUnsafeBufferPointer { across in
                        for row in 0..<frame.height {
                            let (cell, share) = Self.place(row, of: rows, side: side)
                            let (upper, lower) = (cell * columns, min(cell + 1, rows - 1) * columns)
                            for column in 0..<columns {
                                line.initializeElement(
                                    at: column,
                                    to: values[upper + column]
                                        + share * (values[lower + column] - values[upper + column]))
                            }
                            line.initializeElement(at: columns, to: line[columns - 1])
                            for column in 0..<frame.width {
                                let (left, share) = across[column]
                                let value = line[left] + share * (line[left + 1] - line[left])
                                result.initializeElement(at: row * frame.width + column, to: value)
                            }
                        }
                    }
                }
            }
            count = frame.width * frame.height
        }
    }

    /// The cell whose middle a pixel's middle lies at or behind, and how far it is to the next.
    private static func place(_ pixel: Int, of count: Int, side: Int) -> (cell: Int, share: Float) {
        let place = (Float(pixel) + 0.5) / Float(side) - 0.5
        guard place > 0 else { return (0, 0) }
        let cell = Int(place)
        return cell >= count - 1 ? (count - 1, 0) : (cell, place - Float(cell))
    }
}

/// Bound by loads: two or three for 8 places.
private func add(
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
        target[cell] = sum
        place &+= side
        cell &+= 1
    }
    guard place < count else { return }
    target[cell] = (place..<count).reduce(0) { $0 + line[$1] }
}
