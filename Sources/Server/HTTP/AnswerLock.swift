internal import Crypto
internal import Foundation
internal import Stores

/// Keeps an answer for who asks again, and for nobody else: it may hold a new key, or a customer's skin, and outlasts
/// her erasure by a day. The store has the hash of the request's `Idempotency-Key`; what opens the answer is made of the
/// key itself, which only its sender knows.
struct AnswerLock: Sendable {
    /// Under which the store keeps the answer.
    let name: String
    private let key: SymmetricKey

    /// - Parameter actor: who asks: another's request by the same name is another.
    init(_ idempotencyKey: String, of tenant: String, for actor: String) {
        let given = Data((idempotencyKey + "\n" + actor).utf8)
        name = SHA256.hash(data: Data("shadewise repeat\n".utf8) + given).hex
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: given), info: Data("shadewise answer\n\(tenant)".utf8),
            outputByteCount: 32)
    }

    /// Tells one request from another, and nothing of what is in it: a new stylist's password may be.
    func fingerprint(of parts: Data...) -> [UInt8] {
        var code = HMAC<SHA256>(key: key)
        for part in parts { code.update(data: part) }
        return [UInt8](code.finalize())
    }

    func sealed(_ answer: [UInt8]) throws -> [UInt8] {
        guard let sealed = try AES.GCM.seal(answer, using: key).combined else { throw Self.damaged }
        return [UInt8](sealed)
    }

    /// - Throws: `damaged` for what this lock has not sealed.
    func opened(_ sealed: [UInt8]) throws -> [UInt8] {
        do { return [UInt8](try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key)) } catch {
            throw Self.damaged
        }
    }

    static let damaged = StoreError(code: .damaged, message: "a kept answer cannot be opened")
}
