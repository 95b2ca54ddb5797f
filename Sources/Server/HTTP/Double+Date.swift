internal import Foundation

extension Double {
    /// Seconds since 1970 as answers tell a time: `2026-11-29T12:00:00Z`.
    var timestamp: String { Date(timeIntervalSince1970: self).ISO8601Format() }
}
