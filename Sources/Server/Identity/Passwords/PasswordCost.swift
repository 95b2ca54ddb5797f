/// How much work a password's hash takes: scrypt's parameters.
package struct PasswordCost: Sendable, Hashable {
    /// Binary logarithm of N, the rounds.
    let logRounds: Int
    /// r: 128 r N bytes of memory are taken.
    let blockSize: Int
    /// p
    let parallelism: Int

    package init(logRounds: Int, blockSize: Int, parallelism: Int) {
        (self.logRounds, self.blockSize, self.parallelism) = (logRounds, blockSize, parallelism)
    }

    /// 128 MiB, and about half a second.
    /// - Source: OWASP Password Storage Cheat Sheet, “scrypt”: N = 2^17, r = 8, p = 1.
    package static let standard = PasswordCost(logRounds: 17, blockSize: 8, parallelism: 1)

    /// Whether a hash of this cost is weaker than another's.
    func isLess(than other: PasswordCost) -> Bool {
        logRounds < other.logRounds || blockSize < other.blockSize || parallelism < other.parallelism
    }
}
