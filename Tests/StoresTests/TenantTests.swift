import Consultation
import Stores
import Testing

/// Retailers, their keys, their browsers' tokens.
@Suite struct TenantTests {
    @Test(arguments: Backend.present) func tenantsComeBackAndKeepTheirIds(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            let tenant = Tenant(
                id: "Z-shop", name: "Zoë’s", policy: "{}", origins: ["https://shop.example"], isSandbox: true)
            try await store.add(tenant, at: 5)
            #expect(try await store.tenant("Z-shop") == tenant)
            #expect(try await store.tenant("z-shop") == nil)
            // By bytes: capitals in front, whatever the server's language.
            #expect(try await store.tenants().map(\.id) == ["Z-shop", "a", "b"])
            #expect(await code { try await store.add(tenant, at: 6) } == .conflict)
            try await store.setPolicy("{\"x\":1}", of: "Z-shop")
            #expect(try await store.tenant("Z-shop")?.policy == "{\"x\":1}")
            #expect(try await store.tenant("a")?.policy == nil)
            try await store.setOrigins(["https://b.example"], of: "Z-shop")
            #expect(try await store.tenant("Z-shop")?.origins == ["https://b.example"])
            #expect(try await store.tenant("a")?.origins == [])
        }
    }

    @Test(arguments: Backend.present) func keysAreFoundByTheirHashOnly(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            let (one, two): ([UInt8], [UInt8]) = ([0, 1, 2], [0, 1])
            let key = APIKey(id: "k", tenant: "a", name: "first", scopes: ["admin", "consult"], created: 2, expires: 9)
            try await store.add(key, hash: one)
            let found = try await store.key(hash: one)
            #expect(found?.key == key)
            #expect(found?.tenant.id == "a")
            #expect(try await store.key(hash: two) == nil)
            // The hash belongs to one key, the id to one of a tenant.
            let other = APIKey(id: "k", tenant: "b", name: "first", scopes: [], created: 2)
            #expect(await code { try await store.add(other, hash: one) } == .conflict)
            try await store.add(other, hash: two)
            let stray = APIKey(id: "q", tenant: "no", name: "", scopes: [], created: 1)
            #expect(await code { try await store.add(stray, hash: [9]) } == .conflict)
        }
    }

    @Test(arguments: Backend.present) func keysEndAreUsedAndAreRemoved(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            for (index, expires) in [nil, 10.0, 100.0].enumerated() {
                let key = APIKey(
                    id: "k\(index)", tenant: "a", name: "", scopes: [], created: Double(3 - index), expires: expires)
                try await store.add(key, hash: [UInt8(index)])
                try await store.write([.keyEnd("k\(index)", at: 50)], of: "a")
            }
            #expect(try await store.keys(of: "a").map(\.id) == ["k2", "k1", "k0"])
            // Never later than it would have ended.
            #expect(try await store.keys(of: "a").map(\.expires) == [50, 10, 50])
            try await store.noteUse(ofKey: "k1", of: "a", at: 7.5)
            #expect(try await store.key(hash: [1])?.key.used == 7.5)
            #expect(try await !store.removeKey("k1", of: "b"))
            #expect(try await store.removeKey("k1", of: "a"))
            #expect(try await !store.removeKey("k1", of: "a"))
            #expect(try await store.key(hash: [1]) == nil)
        }
    }

    @Test(arguments: Backend.present) func tokensAreForOneCaseAndAreDroppedInTime(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await store.begin("c", customer: nil, of: "a", with: [.began(at: 1)], at: 1)
            let token = ClientToken(tenant: "a", consultation: "c", expires: 10)
            try await store.write([.clientToken(token, hash: [1])], of: "a")
            #expect(try await store.client(hash: [1]) == token)
            #expect(try await store.client(hash: [2]) == nil)
            #expect(await code { try await store.write([.clientToken(token, hash: [1])], of: "a") } == .conflict)
            let stray = ClientToken(tenant: "b", consultation: "c", expires: 10)
            #expect(await code { try await store.write([.clientToken(stray, hash: [3])], of: "b") } == .conflict)
            let next = ClientToken(tenant: "a", consultation: "c", expires: 90)
            try await store.write([.clientToken(next, hash: [4])], of: "a")
            #expect(try await store.removeEndedTokens(before: 11) == 1)
            #expect(try await store.client(hash: [1]) == nil)
            #expect(try await store.client(hash: [4])?.expires == 90)
        }
    }
}
