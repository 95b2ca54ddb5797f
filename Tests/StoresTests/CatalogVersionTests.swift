import Stores
import Testing

/// Versions of catalogs, as feeds.
@Suite struct CatalogVersionTests {
    @Test(arguments: Backend.present) func tenVersionsAreKept(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            #expect(try await store.catalogNumber(of: "a") == nil)
            for number in 1...12 {
                let given = try await store.replaceCatalog(
                    of: "a", with: [UInt8(number), 0], name: "n\(number)", shades: number, at: 1)
                #expect(given == number)
            }
            #expect(try await store.catalogNumber(of: "a") == 12)
            #expect(try await store.catalogNumber(of: "b") == nil)
            #expect(try await store.catalog(2, of: "a") == nil)
            #expect(try await store.catalog(3, of: "a")?.feed == [3, 0])
            #expect(try await store.catalog(12, of: "a")?.name == "n12")
            #expect(try await store.catalog(12, of: "b") == nil)
        }
    }

    @Test(arguments: Backend.present) func whoMeansAnotherVersionIsRefused(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            func replace(_ live: String?) async throws -> Int {
                try await store.replaceCatalog(
                    of: "a", with: [2], name: "two", shades: 1, at: 1, ifLive: { $0 == live })
            }
            #expect(await code { try await replace("one") } == .conflict)
            let first = try await replace(nil)
            #expect(first == 1)
            #expect(await code { try await replace("one") } == .conflict)
            #expect(try await replace("two") == 2)
            #expect(try await store.catalogNumber(of: "a") == 2)
        }
    }

    @Test(arguments: Backend.present) func manyAtOnceEachGetANumber(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<10 {
                    group.addTask {
                        try await store.replaceCatalog(of: "a", with: [0], name: "n\(number)", shades: 1, at: 1)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(numbers.sorted() == Array(1...10))
        }
    }

    @Test(arguments: Backend.present) func largeFeedComesBack(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            let feed = (0..<20 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            _ = try await store.replaceCatalog(of: "a", with: feed, name: "large", shades: 1, at: 1)
            #expect(try await store.catalog(1, of: "a")?.feed == feed)
        }
    }
}
