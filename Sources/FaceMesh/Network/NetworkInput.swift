/// Where a picture is written: three floats a pixel.
struct NetworkInput {
    let pixels: UnsafeMutablePointer<Float>
    /// Floats from one row to the next.
    let rowStride: Int
    let width: Int
    let height: Int
}
