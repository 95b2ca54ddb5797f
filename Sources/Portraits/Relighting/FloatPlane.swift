import ColorKernels
import FaceMesh

/// One number for each pixel of a picture.
struct FloatPlane: Sendable {
    let width: Int
    let height: Int
    /// Rows top to bottom.
    var values: [Float]

    init(width: Int, height: Int, values: [Float]) {
        self.width = width
        self.height = height
        self.values = values
    }

    /// 1 for pixels whose centre lies inside one of the polygons (even-odd rule for each), 0 elsewhere.
    init(width: Int, height: Int, filling polygons: [[SIMD2<Float>]]) {
        self.init(width: width, height: height, values: [Float](repeating: 0, count: width * height))
        var mask = PixelMask(around: polygons, width: width, height: height)
        for polygon in polygons { mask.fill(polygon) }
        for place in mask.indices { values[Int(place)] = 1 }
    }
}

extension FloatPlane {
    /// The mean over squares of side 2·radius + 1, clipped at the borders.
    func blurred(radius: Int) -> FloatPlane {
        FloatPlane(
            width: width, height: height, values: boxBlurred(values, width: width, height: height, radius: radius))
    }

    /// Blurred so that edges become an S: two boxes.
    func feathered(radius: Int) -> FloatPlane { blurred(radius: radius).blurred(radius: radius) }

    /// Each value with the other plane's at the same place.
    func combined(with other: FloatPlane, _ transform: (Float, Float) -> Float) -> FloatPlane {
        FloatPlane(
            width: width, height: height, values: values.indices.map { transform(values[$0], other.values[$0]) })
    }

    static func * (left: FloatPlane, right: FloatPlane) -> FloatPlane { left.combined(with: right, *) }

    /// 0...1 in 255 steps.
    var bytes: [UInt8] { values.map { UInt8(clamp($0) * 255 + 0.5) } }
}
