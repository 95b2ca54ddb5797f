/// A picture of linear light.
struct Canvas {
    let width: Int
    let height: Int
    /// Red, green, blue; the fourth lane is unused.
    var pixels: [SIMD4<Float>]
}
