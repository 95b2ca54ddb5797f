internal import Foundation
internal import GRDB
public import ShadeCatalog

extension CatalogDatabase {
    /// Takes a feed's good rows into the catalog, whole or not at all.
    ///
    /// - Parameters:
    ///   - feed: Read to its end. Rows that cannot be used are told and passed over; in a feed that replaces the
    ///     catalog their shades stay as they were. What none of its columns speaks of stays as it is.
    ///   - source: The feed's name, kept with the version.
    ///   - pictures: Where swatch pictures named by the feed lie; without, they are not looked at.
    ///   - onIssue: Told of everything wrong with the feed, by line.
    ///   - onChange: Told of every shade added, changed or removed. Throwing ends the import; nothing is changed then.
    ///   - onProgress: Told of the rows read, now and then.
    /// - Throws: `unreadable_catalog`, `too_many_removals`, `invalid_catalog` when no row could be used, the file is
    ///   damaged as a whole, or a replacing feed could not be read whole: the catalog is as it was.
    /// - Complexity: O(*n* log *n*) in rows and live shades; memory does not grow with the rows.
    public func run(
        _ options: CatalogImport, feed: inout FeedReader, source: String, pictures: SwatchPictureFinder? = nil,
        onIssue: (CatalogIssue) throws -> Void = { _ in }, onChange: (CatalogChange) throws -> Void = { _ in },
        onProgress: (borrowing FeedReader) -> Void = { _ in }
    ) throws(CatalogError) -> ImportReport {
        try withoutActuallyEscaping(onChange) { onChange throws(CatalogError) in
            try Self.translating(path, for: .importing) {
                func importInto(_ draft: DatabaseQueue) throws -> ImportReport {
                    try draft.writeWithoutTransaction { db in
                        var report = ImportReport()
                        try db.inTransaction(.immediate) {
                            var session = try ImportSession(options, db: db, onChange: onChange)
                            try session.stage(&feed, pictures: pictures, onIssue: onIssue, onProgress: onProgress)
                            var map: Data?
                            switch options.mode {
                            case .upsert, .replace: map = try session.settleIncoming(onIssue: onIssue)
                            case .pricesAndStock: try session.reprice(onIssue: onIssue)
                            case .delete: try session.removeIncoming(onIssue: onIssue)
                            }
                            try session.finish(source: source, skinMap: map)
                            report = session.report
                            return .commit
                        }
                        return report
                    }
                }
                if options.isTrial { return try importInto(Self.draft("", of: path)) }
                var file = try CatalogDraft(of: path)
                let draft = try Self.draft(file.path, of: path)
                let report = try importInto(draft)
                try draft.close()
                guard report.version != nil else { return report }
                try Self.endWALMode(path)
                try file.putInPlace()
                return report
            }
        }
    }
}

extension ImportSession {
    /// Lays the feed's rows down in the temporary database.
    fileprivate mutating func stage(
        _ feed: inout FeedReader, pictures: SwatchPictureFinder?, onIssue: (CatalogIssue) throws -> Void,
        onProgress: (borrowing FeedReader) -> Void
    ) throws {
        var good = 0
        let marks = databaseQuestionMarks(count: ShadeRecord.listedCount + 1)
        let insert = try db.makeStatement(
            sql: "INSERT INTO incoming(line, \(ShadeRecord.listedList)) VALUES (\(marks))")
        let find = try db.makeStatement(
            sql: "SELECT \(ShadeRecord.listedList), line FROM incoming WHERE sku = ?")
        func holder(of sku: String) throws -> ListedShade? {
            try Row.fetchOne(find, arguments: [sku]).map { ShadeRecord($0).listed(line: $0[ShadeRecord.listedCount]) }
        }
        var rows = 0
        // Warnings wait for their shade, whose picture may add an issue that stands before them.
        var held: [CatalogIssue] = []
        while let item = try feed.next() {
            switch item {
            case .issue(let issue):
                held.append(issue)
                if issue.severity == .warning { continue }
            case .shade(var listed):
                if let fault = try listed.claimSKU(holder: holder) {
                    held.append(fault)
                } else if listed.isWithdrawn {
                    try db.execute(sql: "INSERT OR IGNORE INTO withdrawn VALUES (?)", arguments: [listed.sku])
                    good += 1
                } else {
                    let fault = listed.measurePicture(pictures)
                    if let fault { held.append(fault) }
                    let values = [listed.line.databaseValue] + ShadeRecord(listed: listed).values
                    try insert.execute(arguments: StatementArguments(plain: values))
                    if fault == nil { good += 1 }
                }
            }
            for issue in held.inReadingOrder { try note(issue, onIssue) }
            held.removeAll(keepingCapacity: true)
            rows += 1
            if rows.isMultiple(of: 1024) { onProgress(feed) }
        }
        for issue in held { try note(issue, onIssue) }
        // What has no colour held its SKU all the same: another shade must not be taken for it.
        try db.execute(
            sql: """
                DELETE FROM incoming
                WHERE picture IS NOT NULL AND statedL IS NULL AND hex IS NULL AND pictureL IS NULL
                """)
        try refuseUnusable(good: good)
        hasTitles = feed.hasTitles
        tellsAvailability = feed.columns.contains(.availability)
        if options.mode.rows == .shades { try keepUnspoken(in: feed.columns) }
    }

