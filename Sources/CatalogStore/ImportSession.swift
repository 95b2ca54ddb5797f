internal import ColorScience
internal import Foundation
internal import GRDB
internal import ShadeCatalog

/// One import, inside one transaction: rows are staged on disk, settled, compared with the live ones, written.
///
/// Memory does not grow with the feed: staged rows lie in SQLite's temporary database.
struct ImportSession {
    let db: Database
    let options: CatalogImport
    private let number: Int
    /// How many shades were live before.
    private let live: Int
    private let find: Statement
    private let end: Statement
    private let start: Statement
    private let onChange: (CatalogChange) throws -> Void
    private(set) var report = ImportReport()
    /// The line last counted as refused: one may have several faults.
    private var lastRefused = 0
    /// The first line that could not be used and names no SKU: what the feed holds is not known for certain then.
    private(set) var firstUnknown: Int?
    /// Whether the feed calls products by titles that say the shade too.
    var hasTitles = false
    /// Whether the feed says of shades it does not count that they are to be had.
    var tellsAvailability = false

    init(_ options: CatalogImport, db: Database, onChange: @escaping (CatalogChange) throws -> Void) throws {
        self.db = db
        self.options = options
        self.onChange = onChange
        try db.execute(
            sql: """
                DROP TABLE IF EXISTS temp.incoming;
                DROP TABLE IF EXISTS temp.refused;
                DROP TABLE IF EXISTS temp.withdrawn;
                CREATE TEMP TABLE incoming(
                    id INTEGER PRIMARY KEY, line INTEGER NOT NULL, \(ShadeRecord.listedDefinitions), UNIQUE(sku));
                CREATE TEMP TABLE refused(sku TEXT PRIMARY KEY) WITHOUT ROWID;
                CREATE TEMP TABLE withdrawn(sku TEXT PRIMARY KEY) WITHOUT ROWID;
                """)
        number = try (Int.fetchOne(db, sql: "SELECT max(id) FROM version") ?? 0) + 1
        live = try Int.fetchOne(db, sql: "SELECT count(*) FROM shade WHERE until IS NULL") ?? 0
        find = try db.makeStatement(
            sql: "SELECT \(ShadeRecord.columnList), id FROM shade WHERE sku = ? AND until IS NULL")
        end = try db.makeStatement(sql: "UPDATE shade SET until = \(number) WHERE id = ?")
        let marks = databaseQuestionMarks(count: ShadeRecord.names.count + 1)
        start = try db.makeStatement(
            sql: "INSERT INTO shade(\(ShadeRecord.columnList), fingerprint, since) VALUES (\(marks), \(number))")
        try db.execute(
            sql: "INSERT INTO version VALUES (\(number), '', '', '', '\(options.mode.rawValue)', 0, 0, 0, 0, 0, NULL)")
    }
}

extension ImportSession {
    /// SQL for the map that the live catalog's colours were settled with: every version carries one on.
    static let lastSkinMap = "(SELECT skinMap FROM version WHERE skinMap IS NOT NULL ORDER BY id DESC LIMIT 1)"

    /// The live row of a SKU, and its place in the table.
    func live(sku: String) throws -> (record: ShadeRecord, id: Int64)? {
        guard live > 0, let row = try Row.fetchOne(find, arguments: [sku]) else { return nil }
        return (ShadeRecord(row), row[ShadeRecord.names.count])
    }

