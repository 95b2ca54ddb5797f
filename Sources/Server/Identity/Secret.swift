internal import Crypto
internal import Foundation

/// Something that only its owner knows: shown once, then kept as its hash. With 256 random bits a plain hash will do.
package struct Secret: Sendable {
    package let text: String

    /// - Parameter prefix: Tells people and scanners of code what it is.
    package static func new(_ prefix: String) -> Secret {
        Secret(text: prefix + "_" + random())
    }

    /// 256 bits.
    static func random() -> String { SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64URL }

    package init(text: String) { self.text = text }

    package var hash: [UInt8] { [UInt8](SHA256.hash(data: Data(text.utf8))) }
}
