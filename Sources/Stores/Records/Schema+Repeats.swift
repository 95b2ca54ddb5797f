extension Schema {
    /// Whether something of a request that may be repeated was done: 1, noted by the transaction that did it, or `NULL`.
    static let repeats = ["ALTER TABLE idempotency ADD COLUMN done INTEGER"]
}
