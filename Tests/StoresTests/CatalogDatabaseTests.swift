import Stores
import Testing

@Suite struct CatalogDatabaseTests {
    @Test func opens() throws { _ = try CatalogDatabase(path: "") }
}
