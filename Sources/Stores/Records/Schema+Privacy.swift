extension Schema {
    /// The audit log, photos that are kept, and who speaks for a customer.
    static let privacy = [
        """
        CREATE TABLE audit(
            tenant TEXT NOT NULL REFERENCES tenant(id), number INTEGER NOT NULL, at INTEGER NOT NULL,
            actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, hash BLOB NOT NULL,
            PRIMARY KEY (tenant, number))
        """,
        "CREATE INDEX auditSubject ON audit(tenant, subject)",
        """
        CREATE TABLE auditHead(
            tenant TEXT PRIMARY KEY REFERENCES tenant(id), number INTEGER NOT NULL, hash BLOB NOT NULL)
        """,
        """
        CREATE TABLE dataKey(
            tenant TEXT PRIMARY KEY REFERENCES tenant(id), sealed BLOB NOT NULL, master TEXT NOT NULL,
            created REAL NOT NULL)
        """,
        """
        CREATE TABLE image(
            tenant TEXT NOT NULL, id TEXT NOT NULL, consultation TEXT NOT NULL, at REAL NOT NULL,
            expires REAL NOT NULL, type TEXT NOT NULL, bytes INTEGER NOT NULL, sealed BLOB NOT NULL,
            PRIMARY KEY (tenant, id),
            FOREIGN KEY (tenant, consultation) REFERENCES consultation(tenant, id) ON DELETE CASCADE)
        """,
        "CREATE INDEX imageCase ON image(tenant, consultation)",
        "CREATE INDEX imageExpiry ON image(expires)",
        "ALTER TABLE receipt ADD COLUMN basis TEXT",
    ]
}
