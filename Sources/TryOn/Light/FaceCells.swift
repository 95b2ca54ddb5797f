import ColorKernels
import ColorScience
import FaceMesh
import Imaging

/// A face in cells of 1 % of its width: their mean colours, and what of the face landmarks say lies there.
///
/// Whether a place is skin is asked of cells: a pixel's noise says as much of it as its colour does where there is
/// little light. Planes are rows of cells.
struct FaceCells {
    /// An empty plane over the frame.
    let plain: CoarsePlane
    let red, green, blue, luminance: [Float]
    /// Shares, 0...1: of a foundation's outline, of the mesh, of the eyes and lips in it, of the brows.
    let outline, mesh, openings, brows: [Float]
    /// Of the way from the brows' upper edge to the mesh's top, along it: below the brows less than 0.
    let heights: [Float]
    /// In cells.
    let faceWidth: Float

    /// - Complexity: O(pixels of two rows a cell).
    init(of photo: RGBImage, in frame: PixelRegion, landmarks: FaceLandmarks) {
        let plain = CoarsePlane(over: frame, side: max(1, Int((0.01 * landmarks.box.width).rounded())))
        let side = plain.side
        var (reds, greens, blues) = (plain, plain, plain)
        var rowsRead = [Float](repeating: 0, count: plain.rows)
        for strip in frame.strips(inStepsOf: side) {
            // Of each cell the first and the middle one.
            let rows = (strip.y..<strip.y + strip.height).filter { row in
                let place = (row - frame.y) % side
                return place == 0 || place == side / 2
            }
            let colors = FaceGround.colors(of: photo, in: strip, rows: rows)
            reds.add(colors.red, rows: rows)
            greens.add(colors.green, rows: rows)
            blues.add(colors.blue, rows: rows)
            for row in rows { rowsRead[(row - frame.y) / side] += 1 }
        }
        let scales = plain.values.indices.map { cell -> Float in
            let columns = min(side, frame.width - cell % plain.columns * side)
            return 1 / (Float(columns) * rowsRead[cell / plain.columns])
        }
        func means(_ sums: CoarsePlane) -> [Float] { zip(sums.values, scales).map { $0 * $1 } }
        (red, green, blue) = (means(reds), means(greens), means(blues))
        luminance = LinearPlanes(red: red, green: green, blue: blue).luminances

        func shares(_ outlines: [[SIMD2<Float>]]) -> [Float] {
            CoarsePlane(covering: outlines, over: frame, side: side).values
        }
        outline = shares(CosmeticZone.face.outlines(of: landmarks))
        mesh = shares([landmarks.ring(FaceTemplate.faceOval).curve()])
        openings = shares(CosmeticZone.face.openings(of: landmarks))
        brows = shares(CosmeticZone.brows.outlines(of: landmarks))
        heights = Self.heights(of: landmarks, over: plain)
        faceWidth = landmarks.box.width / Float(side)
        self.plain = plain
    }

    private static func heights(of landmarks: FaceLandmarks, over plane: CoarsePlane) -> [Float] {
        let upperEdge = [107, 66, 105, 63, 70]
        let brows = landmarks.ring(upperEdge + FaceTemplate.mirrored(upperEdge))
        let (top, chin) = (landmarks.points[10], landmarks.points[152])
        let up = SIMD2(top.x - chin.x, top.y - chin.y)
        let middle = brows.reduce(.zero, +) / Float(brows.count)
        // The brows lie two thirds of the way up; on landmarks that are no face's they may lie anywhere.
        let reach = max((up * (SIMD2(top.x, top.y) - middle)).sum(), 0.1 * (up * up).sum(), 1e-6)
        let origin = SIMD2(Float(plane.frame.x), Float(plane.frame.y)) - middle
        return plane.values.indices.map { cell in
            let place = SIMD2(Float(cell % plane.columns), Float(cell / plane.columns)) + 0.5
            return ((place * Float(plane.side) + origin) * up).sum() / reach
        }
    }
}

extension FaceCells {
    var count: Int { luminance.count }

    /// A share of the face's width, in cells.
    func radius(_ share: Float) -> Int { max(1, Int((share * faceWidth).rounded())) }

    func blurred(_ plane: [Float], radius: Int, times: Int) -> [Float] {
        (0..<times).reduce(plane) { plane, _ in
            boxBlurred(plane, width: plain.columns, height: plain.rows, radius: radius)
        }
    }

