/// How far skin goes on from the face: ways over the picture that are long, or cross edges, end.
struct SkinReach {
    private let cell: Int
    private let columns: Int
    private let rows: Int
    /// Cost of the cheapest way from the face.
    private var costs: [Float]

    /// Cells across a face.
    private static let resolution: Float = 64
    /// Cost of a face's width of skin; where costs reach 1, skin ends.
    private static let distance: Float = 0.22
    /// By how much harder what is no skin is to cross: the shadow under a chin is thin, hair is not.
    private static let resistance: Float = 12

    /// - Parameter isFace: 1 where ways begin.
    init(_ likeness: SkinLikeness, from face: FloatPlane, faceWidth: Float) {
        cell = max(1, Int(faceWidth / Self.resolution))
        columns = (face.width + cell - 1) / cell
        rows = (face.height + cell - 1) / cell
        let (cell, columns, width, height) = (cell, columns, face.width, face.height)
        let places = (0..<columns * rows).map { index in
            min(index / columns * cell + cell / 2, height - 1) * width
                + min(index % columns * cell + cell / 2, width - 1)
        }
        costs = places.map { face.values[$0] > 0.5 ? 0 : .infinity }
        let features = places.map {
            SIMD4(
                0.06 * likeness.light.values[$0], 0.12 * likeness.redness.values[$0],
                0.1 * likeness.blueness.values[$0],
                1 + Self.resistance * (1 - likeness.share(at: $0, mayShine: false)))
        }
        sweep(features, step: Self.distance * Float(cell) / faceWidth)
    }

    /// Goes over all cells forwards and backwards until hardly any way gets cheaper.
    /// - Parameters:
    ///   - features: what edges show in, and how hard the cell is to cross.
    ///   - step: from one cell to the next, in units of cost.
    private mutating func sweep(_ features: [SIMD4<Float>], step: Float) {
        func cost(_ from: Int, _ to: Int, _ length: Float) -> Float {
            let change = features[from] - features[to]
            return step * length * features[to].w + abs(change.x) + abs(change.y) + abs(change.z)
        }
        for pass in 0..<6 {
            let isForward = pass % 2 == 0
            for number in 0..<columns * rows {
                let index = isForward ? number : columns * rows - 1 - number
                let (x, y, back) = (index % columns, index / columns, isForward ? -1 : 1)
                for (dx, dy) in [(back, 0), (back, back), (0, back), (-back, back)] {
                    guard (0..<columns).contains(x + dx), (0..<rows).contains(y + dy) else { continue }
                    let other = index + dy * columns + dx
                    guard costs[other] < costs[index] else { continue }
                    let way = costs[other] + cost(other, index, dx != 0 && dy != 0 ? 1.414 : 1)
                    costs[index] = min(costs[index], way)
                }
            }
        }
    }

    /// 1 on the face and near it, 0 beyond reach.
    func value(x: Int, y: Int) -> Float {
        let (column, row) = (
            clamp((Float(x) + 0.5) / Float(cell) - 0.5, 0, Float(columns - 1)),
            clamp((Float(y) + 0.5) / Float(cell) - 0.5, 0, Float(rows - 1))
        )
        let (left, top) = (min(Int(column), max(columns - 2, 0)), min(Int(row), max(rows - 2, 0)))
        let (right, bottom) = (min(left + 1, columns - 1), min(top + 1, rows - 1))
        func near(_ x: Int, _ y: Int) -> Float { smoothstep(1.15, 0.65, min(costs[y * columns + x], 9)) }
        let across = column - Float(left)
        return mix(
            mix(near(left, top), near(right, top), across), mix(near(left, bottom), near(right, bottom), across),
            row - Float(top))
    }
}
