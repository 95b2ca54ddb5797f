/// Where a shop's pages come from, as browsers write it in `Origin`: small letters, no usual port, no path.
package struct WebOrigin: Sendable, Hashable {
    package let text: String

    package struct Fault: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// - Parameter given: `https://shop.example` or `https://shop.example:8443`; a slash behind it, capitals and a usual
    ///   port do not matter.
    /// - Throws: `Fault` for what no browser would write.
    package init(_ given: String) throws(Fault) {
        let lowered = given.lowercased()
        guard let (scheme, usualPort) = Self.schemes.first(where: { lowered.hasPrefix($0.text) }) else {
            throw Self.fault(given, "it begins with https:// (or http://, to try things out)")
        }
        var rest = lowered.dropFirst(scheme.count)
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        var port = ""
        if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("]") {
            guard let number = Int(rest[rest.index(after: colon)...]), (1...65_535).contains(number) else {
                throw Self.fault(given, "a port is a number of 1 to 65535")
            }
            if number != usualPort { port = ":\(number)" }
            rest = rest[..<colon]
        }
        guard Self.isHost(rest) else {
            throw Self.fault(
                given, "behind it is a host's name alone, in plain letters (xn--… for others): no path, no user, no *")
        }
        text = "\(scheme)\(rest)\(port)"
    }

    private static let schemes = [(text: "https://", port: 443), (text: "http://", port: 80)]

    private static func isHost(_ text: Substring) -> Bool {
        if text.hasPrefix("["), text.hasSuffix("]") {
            return text.count > 3 && text.dropFirst().dropLast().allSatisfy { $0.isASCII && $0.isHexDigit || $0 == ":" }
        }
        return (1...253).contains(text.utf8.count) && text.first != "." && !text.contains("..")
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            }
    }

    private static func fault(_ given: String, _ rule: String) -> Fault {
        Fault(description: "\(given) is no origin such as https://shop.example: \(rule)")
    }
}

extension WebOrigin {
    /// All of a list, each once.
    package static func list(_ given: [String]) throws(Fault) -> [String] {
        var texts: [String] = []
        for one in given {
            let text = try WebOrigin(one).text
            if !texts.contains(text) { texts.append(text) }
        }
        return texts
    }
}
