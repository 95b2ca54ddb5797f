import ColorScience
import SkinTone

/// Photos of an audit as a test wants them.
enum AuditFixture {
    /// What one belief says, to be changed where a test cares.
    static let reading = AuditReading(
        belief: SkinBelief(lab: Lab(57, 13, 19), standardDeviation: 2), truth: Lab(57, 13, 19))

    /// A photo that is read off by so much in L*, by a belief whose radii are 2 and 4.
    static func item(_ truth: Lab<D65>, off error: Double = 0, refusedFor refusals: [CaptureIssue.Code] = [])
        -> AuditItem
    {
        var reading = reading
        reading.believed = Lab(truth.lightness + error, truth.a, truth.b)
        reading.deltaE00 = abs(error)
        (reading.radius50, reading.radius90) = (2, 4)
        reading.refusals = refusals
        reading.isServed = abs(error) < 2
        (reading.itaClass, reading.undertone) = (ToneGroup(truth).itaClass, ToneGroup(truth).undertone)
        return AuditItem(truth: truth, outcome: .read(reading), isServable: true)
    }

    /// Typical skin of two depths, neutral.
    static let light = Lab<D65>(66, 10, 17)
    static let deep = Lab<D65>(34, 9, 12)

    /// Errors whose median is `size`, none of them 0, a tenth beyond 4 when `size` is 1.
    static func errors(_ size: Double, count: Int) -> [Double] {
        (0..<count).map { index in
            let share = (Double(index) + 0.5) / Double(count)
            let magnitude = size * (share < 0.9 ? 2 * share : 4.1)
            return index.isMultiple(of: 2) ? magnitude : -magnitude
        }
    }
}
