import ShadeCatalog
import TestSupport
import Testing

/// What fuzzing once found, again: shades, or what is wrong and where.
struct CrashReplayTests {
    @Test(arguments: CatalogFormat.allCases.map(\.rawValue))
    func feed(_ target: String) throws {
        let format = try #require(CatalogFormat(rawValue: target))
        for crash in SavedCrash.all(target) {
            let (shades, issues) = CatalogReader.read(bytes: crash.bytes, format: format)
            #expect(!shades.isEmpty || !issues.isEmpty, "\(crash)")
            #expect(issues.allSatisfy { $0.line > 0 && $0.column > 0 && !$0.message.isEmpty }, "\(crash)")
        }
    }
}
