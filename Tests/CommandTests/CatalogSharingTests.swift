import Foundation
import TestSupport
import Testing

/// Several processes at one catalog: importing, reading, killed.
@Suite struct CatalogSharingTests {
    private let workshop: Workshop

    init() throws { workshop = try Workshop() }

    private func feed(_ index: Int, rows: Int = 20) throws -> String {
        let text = (0..<rows).map { "S\(index)-\($0),Brand \(index),Base,Shade \($0),foundation,60,10,15\n" }.joined()
        return try workshop.write((Workshop.header + text).utf8, as: "feed\(index).csv")
    }

    private func shades() throws -> Int {
        try ProgramRun(["catalog", "list", workshop.catalog, "--shades", "--format", "json"]).objects.count
    }

    /// The first import makes the file, and there may be several first ones.
    @Test(arguments: 1...4) func importsAtOnceAllSucceed(round: Int) throws {
        let feeds = try (0..<5).map { try feed($0) }
        let large = try feed(9, rows: 20_000)
        let (runs, catalog) = (Outcomes(), workshop.catalog)
        DispatchQueue.concurrentPerform(iterations: feeds.count + 1) { index in
            let isKilled = index == feeds.count
            let run = try? ProgramRun(
                ["catalog", "import", isKilled ? large : feeds[index], "--into", catalog],
                killedAfter: isKilled ? 0.02 * Double(round) : nil)
            if !isKilled { runs.add(run) }
        }
        #expect(runs.all.count == 5 && runs.all.allSatisfy { $0.status == 0 }, "\(runs.all.map(\.errors))")
        #expect([100, 20_100].contains(try shades()))
        let versions = try ProgramRun(["catalog", "list", workshop.catalog, "--versions"]).output
        #expect([5, 6].contains(versions.split(separator: "\n").count))
    }

    @Test func trialsAndRefusedFeedsLeaveNoFile() throws {
        let empty = try workshop.write(Workshop.header.utf8)
        #expect(try workshop.importing(try feed(1), "--dry-run").status == 0)
        #expect(try workshop.importing(empty).status == 1)
        let names = try FileManager.default.contentsOfDirectory(atPath: workshop.path(""))
        #expect(names.allSatisfy { $0.hasSuffix(".csv") }, "\(names)")
    }

    /// An import that waits for its feed holds nobody up, and killed it is as if it had never been.
    @Test func readersSeeTheOldVersionWhileAnImportGoesOnAndAfterItWasKilled() throws {
        #expect(try workshop.importing(try feed(1)).status == 0)
        let before = try Data(contentsOf: URL(filePath: workshop.catalog))
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = ProgramRun.executable
        process.arguments = ["catalog", "import", "-", "--into", workshop.catalog]
        process.standardInput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let rows = (0..<5_000).map { "L\($0),Large,Base,Shade \($0),foundation,60,10,15\n" }.joined()
        try pipe.fileHandleForWriting.write(contentsOf: Data((Workshop.header + rows).utf8))
        while !FileManager.default.fileExists(atPath: workshop.catalog + ".partial") { usleep(1_000) }
        #expect(try shades() == 20)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try Data(contentsOf: URL(filePath: workshop.catalog)) == before)
        #expect(try shades() == 20)
        #expect(try workshop.importing(try feed(2)).status == 0)
        #expect(try shades() == 40)
        #expect(!FileManager.default.fileExists(atPath: workshop.catalog + ".partial"))
    }

    /// What makes no file beside the catalog needs no room and no leave for one.
    @Test func readingWritesNothing() throws {
        #expect(try workshop.importing(try feed(1)).status == 0)
        let folder = workshop.path("")
        let before = try FileManager.default.attributesOfItem(atPath: folder)[.modificationDate] as? Date
        for arguments in [
            ["catalog", "list", workshop.catalog], ["catalog", "list", workshop.catalog, "--versions"],
            ["catalog", "stats", workshop.catalog], ["match", "--lab", "60,10,15", "--catalog", workshop.catalog],
        ] { #expect(try ProgramRun(arguments).status == 0) }
        #expect(try FileManager.default.attributesOfItem(atPath: folder)[.modificationDate] as? Date == before)
    }

    @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
    func writeProtectedCatalogsAreReadAndStay() throws {
        #expect(try workshop.importing(try feed(1)).status == 0)
        let next = try feed(2)
        chmod(workshop.catalog, 0o444)
        let refused = try workshop.importing(next)
        #expect(refused.status == 2 && refused.errors.contains("cannot be written"), "\(refused.errors)")
        // A trial writes nothing.
        #expect(try workshop.importing(next, "--dry-run").status == 0)
        chmod(workshop.path(""), 0o555)
        defer { chmod(workshop.path(""), 0o755) }
        #expect(try shades() == 20)
    }

    @Test func linksAndPermissionsAreKept() throws {
        #expect(try workshop.importing(try feed(1)).status == 0)
        chmod(workshop.catalog, 0o640)
        let link = workshop.path("link.sqlite")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "catalog.sqlite")
        #expect(try ProgramRun(["catalog", "import", try feed(2), "--into", link]).status == 0)
        #expect(try shades() == 40)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "catalog.sqlite")
        var status = stat()
        #expect(stat(workshop.catalog, &status) == 0 && status.st_mode & 0o777 == 0o640)
    }
}

private final class Outcomes: @unchecked Sendable {
    private let lock = NSLock()
    private var runs: [ProgramRun] = []

    func add(_ run: ProgramRun?) { lock.withLock { if let run { runs.append(run) } } }
    var all: [ProgramRun] { lock.withLock { runs } }
}
