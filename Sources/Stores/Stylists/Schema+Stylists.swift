extension Schema {
    /// People who look at cases for a shop, and how they sign in.
    ///
    /// A login is kept in small letters, so that the index tells two spellings of one apart from two logins.
    static let stylists = [
        """
        CREATE TABLE stylist(
            tenant TEXT NOT NULL REFERENCES tenant(id), id TEXT NOT NULL, name TEXT NOT NULL, login TEXT NOT NULL,
            role TEXT NOT NULL, password TEXT, subject TEXT, created REAL NOT NULL, disabled REAL,
            PRIMARY KEY (tenant, id))
        """,
        "CREATE UNIQUE INDEX stylistLogin ON stylist(tenant, login)",
        "CREATE UNIQUE INDEX stylistSubject ON stylist(tenant, subject)",
        """
        CREATE TABLE stylistSession(
            hash BLOB PRIMARY KEY, tenant TEXT NOT NULL, stylist TEXT NOT NULL, created REAL NOT NULL,
            used REAL NOT NULL, expires REAL NOT NULL,
            FOREIGN KEY (tenant, stylist) REFERENCES stylist(tenant, id) ON DELETE CASCADE)
        """,
        "CREATE INDEX stylistSessionOwner ON stylistSession(tenant, stylist)",
        "CREATE INDEX stylistSessionExpiry ON stylistSession(expires)",
        """
        CREATE TABLE identityProvider(
            tenant TEXT PRIMARY KEY REFERENCES tenant(id), issuer TEXT NOT NULL, client TEXT NOT NULL,
            secret BLOB, site TEXT NOT NULL, created REAL NOT NULL)
        """,
        """
        CREATE TABLE usedState(
            hash BLOB PRIMARY KEY, tenant TEXT NOT NULL REFERENCES tenant(id), expires REAL NOT NULL)
        """,
        "CREATE INDEX reviewCase ON review(tenant, consultation)",
    ]
}
