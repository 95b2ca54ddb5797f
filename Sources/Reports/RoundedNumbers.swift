import Foundation

extension Double {
    /// Rounded for JSON, never negative zero.
    package func rounded(to digits: Int) -> Double {
        let scale = pow(10, Double(digits))
        let value = (self * scale).rounded() / scale
        return value == 0 ? 0 : value
    }
}
