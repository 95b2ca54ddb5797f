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
        // Some proxies add the port.
        if text.count(where: { $0 == ":" }) == 1, let host = text.split(separator: ":").first { text = String(host) }
        guard let address = NetworkAddress(text) else { return String(text.prefix(64)) }
        guard address.bytes.count == 16 else { return address.text }
        // An IPv4 address in IPv6's clothes is one by itself.
        let isMapped = address.bytes.prefix(12).elementsEqual([UInt8](repeating: 0, count: 10) + [0xFF, 0xFF])
        return isMapped ? address.bytes.suffix(4).map(String.init).joined(separator: ".") : address.bytes.prefix(8).hex
    }
}
