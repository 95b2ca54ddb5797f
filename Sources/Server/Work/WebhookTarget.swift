internal import AsyncHTTPClient
internal import Foundation
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import Stores

/// Where a webhook's messages go, checked.
///
/// A shop names the address, so the service must not be made to knock at doors that only it can reach. The address is
/// looked up, all that come of it are checked, and one of those is what is connected to: a name that leads elsewhere a
/// moment later gains nothing.
struct WebhookTarget: Sendable, Hashable {
    let url: String
    /// As the name in it is written.
    let host: String
    /// What to connect to.
    let address: NetworkAddress

    /// What targets may be.
    struct Rules: Sendable, Hashable {
        /// Whether messages may go unencrypted; they are signed either way.
        var allowsPlain = false
        /// Whether they may go to the operator's own network.
        var allowsPrivate = false
    }

    /// - Throws: `invalid_target`.
    init(_ url: String, _ rules: Rules) async throws(Problem) {
        self.url = url
        host = try Self.host(of: url, rules)
        let addresses = await NetworkAddress.addresses(of: host)
        guard let first = addresses.first else { throw Self.invalid("the host of `url` has no address") }
        guard rules.allowsPrivate || addresses.allSatisfy(\.isPublic) else {
            throw Self.invalid("`url` leads into a private or special network")
        }
        address = first
    }

    /// - Throws: `invalid_target` for what is no target whatever its host's address is.
    static func host(of url: String, _ rules: Rules) throws(Problem) -> String {
        guard (1...2000).contains(url.utf8.count), url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
            let host = parts.host?.trimmingCharacters(in: CharacterSet(charactersIn: "[]")), !host.isEmpty,
            parts.fragment == nil,
            // URLs take any number for one, and who connects to a larger ends the program.
            parts.port.map({ (1...65_535).contains($0) }) ?? true,
            // Names that two readers of addresses might read differently are nobody's.
            host.utf8.allSatisfy({ byte in
                (UInt8(ascii: "0")...UInt8(ascii: ":")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: ".")
            }), !url.contains("\\")
        else { throw invalid("`url` is an absolute address such as https://shop.example/hooks") }
        guard scheme == "https" || scheme == "http" && rules.allowsPlain else {
            throw invalid("`url` begins with https:// (http:// only with `plainWebhooks` in the policy)")
        }
        guard parts.user == nil, parts.password == nil else { throw invalid("`url` holds no user and no password") }
        return host
    }

    private static func invalid(_ why: String) -> Problem {
        Problem(.unprocessableContent, "invalid_target", why + ".")
    }
}

extension WebhookTarget {
    /// Asks it, at the address that was checked. Redirects are not followed: they could lead anywhere.
    /// - Parameters:
    ///   - request: to `url`.
    ///   - seconds: for all of it, at most.
    func call<Value: Sendable>(
        _ request: HTTPClientRequest, seconds: Int64,
        _ read: (HTTPClientResponse) async throws -> Value
    ) async throws -> Value {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(seconds)))
        configuration.dnsOverride = [host: address.text]
        configuration.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        var request = request
        request.headers.add(name: "user-agent", value: "shadewise")
        do {
            let value = try await read(try await client.execute(request, timeout: .seconds(seconds)))
            try? await client.shutdown()
            return value
        } catch {
            try? await client.shutdown()
            throw error
        }
    }
}
