import Foundation
import GRDB
import ShadeCatalog
@testable import CatalogStore
import Testing

/// How the next state of a catalog takes the place of the one before.
@Suite struct CatalogDraftTests {
    private let folder = TemporaryFolder()

    private func open() throws -> CatalogDatabase { try CatalogDatabase(path: folder.path("catalog.sqlite")) }

    private func mode(_ name: String) -> mode_t? {
        var status = stat()
        return stat(folder.path(name), &status) == 0 ? status.st_mode & 0o777 : nil
    }

    @Test(arguments: [0o600, 0o640] as [mode_t]) func whatACatalogHidesItsDraftHides(_ own: mode_t) throws {
        let database = try open()
        _ = try database.run(.init(), text: feed(["A,1"]))
        #expect(chmod(folder.path("catalog.sqlite"), own) == 0)
        var seen: [mode_t?] = []
        _ = try database.run(.init(), text: feed(["A,2"])) { (_: CatalogChange) in
            seen.append(mode("catalog.sqlite.partial"))
        }
        #expect(seen == [0o600])
        #expect(mode("catalog.sqlite") == own)
    }

    /// The first catalog of a name is made in a draft that an import of one since deleted may have left.
    @Test func aNewCatalogMayBeReadWhateverWasLeftBehind() throws {
        let partial = folder.path("catalog.sqlite.partial")
        #expect(FileManager.default.createFile(atPath: partial, contents: Data("left".utf8)))
        #expect(chmod(partial, 0o600) == 0)
        let mask = umask(0o022)
        defer { umask(mask) }
        _ = try open().run(.init(), text: feed(["A,1"]))
        #expect(mode("catalog.sqlite") == 0o644)
    }

    @Test func whatHasTheDraftsNameAndIsNoFileIsTold() throws {
        #expect(mkfifo(folder.path("catalog.sqlite.partial"), 0o600) == 0)
        let error = #expect(throws: CatalogError.self) { try open().run(.init(), text: feed(["A,1"])) }
        #expect(error?.code == .unreadableCatalog)
        #expect(error?.message.contains("it is no file") == true)
    }

    /// Older versions kept catalogs in WAL mode, and may have been stopped before a log was folded in.
    @Test(arguments: [false, true]) func catalogsOfOlderVersionsAreReadAndImportedInto(hasLog: Bool) throws {
        let database = try open()
        _ = try database.run(.init(), text: feed(["A,1"]))
        let path = folder.path("catalog.sqlite")
        let older = try DatabaseQueue(path: path)
        try older.inDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            if hasLog { try db.execute(sql: "UPDATE shade SET price = 2") }
        }
        let copy = folder.path("copy.sqlite")
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        if hasLog { try FileManager.default.copyItem(atPath: path + "-wal", toPath: copy + "-wal") }
        try older.close()
        let old = try CatalogDatabase(path: copy)
        #expect(try old.catalog().shade(sku: "A")?.price?.amount == (hasLog ? 2 : 1))
        #expect(FileManager.default.fileExists(atPath: copy + "-shm") == hasLog)
        #expect(try old.run(.init(isTrial: true), text: feed(["B,1"])).added == 1)
        #expect(try old.run(.init(), text: feed(["B,1"])).added == 1)
        #expect(try old.catalog().shades.map { $0.price?.amount } == [hasLog ? 2 : 1, 1])
        #expect(!CatalogDatabase.isInWALMode(copy) && !FileManager.default.fileExists(atPath: copy + "-wal"))
    }

    @Test func aDamagedFeedLeavesACatalogOfAnOlderVersionToTheByte() throws {
        let path = folder.path("catalog.sqlite")
        _ = try open().run(.init(), text: feed(["A,1"]))
        let older = try DatabaseQueue(path: path)
        try older.inDatabase { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try older.close()
        let before = try Data(contentsOf: URL(filePath: path))
        #expect(throws: CatalogError.self) { try open().run(.init(), text: feed(["A,2"]) + "B,\"1") }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        #expect(try open().catalog().shades.count == 1)
    }
}
