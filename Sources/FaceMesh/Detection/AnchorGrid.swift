/// Where the detector's anchors sit: the centres of grid cells, in fractions of the picture.
/// - Source: MediaPipe `face_detection_short_range.pbtxt`, `SsdAnchorsCalculator`: strides 8, 16, 16, 16 on 128
///   pixels, two anchors a layer and cell, fixed size 1, offset 0.5. Layers of one stride share their cells.
enum AnchorGrid {
    static let shortRange: [SIMD2<Float>] = grid(cells: 16, anchors: 2) + grid(cells: 8, anchors: 6)

    private static func grid(cells: Int, anchors: Int) -> [SIMD2<Float>] {
        (0..<cells * cells * anchors).map { index in
            let cell = index / anchors
            return (SIMD2(Float(cell % cells), Float(cell / cells)) + 0.5) / Float(cells)
        }
    }
}