    private func refuseUnusable(good: Int) throws(CatalogError) {
        if let damage = report.damage, !options.takesDamaged {
            let rest = good == 0 ? "" : ", or take what can be used (\(good) of its rows) with --partial"
            throw CatalogError(
                code: .invalidCatalog,
                message:
                    "the file is damaged as a whole (line \(damage.line): \(damage.message)), and the catalog is as "
                    + "it was: get it anew\(rest)")
        }
        guard good > 0 else {
            throw CatalogError(
                code: .invalidCatalog,
                message: "no row of the feed could be used\(options.isTrial ? "" : ", and the catalog is as it was"): "
                    + "mend what is said above")
        }
    }

    /// Fills in from the live shades what the feed has no column for; an empty cell says that there is nothing.
    private func keepUnspoken(in columns: Set<CatalogColumn>) throws {
        let kept = ShadeRecord.unspoken(in: columns).map { "\($0) = coalesce(incoming.\($0), live.\($0))" }
        guard !kept.isEmpty else { return }
        try db.execute(
            sql: """
                UPDATE incoming SET \(kept.joined(separator: ", ")) FROM shade AS live
                WHERE live.sku = incoming.sku AND live.until IS NULL
                """)
    }

    private mutating func note(_ issue: CatalogIssue, _ onIssue: (CatalogIssue) throws -> Void) throws {
        try onIssue(issue)
        if issue.severity == .error { try refuse(issue) } else { warn() }
    }

    /// Gives every staged shade its colour on skin and puts it in.
    /// - Returns: The map that colours were settled with, to be kept beside the version.
    fileprivate mutating func settleIncoming(onIssue: (CatalogIssue) throws -> Void) throws -> Data? {
        if options.mode == .replace, let line = report.damage?.line ?? firstUnknown {
            let doubt = report.damage == nil ? "which shade line \(line) was" : "what is lost from line \(line) on"
            throw CatalogError(
                code: .invalidCatalog,
                message:
                    "the feed cannot replace the catalog, for nobody can tell \(doubt): mend it, "
                    + "or import what it holds without removing the rest")
        }
        let map = try skinMap()
        let settler = ShadeSettler(map: map)
        try Self.eachBrand(db, stagedAndBeside) { listed in
            var listed = listed
            if hasTitles { listed.shareProducts() }
            for line in ShadeLine.lines(of: listed) {
                for issue in line.issues(in: listed) where issue.line > 0 { try note(issue, onIssue) }
                for (member, clues) in zip(line.members, line.clues) where listed[member].line > 0 {
                    guard let shade = settler.settle(listed[member], clues: clues) else { continue }
                    let record = ShadeRecord(listed: listed[member], settled: shade)
                    try put(record, fingerprint: shade.fingerprint, over: live(sku: shade.sku))
                }
            }
        }
        // A withdrawn product's SKU may be another's by now.
        let absent = "sku NOT IN (SELECT sku FROM incoming) AND sku NOT IN (SELECT sku FROM refused)"
        try remove(where: options.mode == .replace ? absent : "sku IN (SELECT sku FROM withdrawn) AND \(absent)")
        return Data(map.json())
    }

    /// SQL for the staged rows and, with 0 for a line, the live shades of their brands that stay beside them: names are
    /// read line by line, and a line's shades do not all come in one feed.
    private var stagedAndBeside: String {
        let staged = "SELECT \(ShadeRecord.listedList), line, id FROM incoming"
        guard options.mode == .upsert else { return staged }
        return """
            SELECT * FROM (
                SELECT \(ShadeRecord.listedList), 0 AS line, id FROM shade
                WHERE until IS NULL AND sku NOT IN (SELECT sku FROM incoming)
                    AND lower(brand) IN (SELECT lower(brand) FROM incoming)
                UNION ALL \(staged))
            """
    }

