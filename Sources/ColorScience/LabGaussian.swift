/// A normal distribution over Lab under D65: what is known of a colour, and how well.
public struct LabGaussian: Hashable, Sendable {
    public var mean: Lab<D65>
    public var covariance: Covariance3

    public init(mean: Lab<D65>, covariance: Covariance3) {
        self.mean = mean
        self.covariance = covariance
    }
}
