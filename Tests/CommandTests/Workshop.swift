import Foundation

/// A folder of its own for each test, gone with it.
final class Workshop {
    static let header = "sku,brand,product,shade,category,L,a,b\n"

    let folder = FileManager.default.temporaryDirectory.appending(path: "shadewise-import-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    var catalog: String { path("catalog.sqlite") }

    func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

    func write(_ bytes: some Sequence<UInt8>, as name: String = "feed.csv") throws -> String {
        try Data(bytes).write(to: folder.appending(path: name))
        return path(name)
    }

    /// Writes a feed of two foundations.
    func twoShades(as name: String = "feed.csv") throws -> String {
        try write((Self.header + "A1,B,P,S,foundation,60,10,15\nA2,C,P,T,foundation,50,10,15\n").utf8, as: name)
    }

    func importing(_ feed: String, _ options: String...) throws -> ProgramRun {
        try ProgramRun(["catalog", "import", feed, "--into", catalog] + options)
    }
}
