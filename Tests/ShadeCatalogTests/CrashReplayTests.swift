import ShadeCatalog
import TestSupport
import Testing

/// What fuzzing once found, again: shades, or what is wrong and where.
struct CrashReplayTests {
    @Test(arguments: FeedFormat.allCases.map(\.rawValue))
    func feed(_ target: String) throws {
        let format = try #require(FeedFormat(rawValue: target))
        for crash in SavedCrash.all(target) {
            let (shades, issues) = CatalogReader.read(bytes: crash.bytes, options: FeedOptions(format: format))
            #expect(!shades.isEmpty || !issues.isEmpty, "\(crash)")
            #expect(issues.allSatisfy { $0.line > 0 && $0.column > 0 && !$0.message.isEmpty }, "\(crash)")
        }
    }
}
