extension Schema {
    /// What ends by itself is found without looking through all; what nothing is written to is gone.
    static let upkeep = [
        "CREATE INDEX clientTokenExpiry ON clientToken(expires)",
        "CREATE INDEX idempotencyCreated ON idempotency(created)",
        "ALTER TABLE idempotency DROP COLUMN type",
        "DROP TABLE message",
    ]
}