    /// Makes a settled row live in place of what was, or leaves what was when nothing differs.
    mutating func put(_ record: ShadeRecord, fingerprint: UInt64, over old: (record: ShadeRecord, id: Int64)?) throws {
        if let old {
            let fields = record.fields(differingFrom: old.record)
            guard !fields.isEmpty else {
                report.unchanged += 1
                return
            }
            try end.execute(arguments: [old.id])
            let deltaE = record.lab == old.record.lab ? nil : record.lab.deltaE00(to: old.record.lab)
            report.changed += 1
            if deltaE != nil { report.recolored += 1 }
            if Set(fields).isSubset(of: ["price", "currency", "stock"]) { report.repriced += 1 }
            try onChange(
                CatalogChange(kind: .changed, sku: record.sku, label: record.label, fields: fields, deltaE00: deltaE))
        } else {
            report.added += 1
            try onChange(CatalogChange(kind: .added, sku: record.sku, label: record.label, fields: []))
        }
        let values = record.values + [Int64(bitPattern: fingerprint).databaseValue]
        try start.execute(arguments: StatementArguments(plain: values))
    }

    /// Ends the life of rows.
    /// - Parameter condition: SQL about the table `shade`.
    mutating func remove(where condition: String) throws {
        let chosen = "until IS NULL AND since < \(number) AND \(condition)"
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM shade WHERE \(chosen)") ?? 0
        guard options.mode == .delete || Double(count) <= options.removalLimit * Double(live) else {
            throw CatalogError(
                code: .tooManyRemovals,
                message: "the import would remove \(count) of \(live) shades, more than "
                    + "\(Int(options.removalLimit * 100)) %: check that the feed is whole, or allow more with "
                    + "--max-removals 1")
        }
        let rows = try Row.fetchCursor(
            db, sql: "SELECT \(ShadeRecord.columnList) FROM shade WHERE \(chosen) ORDER BY id")
        while let row = try rows.next() {
            let record = ShadeRecord(row)
            try onChange(CatalogChange(kind: .removed, sku: record.sku, label: record.label, fields: []))
        }
        try db.execute(sql: "UPDATE shade SET until = \(number) WHERE \(chosen)")
        report.removed += count
    }

    /// Counts a row that could not be used; in a replacing feed its shade stays as it was.
    mutating func refuse(_ issue: CatalogIssue) throws {
        let (line, sku) = (issue.line, issue.sku)
        if issue.isDamage { report.damage = report.damage ?? issue }
        if line != lastRefused { report.refused += 1 }
        lastRefused = line
        if sku == nil { firstUnknown = firstUnknown ?? line }
        if let sku { try db.execute(sql: "INSERT OR IGNORE INTO refused VALUES (?)", arguments: [sku]) }
    }

    mutating func warn() { report.warnings += 1 }

    /// Writes the new version down and forgets those too old. Without one in the report, what was written is to be thrown
    /// away.
    mutating func finish(source: String, skinMap: Data?) throws {
        var fingerprint = CatalogFingerprint()
        var shades = 0
        let fingerprints = try Int64.fetchCursor(db, sql: "SELECT fingerprint FROM shade WHERE until IS NULL")
        while let next = try fingerprints.next() {
            fingerprint.add(UInt64(bitPattern: next))
            shades += 1
        }
        report.shades = shades
        guard report.added + report.changed + report.removed > 0, !options.isTrial else { return }
        try db.execute(
            sql: """
                UPDATE version SET name = ?, at = ?, source = ?, shades = ?, added = ?, changed = ?, removed = ?, \
                refused = ?, skinMap = coalesce(?, \(Self.lastSkinMap)) WHERE id = \(number)
                """,
            arguments: [
                fingerprint.version, Date.now.formatted(.iso8601), source, shades, report.added, report.changed,
                report.removed, report.refused, skinMap,
            ])
        let oldest = number - max(options.versionsKept, 1) + 1
        try db.execute(
            sql: """
                DELETE FROM shade WHERE until <= \(oldest);
                DELETE FROM version WHERE id < \(oldest);
                """)
        report.version = try CatalogDatabase.versions(in: db).last
    }
}

extension StatementArguments {
    /// GRDB's own way from a list of values reads each through a key path, which took a sixth of an import.
    init(plain values: [DatabaseValue]) { self.init(values.map { $0 as (any DatabaseValueConvertible)? }) }
}
