/// The tables, as the migrations that lead to them. One that was released is never changed: another is added.
///
/// Every table of a tenant's starts its key with the tenant, and every query names it. Times are seconds since 1970.
enum Schema {
    /// Runs what was not run yet, whoever else may be starting up.
    /// - Throws: `damaged` when a newer program was here.
    static func migrate(_ database: any SQLDatabase) async throws {
        try await database.exclusively { session in
            let table = "CREATE TABLE IF NOT EXISTS migration(number INTEGER PRIMARY KEY)"
            try session.run(session.dialect.definition(table), [])
            let done = try session.row("SELECT COALESCE(MAX(number), 0) FROM migration", [])?.integer(0) ?? 0
            guard done <= migrations.count else {
                throw StoreError(
                    code: .damaged,
                    message: "the database was written by a newer Shadewise (its schema is \(done), this program "
                        + "knows \(migrations.count)): update this one")
            }
            for (index, statements) in migrations.enumerated().dropFirst(done) {
                for statement in statements { try session.run(session.dialect.definition(statement), []) }
                try session.run("INSERT INTO migration(number) VALUES (?)", [.integer(index + 1)])
            }
        }
    }

    static let migrations: [[String]] = [
        [
            """
            CREATE TABLE tenant(
                id TEXT PRIMARY KEY, name TEXT NOT NULL, created REAL NOT NULL, policy TEXT, origins TEXT NOT NULL,
                sandbox INTEGER NOT NULL)
            """,
            """
            CREATE TABLE apiKey(
                tenant TEXT NOT NULL REFERENCES tenant(id), id TEXT NOT NULL, name TEXT NOT NULL,
                hash BLOB NOT NULL UNIQUE, scopes TEXT NOT NULL, created REAL NOT NULL, expires REAL, used REAL,
                PRIMARY KEY (tenant, id))
            """,
            """
            CREATE TABLE consultation(
                tenant TEXT NOT NULL REFERENCES tenant(id), id TEXT NOT NULL, customer TEXT, created REAL NOT NULL,
                version INTEGER NOT NULL, PRIMARY KEY (tenant, id))
            """,
            "CREATE INDEX consultationCustomer ON consultation(tenant, customer)",
            """
            CREATE TABLE event(
                tenant TEXT NOT NULL, consultation TEXT NOT NULL, number INTEGER NOT NULL, at REAL NOT NULL,
                body TEXT NOT NULL, PRIMARY KEY (tenant, consultation, number),
                FOREIGN KEY (tenant, consultation) REFERENCES consultation(tenant, id) ON DELETE CASCADE)
            """,
            """
            CREATE TABLE clientToken(
                hash BLOB PRIMARY KEY, tenant TEXT NOT NULL, consultation TEXT NOT NULL, expires REAL NOT NULL,
                FOREIGN KEY (tenant, consultation) REFERENCES consultation(tenant, id) ON DELETE CASCADE)
            """,
            """
            CREATE TABLE receipt(
                tenant TEXT NOT NULL, id TEXT NOT NULL, consultation TEXT, customer TEXT, at REAL NOT NULL,
                purposes TEXT NOT NULL, version TEXT NOT NULL, PRIMARY KEY (tenant, id))
            """,
            "CREATE INDEX receiptCustomer ON receipt(tenant, customer)",
            """
            CREATE TABLE message(
                tenant TEXT NOT NULL, consultation TEXT NOT NULL, id TEXT NOT NULL, at REAL NOT NULL,
                body TEXT NOT NULL, PRIMARY KEY (tenant, id),
                FOREIGN KEY (tenant, consultation) REFERENCES consultation(tenant, id) ON DELETE CASCADE)
            """,
            """
            CREATE TABLE review(
                tenant TEXT NOT NULL, id TEXT NOT NULL, consultation TEXT NOT NULL, kind TEXT NOT NULL,
                opened REAL NOT NULL, due REAL, note TEXT, decision TEXT, decidedBy TEXT, reason TEXT, decided REAL,
                PRIMARY KEY (tenant, id),
                FOREIGN KEY (tenant, consultation) REFERENCES consultation(tenant, id) ON DELETE CASCADE)
            """,
            "CREATE INDEX reviewOpen ON review(tenant, decided, opened)",
            """
            CREATE TABLE catalogVersion(
                tenant TEXT NOT NULL REFERENCES tenant(id), number INTEGER NOT NULL, name TEXT NOT NULL,
                at REAL NOT NULL, shades INTEGER NOT NULL, feed BLOB NOT NULL, PRIMARY KEY (tenant, number))
            """,
            """
            CREATE TABLE shopEvent(
                tenant TEXT NOT NULL REFERENCES tenant(id), id TEXT NOT NULL, customer TEXT NOT NULL,
                sku TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT, body TEXT, at REAL NOT NULL,
                PRIMARY KEY (tenant, id))
            """,
            "CREATE INDEX shopEventCustomer ON shopEvent(tenant, customer)",
            """
            CREATE TABLE idempotency(
                tenant TEXT NOT NULL REFERENCES tenant(id), name TEXT NOT NULL, fingerprint BLOB NOT NULL,
                created REAL NOT NULL, status INTEGER, type TEXT, body BLOB, PRIMARY KEY (tenant, name))
            """,
            """
            CREATE TABLE tombstone(
                tenant TEXT NOT NULL REFERENCES tenant(id), id TEXT NOT NULL, subject BLOB NOT NULL, at REAL NOT NULL,
                consultations INTEGER NOT NULL, PRIMARY KEY (tenant, id))
            """,
        ],
        privacy,
        work,
        upkeep,
        learning,
        stylists,
        repeats,
        erasure,
        turns,
    ]
}
