internal import HTTPTypes
internal import Hummingbird

extension Request {
    /// The body's media type, without its parameters; `nil` where it is not told.
    var mediaType: String? {
        headers[.contentType]?.split(separator: ";").first.map { $0.trimmingSpaces().lowercased() }
    }

    /// Whether the client keeps the body back until it is asked for.
    var expectsInvitation: Bool { headers[.expect]?.lowercased() == "100-continue" }

    /// The media types that an answer may have, those refused by `q=0` left out; `nil` where anything will do.
    var acceptedTypes: [String]? {
        headers[.accept].map { Self.acceptable(in: $0) }
    }

    /// Whether the answer may be packed with `gzip`.
    var takesGzip: Bool { headers[.acceptEncoding].map { Self.acceptable(in: $0).contains("gzip") } ?? false }

    private static func acceptable(in list: String) -> [String] {
        list.split(separator: ",").compactMap { part in
            let words = part.split(separator: ";").map { $0.trimmingSpaces() }
            let isRefused = words.dropFirst().contains { $0.hasPrefix("q=") && Double($0.dropFirst(2)) == 0 }
            return isRefused ? nil : words.first?.lowercased()
        }
    }
}