    /// The luminance around each cell, a mean of those with a weight; `otherwise` where there are none.
    func luminance(
        weightedBy weights: [Float], radius: Int, times: Int, otherwise: (_ cell: Int) -> Float
    ) -> [Float] {
        let sums = blurred(zip(luminance, weights).map { $0 * $1 }, radius: radius, times: times)
        let counts = blurred(weights, radius: radius, times: times)
        return sums.indices.map { counts[$0] > 1e-5 ? max(sums[$0] / counts[$0], 1e-5) : otherwise($0) }
    }

    /// The luminance around each cell, a mean of those with a weight, for what need not be known to a cell.
    func wideLuminance(weightedBy weights: [Float], radius: Int, times: Int, otherwise level: Float) -> [Float] {
        let halves = halves
        let sums = halves.blurred(halves.sums(of: zip(luminance, weights).map { $0 * $1 }), radius, times)
        let counts = halves.blurred(halves.sums(of: weights), radius, times)
        return halves.between(zip(sums, counts).map { $1 > 1e-5 ? max($0 / $1, 1e-5) : level })
    }

    /// The luminance around each cell, a mean of those with a weight over some radii at once: the nearest that hold any
    /// say most, and none says all from one cell to the next.
    /// - Parameter shares: Of the face's width, each half of the one before.
    func luminance(weightedBy weights: [Float], over shares: [Float], otherwise level: Float) -> [Float] {
        let halves = halves
        let (products, numbers) = (
            halves.sums(of: zip(luminance, weights).map { $0 * $1 }), halves.sums(of: weights))
        var (sums, counts) = (products.map { _ in 1e-6 * level }, products.map { _ in Float(1e-6) })
        var factor: Float = 1
        for share in shares {
            let sum = halves.blurred(products, radius(share), 3)
            let number = halves.blurred(numbers, radius(share), 3)
            for cell in sums.indices {
                sums[cell] += factor * sum[cell]
                counts[cell] += factor * number[cell]
            }
            factor *= 8
        }
        return halves.between(zip(sums, counts).map { max($0 / $1, 1e-5) })
    }

    private var halves: HalfCells { HalfCells(columns: plain.columns, rows: plain.rows) }

    /// Logarithms of red and blue as ratios to green.
    var ratios: [SIMD2<Float>] {
        let least: Float = 1e-4
        let (red, blue) = (logarithms(of: red, atLeast: least), logarithms(of: blue, atLeast: least))
        let green = logarithms(of: green, atLeast: least)
        return green.indices.map { SIMD2(red[$0], blue[$0]) - green[$0] }
    }

    /// How much luminance differs from one cell to the next, as a share of it, but for even slopes: hair does, and what
    /// borders on something else.
    var roughness: [Float] {
        let logarithms = logarithms(of: luminance, atLeast: 2e-3)
        let (columns, rows) = (plain.columns, plain.rows)
        let bends = logarithms.indices.map { cell -> Float in
            let (x, y) = (cell % columns, cell / columns)
            let around =
                logarithms[x > 0 ? cell - 1 : cell] + logarithms[x < columns - 1 ? cell + 1 : cell]
                + logarithms[y > 0 ? cell - columns : cell] + logarithms[y < rows - 1 ? cell + columns : cell]
            return abs(logarithms[cell] - around / 4)
        }
        return blurred(bends, radius: 2, times: 1)
    }

    /// Calls `body` with each neighbour of a cell, those across corners left out.
    func forEachNeighbour(of cell: Int, _ body: (Int) -> Void) {
        let column = cell % plain.columns
        if column > 0 { body(cell - 1) }
        if column < plain.columns - 1 { body(cell + 1) }
        if cell >= plain.columns { body(cell - plain.columns) }
        if cell + plain.columns < count { body(cell + plain.columns) }
    }

    /// 1 where any of the cells as far off, sideways and up and down, is.
    /// - Parameter plane: Ones and zeros.
    func widened(_ plane: [Float], by radius: Int) -> [Float] {
        blurred(plane, radius: radius, times: 1).map { $0 > 1e-4 ? 1 : 0 }
    }

    /// 1 where all of the cells as far off are.
    func narrowed(_ plane: [Float], by radius: Int) -> [Float] {
        blurred(plane, radius: radius, times: 1).map { $0 > 0.999 ? 1 : 0 }
    }
}
