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
        for polygon in polygons { fill(polygon) }
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

    private mutating func fill(_ polygon: [SIMD2<Float>]) {
        for row in 0..<height {
            let y = Float(row) + 0.5
            var crossings: [Float] = []
            var previous = polygon[polygon.count - 1]
            for corner in polygon {
                if (corner.y > y) != (previous.y > y) {
                    crossings.append(
                        previous.x + (y - previous.y) / (corner.y - previous.y) * (corner.x - previous.x))
                }
                previous = corner
            }
            crossings.sort()
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                let start = Int(clamp((crossings[pair] - 0.5).rounded(.up), 0, Float(width)))
                let end = Int(clamp((crossings[pair + 1] - 0.5).rounded(.up), 0, Float(width)))
                for column in start..<max(start, end) { values[row * width + column] = 1 }
            }
        }
    }
}
