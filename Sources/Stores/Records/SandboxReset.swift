extension Store {
    /// Removes all customers of a sandbox, what was learned from them, and its rules.
    /// - Returns: Whether it is one; nothing is touched otherwise.
    package func emptySandbox(_ tenant: String, along writes: [StoreWrite] = []) async throws -> Bool {
        let isEmptied = try await database.write { session in
            let row = try session.row("SELECT sandbox FROM tenant WHERE id = ?", [.text(tenant)])
            guard try row?.flag(0) == true else { return false }
            try Self.dropLessons(of: tenant, session)
            // What hangs on a consultation or a job goes with it.
            for table in ["consultation", "receipt", "shopEvent", "job", "idempotency", "tombstone"] {
                try session.run("DELETE FROM \(table) WHERE tenant = ?", [.text(tenant)])
            }
            try session.run("UPDATE tenant SET policy = NULL WHERE id = ?", [.text(tenant)])
            try Self.perform(writes, of: tenant, session)
            return true
        }
        if isEmptied { await database.forgetErased() }
        return isEmptied
    }
}
