import ColorKernels

/// Cells two by two, for what changes so slowly that a quarter as many tell it.
struct HalfCells {
    /// Of the whole cells.
    let columns, rows: Int

    private var width: Int { (columns + 1) / 2 }
    private var height: Int { (rows + 1) / 2 }

    /// - Complexity: O(cells).
    func sums(of plane: [Float]) -> [Float] {
        var sums = [Float](repeating: 0, count: width * height)
        for row in 0..<rows {
            let (start, target) = (row * columns, row / 2 * width)
            for column in 0..<columns { sums[target + column / 2] += plane[start + column] }
        }
        return sums
    }

    /// - Parameters:
    ///   - plane: Of halves.
    ///   - radius: In whole cells.
    func blurred(_ plane: [Float], _ radius: Int, _ times: Int) -> [Float] {
        // The window that is nearest to one of 2 · radius + 1 whole cells.
        let own = max(1, Int((Float(2 * radius - 1) / 4).rounded()))
        return (0..<times).reduce(plane) { plane, _ in
            boxBlurred(plane, width: width, height: height, radius: own)
        }
    }

    /// The value of each whole cell: three quarters of its own half's and a quarter of the next one's.
    /// - Complexity: O(cells).
    func between(_ plane: [Float]) -> [Float] {
        var line = [Float](repeating: 0, count: width)
        var result = [Float](repeating: 0, count: columns * rows)
        for row in 0..<rows {
            let own = row / 2
            let next = min(max(row % 2 == 0 ? own - 1 : own + 1, 0), height - 1)
            for column in 0..<width {
                line[column] = 0.75 * plane[own * width + column] + 0.25 * plane[next * width + column]
            }
            let start = row * columns
            for column in 0..<columns {
                let own = column / 2
                let next = min(max(column % 2 == 0 ? own - 1 : own + 1, 0), width - 1)
                result[start + column] = 0.75 * line[own] + 0.25 * line[next]
            }
        }
        return result
    }
}
