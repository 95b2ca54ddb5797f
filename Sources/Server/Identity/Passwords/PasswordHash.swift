internal import Crypto
internal import CryptoExtras
internal import Foundation
internal import Stores

/// A password as it is kept: `scrypt$LOG2N$R$P$SALT$HASH`, the last two in base64.
package struct PasswordHash: Sendable {
    let cost: PasswordCost
    private let salt: [UInt8]
    private let key: SymmetricKey

    /// Of a password, with a salt of its own. Takes the cost's memory and time.
    package init(of password: String, cost: PasswordCost = .standard) throws {
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
        try self.init(cost: cost, salt: salt, key: Self.derived(from: password, salt, cost))
    }

    /// What no password has, and takes as long to find that out.
    init(ofNobodyAt cost: PasswordCost) {
        self.init(cost: cost, salt: [UInt8](repeating: 0, count: 16), key: SymmetricKey(size: .bits256))
    }

    /// - Throws: `damaged` for what is no hash.
    init(text: String) throws(StoreError) {
        let words = text.split(separator: "$", omittingEmptySubsequences: false)
        guard words.count == 6, words[0] == "scrypt", let logRounds = Int(words[1]), let blockSize = Int(words[2]),
            let parallelism = Int(words[3]), (1...24).contains(logRounds), (1...32).contains(blockSize),
            (1...16).contains(parallelism), let salt = Data(base64Encoded: String(words[4])), salt.count == 16,
            let key = Data(base64Encoded: String(words[5])), key.count == 32
        else { throw StoreError(code: .damaged, message: "a password's hash cannot be read") }
        self.init(
            cost: PasswordCost(logRounds: logRounds, blockSize: blockSize, parallelism: parallelism),
            salt: [UInt8](salt), key: SymmetricKey(data: key))
    }

    private init(cost: PasswordCost, salt: [UInt8], key: SymmetricKey) {
        (self.cost, self.salt, self.key) = (cost, salt, key)
    }

    package var text: String {
        let hash = key.withUnsafeBytes { Data($0) }
        return "scrypt$\(cost.logRounds)$\(cost.blockSize)$\(cost.parallelism)$"
            + "\(Data(salt).base64EncodedString())$\(hash.base64EncodedString())"
    }

    /// Takes the cost's memory and time, whatever comes out. Keys are compared in constant time.
    func isOf(_ password: String) throws -> Bool { try Self.derived(from: password, salt, cost) == key }

    /// - Precondition: `password` is not empty.
    private static func derived(from password: String, _ salt: [UInt8], _ cost: PasswordCost) throws -> SymmetricKey {
        // The same characters are the same password, whichever keyboard wrote them (NIST SP 800-63B, 5.1.1.2).
        let bytes = Data(password.precomposedStringWithCompatibilityMapping.utf8)
        return try KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: 32, rounds: 1 << cost.logRounds, blockSize: cost.blockSize,
            parallelism: cost.parallelism)
    }
}