    /// The live catalog's map where it knows every source of the feed, and the feed has no more new shades to learn from
    /// than the catalog has, so that one more shade leaves the others' colours as they are; else one fitted to the feed
    /// and to the live shades that stay.
    private func skinMap() throws -> SwatchSkinMap {
        let stored = try Data.fetchOne(db, sql: "SELECT \(Self.lastSkinMap)")
        if !options.refitsSkinMap, let stored, let map = try? SwatchSkinMap(json: Array(stored)) {
            let brands = try String.fetchAll(db, sql: "SELECT DISTINCT brand FROM incoming WHERE statedL IS NULL")
            let live = "shade WHERE until IS NULL AND statedL IS NULL"
            let held = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(live)") ?? 0
            let news =
                try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM incoming WHERE statedL IS NULL AND sku NOT IN (SELECT sku FROM \(live))
                        """) ?? 0
            if news <= held, brands.allSatisfy(map.knows) { return map }
        }
        var fitter = SwatchSkinMapFitter()
        var sources = ["SELECT \(ShadeRecord.listedList), line FROM incoming"]
        if options.mode == .upsert {
            sources.append(
                """
                SELECT \(ShadeRecord.listedList), 0 FROM shade
                WHERE until IS NULL AND sku NOT IN (SELECT sku FROM incoming)
                """)
        }
        for source in sources {
            let drawn = "(statedL IS NULL OR statedProvenance = 'measured')"
            let selection = source + (source.contains("WHERE") ? " AND " : " WHERE ") + drawn
            try Self.eachBrand(db, selection, atMost: Self.fittedShades) { listed in
                for line in ShadeLine.lines(of: listed) {
                    for (member, clues) in zip(line.members, line.clues) {
                        fitter.add(base: listed[member], clues: clues)
                    }
                }
            }
        }
        return fitter.map()
    }

    /// As many shades of one brand tell all there is to tell of how it draws them.
    private static var fittedShades: Int { 1000 }

    /// Goes through rows a brand at a time: lines lie within one. A brand too large to hold comes in parts.
    /// - Parameters:
    ///   - selection: SQL that gives the columns of `listedList` and the line.
    ///   - limit: How many rows of a brand to look at.
    private static func eachBrand(
        _ db: Database, _ selection: String, atMost limit: Int = .max, _ body: ([ListedShade]) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(db, sql: "\(selection) ORDER BY lower(brand), lower(product), id")
        var brand: [ListedShade] = []
        var (name, count) = ("", 0)
        while let row = try rows.next() {
            let next: String = row[ShadeRecord.brand]
            let isOther = next != name && next.lowercased() != name.lowercased()
            if isOther || brand.count >= 20_000 {
                if !brand.isEmpty { try body(brand) }
                brand.removeAll(keepingCapacity: true)
                if isOther { count = 0 }
            }
            name = next
            count += 1
            if count <= limit { brand.append(ShadeRecord(row).listed(line: row[ShadeRecord.listedCount])) }
        }
        if !brand.isEmpty { try body(brand) }
    }

    /// Puts the staged rows' prices and stock on the live shades.
    fileprivate mutating func reprice(onIssue: (CatalogIssue) throws -> Void) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT sku, line, price, currency, stock FROM incoming ORDER BY id")
        while let row = try rows.next() {
            guard let old = try live(sku: row[0]) else {
                try note(.unknown(sku: row[0], line: row[1]), onIssue)
                continue
            }
            var record = old.record
            if let price: Double = row[2] {
                // A feed of prices may leave out the currency that the catalog knows.
                let currency: String = row[3] ?? ""
                guard !currency.isEmpty || !record.values[ShadeRecord.currency].isNull else {
                    try note(.withoutCurrency(sku: row[0], line: row[1]), onIssue)
                    continue
                }
                record.values[ShadeRecord.price] = price.databaseValue
                if !currency.isEmpty { record.values[ShadeRecord.currency] = currency.databaseValue }
            }
            let stock: DatabaseValue = row[4]
            if !stock.isNull || tellsAvailability { record.values[ShadeRecord.stock] = stock }
            try put(record, fingerprint: record.shade.fingerprint, over: old)
        }
    }

    fileprivate mutating func removeIncoming(onIssue: (CatalogIssue) throws -> Void) throws {
        let unknown = try Row.fetchCursor(
            db,
            sql: """
                SELECT sku, line FROM incoming
                WHERE sku NOT IN (SELECT sku FROM shade WHERE until IS NULL) ORDER BY id
                """)
        while let row = try unknown.next() { try note(.unknown(sku: row[0], line: row[1]), onIssue) }
        try remove(where: "sku IN (SELECT sku FROM incoming)")
    }
}

extension CatalogIssue {
    fileprivate static func unknown(sku: String, line: Int) -> Self {
        Self(
            line: line, column: 1, field: "sku", sku: sku,
            message: "the catalog has no such SKU: import the shade first, or mend the feed")
    }

    fileprivate static func withoutCurrency(sku: String, line: Int) -> Self {
        Self(
            line: line, column: 1, field: "price", sku: sku,
            message: "has no currency, and the catalog knows none for the shade: add the column currency, or give "
                + "--currency EUR")
    }
}
