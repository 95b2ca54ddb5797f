import Server
import Stores
import Testing

struct OrderTableTests {
    @Test func rowsBecomeEventsAndFaultsNameTheirLines() throws {
        var table = try OrderTable(
            """
            at,customer,sku,kind,text,reason
            2026-11-01T10:00:00Z,c-1,A-1,purchased,,
            2026-11-05T10:00:00Z,c-1,A-1,returned,"Too ""grey"",
            really",colour

            2026-11-05,c-2,A-1,returned,,
            2026-11-05T10:00:00Z,c-2,A-1,eaten,,
            2026-11-05T10:00:00Z,c-2
            """)
        let begun = table.next(2)
        let first = try #require(begun)
        #expect(first.events.map(\.kind) == [.purchased, .returned])
        #expect(first.events[1].text == "Too \"grey\",\nreally")
        #expect(first.events[1].reason == "colour")
        let left = table.next(100)
        let rest = try #require(left)
        #expect(rest.events.isEmpty)
        #expect(rest.faults.map(\.line) == [6, 7, 8])
        let end = table.next(100)
        #expect(end == nil)
        #expect(table.rows == 5)
    }

    @Test func theSameRowHasTheSameName() throws {
        let text = "customer,sku,kind,at\nc-1,A,kept,2026-11-01T10:00:00Z\n"
        var (one, other) = (try OrderTable(text), try OrderTable(text + "c-2,A,kept,2026-11-01T10:00:00Z\n"))
        let (first, second) = (one.next(9)?.events ?? [], other.next(9)?.events ?? [])
        #expect(first[0].id == second[0].id)
        #expect(second[0].id != second[1].id)
    }

    @Test func aHeaderWithoutItsColumnsIsTold() {
        #expect(throws: OrderTable.HeaderError.self) { try OrderTable("customer;sku\n") }
        #expect(throws: OrderTable.HeaderError.self) { try OrderTable("") }
    }
}
