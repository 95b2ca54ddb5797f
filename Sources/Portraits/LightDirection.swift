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
    /// Unit vector from the face to the light: x right, y down, z away from the camera.
    var vector: Vector3 {
        let (turn, rise) = (Float(azimuth * .pi / 180), Float(elevation * .pi / 180))
        return Vector3(sine(turn) * cosine(rise), -sine(rise), -cosine(turn) * cosine(rise))
    }
}
