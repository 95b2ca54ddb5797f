internal import GRDB
internal import ShadeCatalog

extension CatalogDatabase {
    /// Marks the file as a catalog of ours, for `file` and for ourselves: `SWCT`.
    static let applicationID: Int32 = 0x5357_4354

    static func checkOwner(_ db: Database) throws {
        guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
            throw CatalogError(
                code: .unreadableCatalog, message: "the file is a database, but no catalog: choose another file")
        }
        guard try !migrator.hasBeenSuperseded(db) else {
            throw CatalogError(
                code: .unreadableCatalog,
                message: "the catalog was written by a newer Shadewise: update this one to read it")
        }
    }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: shades with the versions they lived in") { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            // A shade's row is never rewritten: a change ends it and starts another, so old versions stay readable. It
            // outlives the version it came with.
            try db.execute(
                sql: """
                    CREATE TABLE version(
                        id INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL, source TEXT NOT NULL,
                        mode TEXT NOT NULL, shades INTEGER NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT NULL,
                        removed INTEGER NOT NULL, refused INTEGER NOT NULL, skinMap BLOB);
                    CREATE TABLE shade(
                        id INTEGER PRIMARY KEY, \(ShadeRecord.firstDefinitions), fingerprint INTEGER NOT NULL,
                        since INTEGER NOT NULL, until INTEGER);
                    CREATE UNIQUE INDEX shadeLive ON shade(sku) WHERE until IS NULL;
                    CREATE INDEX shadeUntil ON shade(until) WHERE until IS NOT NULL;
                    """)
        }
        migrator.registerMigration("2: formula, wear and the skins that a product suits") { db in
            for definition in ShadeRecord.addedDefinitions {
                try db.execute(sql: "ALTER TABLE shade ADD COLUMN \(definition)")
            }
        }
        return migrator
    }
}
