import Stores
import Testing
@testable import PostgreSQL

@Suite struct PostgreSQLAddressTests {
    @Test func readsWhatAURLSays() throws {
        let address = try PostgreSQLAddress(
            "postgres://ann:p%40ss@db.example:5433/shop?sslmode=verify-full&connections=3&statement_timeout=2.5"
                + "&connect_timeout=7")
        let expected = [
            "user": "ann", "password": "p@ss", "host": "db.example", "port": "5433", "dbname": "shop",
            "sslmode": "verify-full",
        ]
        for (name, value) in expected { #expect(address.parameters[name] == value) }
        #expect((address.connections, address.statementTimeout, address.connectTimeout) == (3, 2.5, 7))
        #expect(address.parameters["connections"] == nil)
    }

    /// libpq alone would fall back to plain text without a word.
    @Test(arguments: [
        ("postgres://db.example/x", "require"), ("postgresql://10.0.0.1/x", "require"),
        ("postgres://localhost,db.example/x", "require"), ("postgres://db.example/x?sslmode=disable", "disable"),
        ("postgres://localhost/x", nil), ("postgres://127.0.0.1/x", nil), ("postgres:///x?host=/tmp", nil),
        ("postgres://%2Ftmp/x", nil), ("postgres:///x", nil), ("postgres:///x?host=db.example", "require"),
        ("postgres://localhost/x?hostaddr=10.0.0.1", "require"),
    ]) func farServersAreSpokenWithInSecret(_ text: String, _ mode: String?) throws {
        #expect(try PostgreSQLAddress(text).parameters["sslmode"] == mode)
    }

    @Test(arguments: [
        "postgres://u:canary@h:port/x", "postgres://u:canary@h/x?nonsense=1", "http://u:canary@h/x", "canary",
        "postgres://u:canary@[::1/x", "postgres://u:canary@h/x?connections=0", "postgres://u:%zzcanary@h/x",
        "postgres://u:canary@h/x?connections=", "postgres://u:canary@h/x?statement_timeout=never",
    ]) func misunderstoodIsNotRepeated(_ text: String) throws {
        do throws(StoreError) {
            _ = try PostgreSQLAddress(text)
            Issue.record("\(text) was understood")
        } catch {
            #expect(error.code == .misconfigured)
            #expect(!error.description.contains("canary"))
        }
    }

    @Test(arguments: [
        ("SELECT ?", "SELECT $1"), ("? ?? ?", "$1 $2$3 $4"), ("'?' ?", "'?' $1"), ("'it''s ?' ?", "'it''s ?' $1"),
        (#""a?""?" = ?"#, #""a?""?" = $1"#), ("a -- ?\n?", "a -- ?\n$1"), ("a - ? --?", "a - $1 --?"),
        ("/* ? '*/ ?", "/* ? '*/ $1"), ("/* /* ? */ ? */ ?", "/* /* ? */ ? */ $1"), ("'/*' ? '*/'", "'/*' $1 '*/'"),
        ("ä ? '🧡?'", "ä $1 '🧡?'"), ("", ""), ("'open ?", "'open ?"),
        (String(repeating: "?,", count: 11), "$1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,"),
    ]) func placesAreNumbered(_ statement: String, _ numbered: String) {
        #expect(numberedPlaceholders(statement) == numbered)
    }
}
