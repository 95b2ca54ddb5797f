import Consultation
import Stores
import Testing

/// Two retailers use the same ids and never see, change or remove each other's rows.
@Suite struct TenantWallTests {
    @Test(arguments: Backend.present) func sameIdsAreDifferentThings(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            for (index, tenant) in ["a", "b"].enumerated() {
                let time = Double(index + 1)
                try await store.begin("c", customer: "Ann", of: tenant, with: [.began(at: time)], at: time)
                let receipt = ConsentReceipt(
                    id: "r", consultation: "c", customer: "Ann", at: time, purposes: [tenant], version: "1")
                try await store.write([.receipt(receipt)], of: tenant)
                try await store.open(
                    Review(id: "v", consultation: "c", kind: .message, opened: time, note: tenant), of: tenant)
                let event = ShopEvent(id: "e", customer: "Ann", sku: tenant, kind: .kept, at: time)
                #expect(try await store.add([event], of: tenant).new == 1)
                _ = try await store.replaceCatalog(of: tenant, with: [UInt8(index)], name: tenant, shades: 1, at: time)
            }
            try await store.append([.consented(at: 9)], to: "c", of: "a", expecting: 1)
            _ = try await store.decide("v", of: "a", .approve, by: "x", because: nil, at: 2)
            _ = try await store.replaceCatalog(of: "a", with: [9], name: "new", shades: 1, at: 2)
            try await store.setPolicy("{}", of: "a")

            // Of `b`'s nothing has changed.
            let data = try await store.customer("Ann", of: "b")
            #expect(data.cases.map { $0.events.map(\.at) } == [[2]])
            #expect(data.cases.flatMap { $0.reviews.map(\.note) } == ["b"])
            #expect(data.receipts.map(\.purposes) == [["b"]])
            #expect(data.shopEvents.map(\.sku) == ["b"])
            #expect(try await store.reviews(of: "b", decided: false, limit: 9)?.map(\.note) == ["b"])
            #expect(try await store.loadCase("c", of: "b")?.version == 1)
            #expect(try await store.catalogNumber(of: "b") == 1)
            #expect(try await store.catalog(1, of: "b")?.feed == [1])
            #expect(try await store.tenant("b")?.policy == nil)

            _ = try await store.erase("Ann", of: "a", tombstone: "t", subject: [0], at: 3)
            let left = try await store.customer("Ann", of: "b")
            #expect((left.cases.count, left.receipts.count, left.shopEvents.count) == (1, 1, 1))
            #expect(left.cases.first?.reviews.count == 1)
        }
    }
}
