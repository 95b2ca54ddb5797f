/// Where a light stands, seen from the face.
public struct LightDirection: Sendable, Hashable {
    /// Degrees, −180...180: 0 behind the camera, positive towards the picture's right.
    public var azimuth: Double
    /// Degrees, −90...90: positive above the face.
    public var elevation: Double

    public init(azimuth: Double, elevation: Double) {
        self.azimuth = azimuth
        self.elevation = elevation
    }
}

extension LightDirection {
    func clamped(otherwise fallback: LightDirection) -> LightDirection {
        LightDirection(
            azimuth: azimuth.limited(to: -180...180, otherwise: fallback.azimuth),
            elevation: elevation.limited(to: -90...90, otherwise: fallback.elevation))
    }

    /// Unit vector from the face to the light: x right, y down, z away from the camera.
    var vector: Vector3 {
        let (turn, rise) = (Float(azimuth * .pi / 180), Float(elevation * .pi / 180))
        return Vector3(sine(turn) * cosine(rise), -sine(rise), -cosine(turn) * cosine(rise))
    }
}
