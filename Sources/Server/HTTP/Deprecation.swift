internal import Foundation
internal import HTTPTypes

/// That a route is to end, told with each of its answers.
/// - Source: `Deprecation`, RFC 9745; `Sunset`, RFC 8594; both name the relation of a `Link` that tells more.
struct Deprecation: Sendable, Hashable {
    /// From when on nobody should begin to use it, in seconds since 1970.
    let since: Double
    /// When it may be gone.
    let sunset: Double
    /// Where it is told what comes in its place.
    let more: String

    /// How long a route that is to end goes on, in seconds: a year.
    static let notice = 365.0 * 86_400

    /// - Precondition: there is a year between the two.
    init(since: Double, sunset: Double, more: String = "/docs") {
        precondition(sunset - since >= Self.notice, "a route that is to end goes on for a year")
        (self.since, self.sunset, self.more) = (since, sunset, more)
    }

    var headers: HTTPFields {
        var fields = HTTPFields()
        // A date of structured fields (RFC 9651) there, one of HTTP here.
        fields[Self.deprecation] = "@\(Int(since))"
        fields[Self.sunsetName] = Date(timeIntervalSince1970: sunset).formatted(Self.httpDate)
        fields[Self.link] = "<\(more)>; rel=\"deprecation\", <\(more)>; rel=\"sunset\""
        return fields
    }

    /// `Fri, 30 Jun 2028 00:00:00 GMT`.
    /// - Source: RFC 9110, 5.6.7.
    private static let httpDate = Date.VerbatimFormatStyle(
        format:
            "\(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .padded(4)) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits) GMT",
        locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt, calendar: Calendar(identifier: .gregorian))

    private static let deprecation = HTTPField.Name("Deprecation")!
    private static let sunsetName = HTTPField.Name("Sunset")!
    private static let link = HTTPField.Name("Link")!
}
