internal import Crypto
internal import Foundation

/// What a webhook's messages are signed with.
/// - Source: Standard Webhooks 1.0.0.
package struct WebhookSigningSecret: Sendable {
    /// 24 to 64 by the standard.
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }

    static func new() -> WebhookSigningSecret {
        WebhookSigningSecret(bytes: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
    }

    /// As its owner is told it.
    package var text: String { "whsec_" + Data(bytes).base64EncodedString() }

    /// The header `webhook-signature`.
    /// - Parameters:
    ///   - id: the message's, in `webhook-id`.
    ///   - timestamp: whole seconds since 1970, in `webhook-timestamp`.
    package func signature(id: String, timestamp: Int, body: String) -> String {
        let signed = HMAC<SHA256>.authenticationCode(
            for: Data("\(id).\(timestamp).\(body)".utf8), using: SymmetricKey(data: bytes))
        return "v1," + Data(signed).base64EncodedString()
    }
}
