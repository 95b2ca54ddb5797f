internal import Foundation

/// All that the service keeps, over either database. Extensions hold a topic each.
package struct Store: Sendable {
    package let database: any SQLDatabase

    /// Brings the schema up to date.
    /// - Throws: `StoreError`.
    package init(_ database: any SQLDatabase) async throws {
        self.database = NotingDatabase(base: database)
        try await Schema.migrate(database)
    }

    private init(migrated database: any SQLDatabase) { self.database = database }

    /// The same, by way of something around its database.
    package func through(_ wrap: (any SQLDatabase) -> any SQLDatabase) -> Store { Store(migrated: wrap(database)) }

    /// Whether the database answers.
    /// - Throws: `unavailable` when it does not.
    package func check() async throws { _ = try await database.read { session in try session.row("SELECT 1", []) } }
}

extension Store {
    /// A name that nothing else has: 128 random bits behind a word that says of what.
    package static func newID(_ prefix: String) -> String {
        var generator = SystemRandomNumberGenerator()
        let bits = (generator.next(), generator.next())
        func hex(_ word: UInt64) -> String {
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        return prefix + "_" + hex(bits.0) + hex(bits.1)
    }

    static func json(_ value: some Encodable) throws(StoreError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do { return String(decoding: try encoder.encode(value), as: UTF8.self) } catch {
            throw StoreError(code: .invalid, message: "a \(type(of: value)) cannot be written as JSON")
        }
    }

    static func value<Value: Decodable>(_ type: Value.Type, json text: String) throws(StoreError) -> Value {
        do { return try JSONDecoder().decode(type, from: Data(text.utf8)) } catch {
            throw StoreError(code: .damaged, message: "a stored \(type) cannot be read")
        }
    }
}
