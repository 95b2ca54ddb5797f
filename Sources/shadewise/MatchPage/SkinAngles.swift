import ColorScience
import SkinTone

extension SkinBelief {
    /// The ITA in degrees that it lies below with a probability of `share`, to a tenth.
    func angle(below share: Double) -> Double {
        var (low, high) = (-180.0, 180.0)
        while high - low > 0.05 {
            let middle = (low + high) / 2
            let isBelow = probability { $0.individualTypologyAngle.degrees <= middle } < share
            if isBelow { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// Of every ITA class, lightest first.
    var depthProbabilities: [(depth: ITAClass, share: Double)] {
        ITAClass.allCases.map { depth in
            (depth, probability { ITAClass($0.individualTypologyAngle) == depth })
        }
    }
}
