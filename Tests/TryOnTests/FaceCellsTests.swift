import FaceMesh
import Imaging
import Testing

@testable import TryOn

struct FaceCellsTests {
    /// Of an even picture all cells are alike, also the last ones, whatever is left for them.
    @Test(arguments: [100, 150, 200, 300, 400, 500, 700, 900])
    func cellsAtTheEdgeAreReadToo(faceWidth: Int) {
        let image = RGBImage(width: 1_024, height: 96, gray: 110)
        let template = FaceLandmarks(points: FaceTemplate.vertices).box
        let landmarks = FaceLandmarks(
            points: FaceTemplate.vertices.map { $0 * (Float(faceWidth) / template.width) + SIMD3(500, 48, 0) })
        for height in 64...96 {
            let frame = PixelRegion(x: 0, y: 0, width: 1_024, height: height)
            let cells = FaceCells(of: image, in: frame, landmarks: landmarks)
            let (least, most) = (cells.luminance.min() ?? 0, cells.luminance.max() ?? 0)
            #expect(least > 0.1 && most - least < 1e-4, "\(height): \(least)...\(most)")
        }
    }
}

struct HalfCellsTests {
    /// What is even stays so, and what rises evenly does but at the borders, whether or not rows and columns come in pairs.
    @Test(arguments: [(1, 1), (2, 1), (1, 7), (9, 6), (12, 12), (13, 5)])
    func meansComeBack(columns: Int, rows: Int) {
        let halves = HalfCells(columns: columns, rows: rows)
        let counts = halves.sums(of: [Float](repeating: 1, count: columns * rows))
        #expect(counts.reduce(0, +) == Float(columns * rows))
        func means(_ plane: [Float]) -> [Float] { halves.between(zip(halves.sums(of: plane), counts).map { $0 / $1 }) }
        #expect(means([Float](repeating: 3, count: columns * rows)).allSatisfy { abs($0 - 3) < 1e-5 })
        let rising = (0..<columns * rows).map { Float($0 % columns) + 10 * Float($0 / columns) }
        for (cell, mean) in means(rising).enumerated() {
            let (column, row) = (cell % columns, cell / columns)
            guard (1..<max(columns - 2, 1)).contains(column), (1..<max(rows - 2, 1)).contains(row) else { continue }
            #expect(abs(mean - rising[cell]) < 1e-4, "\(column), \(row)")
        }
    }

    /// Blurred means are those of whole cells, as nearly as half as many tell.
    @Test(arguments: [2, 3, 5, 12])
    func blursAreThoseOfWholeCells(radius: Int) {
        let (columns, rows) = (61, 47)
        let halves = HalfCells(columns: columns, rows: rows)
        let step = (0..<columns * rows).map { $0 % columns < 30 ? Float(0) : 1 }
        let ones = halves.blurred(halves.sums(of: step.map { _ in 1 }), radius, 2)
        let blurred = halves.between(zip(halves.blurred(halves.sums(of: step), radius, 2), ones).map { $0 / $1 })
        let row = blurred[20 * columns..<21 * columns]
        #expect(zip(row, row.dropFirst()).allSatisfy { $0 <= $1 + 1e-5 })
        #expect(row.first! < 0.01 && row.last! > 0.99)
        // Half way lies at the step, and most of the rise within two radii.
        #expect(abs(row.reduce(0, +) - Float(columns - 30)) < 1)
        #expect(row[row.startIndex + 30 - 2 * radius - 3] < 0.02 && row[row.startIndex + 30 + 2 * radius + 3] > 0.98)
    }
}
