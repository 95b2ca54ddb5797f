/// A picture of linear light.
struct Canvas {
    let width: Int
    let height: Int
    /// Red, green, blue; the fourth lane is unused.
    var pixels: [SIMD4<Float>]

    /// The mean of each square of `factor` samples' side.
    func reduced(by factor: Int) -> Canvas {
        guard factor > 1 else { return self }
        let (columns, rows) = (width / factor, height / factor)
        let share = 1 / Float(factor * factor)
        var result = Canvas(width: columns, height: rows, pixels: [SIMD4<Float>](repeating: .zero, count: columns * rows))
        for row in 0..<rows {
            for column in 0..<columns {
                var sum = SIMD4<Float>.zero
                for y in 0..<factor {
                    let start = (row * factor + y) * width + column * factor
                    for x in 0..<factor { sum += pixels[start + x] }
                }
                result.pixels[row * columns + column] = sum * share
            }
        }
        return result
    }
}
