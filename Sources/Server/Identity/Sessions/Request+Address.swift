internal import HTTPTypes
internal import Hummingbird

extension ServerContext {
    /// Who asks, as the network has it, for counting tries: an IPv6 network counts as one.
    /// - Parameter isBehindProxy: whether a proxy of the operator's stands in front and says for whom it asks. Without
    ///   one, anybody could say anything.
    func address(of request: Request, isBehindProxy: Bool) -> String {
        var text = peer ?? "unknown"
        if isBehindProxy, let last = request.headers[.forwardedFor]?.split(separator: ",").last {
            text = String(last.trimmingSpaces())
        }
        guard let address = NetworkAddress(text) else { return String(text.prefix(64)) }
        return address.bytes.count == 16 ? address.bytes.prefix(8).hex : address.text
    }
}
