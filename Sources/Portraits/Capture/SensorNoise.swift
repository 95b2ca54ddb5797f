/// Noise of a sensor, relative to white's signal.
public struct SensorNoise: Sendable, Hashable {
    /// Standard deviation at white from counting photons, 0 to 0.05: 0.01 is 10,000 electrons.
    public var shot: Double
    /// Standard deviation in the dark, 0 to 0.02.
    public var read: Double

    public init(shot: Double, read: Double) {
        self.shot = shot
        self.read = read
    }

    var clamped: SensorNoise {
        SensorNoise(shot: shot.limited(to: 0...0.05, otherwise: 0), read: read.limited(to: 0...0.02, otherwise: 0))
    }
}
