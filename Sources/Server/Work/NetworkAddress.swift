internal import Foundation

/// An address of the internet protocol, and whether it is of the public internet.
struct NetworkAddress: Sendable, Hashable {
    /// 4 or 16, in network order.
    let bytes: [UInt8]
    /// As it is written.
    let text: String

    /// - Parameter text: Such as `192.0.2.1` or `2001:db8::1`, without brackets.
    init?(_ text: String) {
        var (four, six) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: &four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: &six) { Array($0) }
        } else {
            return nil
        }
        self.text = text
    }

    /// Whether it leads out, to a machine of somebody's on the public internet: not back to this one, to a neighbour, to
    /// a cloud's metadata, to a group, and not through a gateway that leads to such.
    /// - Source: IANA's special-purpose address registries for IPv4 and IPv6.
    var isPublic: Bool {
        if bytes.count == 4 { return !Self.specialFour.contains { $0.holds(bytes) } }
        // Of what is given out as unicast, less what is set apart in it.
        return Block([0x20], 3).holds(bytes) && !Self.specialSix.contains { $0.holds(bytes) }
    }

    /// Addresses that begin with the same bits.
    private struct Block: Sendable {
        let bytes: [UInt8]
        let bits: Int

        init(_ bytes: [UInt8], _ bits: Int) { (self.bytes, self.bits) = (bytes, bits) }

        func holds(_ address: [UInt8]) -> Bool {
            (0..<bits).allSatisfy { bit in
                let byte = bit / 8 < bytes.count ? bytes[bit / 8] : 0
                return (byte ^ address[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
            }
        }
    }

    private static let specialFour = [
        Block([0], 8), Block([10], 8), Block([100, 64], 10), Block([127], 8), Block([169, 254], 16),
        Block([172, 16], 12), Block([192, 0, 0], 24), Block([192, 0, 2], 24), Block([192, 31, 196], 24),
        Block([192, 52, 193], 24), Block([192, 88, 99], 24), Block([192, 168], 16), Block([192, 175, 48], 24),
        Block([198, 18], 15), Block([198, 51, 100], 24), Block([203, 0, 113], 24), Block([224], 4), Block([240], 4),
    ]

    private static let specialSix = [
        // Teredo, benchmarking, ORCHID and others; documentation, twice; 6to4, which holds an IPv4 address.
        Block([0x20, 0x01, 0x00], 23), Block([0x20, 0x01, 0x0d, 0xb8], 32), Block([0x3f, 0xff, 0x00], 20),
        Block([0x20, 0x02], 16), Block([0x26, 0x20, 0x00, 0x4f, 0x80], 48),
    ]
}

extension NetworkAddress {
    /// All addresses of a host, in the order in which to try them. Asking takes a thread for as long as it takes.
    static func addresses(of host: String) async -> [NetworkAddress] {
        if let address = NetworkAddress(host) { return [address] }
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: resolved(host)) }
        }
    }

    private static func resolved(_ host: String) -> [NetworkAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var addresses: [NetworkAddress] = []
        var next = list
        while let entry = next {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let named = getnameinfo(
                entry.pointee.ai_addr, entry.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
            let end = text.firstIndex(of: 0) ?? text.endIndex
            let name = String(decoding: text[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if named == 0, let address = NetworkAddress(name), !addresses.contains(address) {
                addresses.append(address)
            }
            next = entry.pointee.ai_next
        }
        return addresses
    }
}
