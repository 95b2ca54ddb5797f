import Stores
import Testing

/// People who sign in, and their sessions.
@Suite struct StylistTests {
    private static func kim(_ tenant: String = "a", login: String = "Kim@Shop.example") -> Stylist {
        Stylist(id: "u", tenant: tenant, name: "Kim", login: login, role: .admin, created: 1)
    }

    private static func session(_ tenant: String = "a", used: Double = 10, expires: Double = 100) -> StylistSession {
        StylistSession(tenant: tenant, stylist: "u", created: 10, used: used, expires: expires)
    }

    @Test(arguments: Backend.present) func loginsAreOncePerShopInWhateverLetters(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await store.add(Self.kim(), password: "h")
            let again = Stylist(
                id: "u2", tenant: "a", name: "K", login: "KIM@shop.EXAMPLE", role: .stylist, created: 2)
            #expect(await code { try await store.add(again, password: nil) } == .conflict)
            try await store.add(Self.kim("b"), password: nil)
            let found = try #require(try await store.stylist(login: "kIM@SHOP.example", of: "a"))
            #expect(found.stylist == Self.kim())
            #expect(found.stylist.login == "kim@shop.example")
            #expect(found.password == "h")
            #expect(try await store.stylist("u", of: "b")?.password == nil)
            #expect(try await store.stylist(login: "kim", of: "a") == nil)
            #expect(try await store.stylists(of: "a").map(\.id) == ["u"])
            let stray = Stylist(id: "x", tenant: "no", name: "", login: "x", role: .stylist, created: 2)
            #expect(await code { try await store.add(stray, password: nil) } == .conflict)
        }
    }

    @Test(arguments: Backend.present) func disablingEndsAllSessionsOfHers(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            for tenant in ["a", "b"] { try await store.add(Self.kim(tenant), password: "h") }
            for (index, tenant) in ["a", "a", "b"].enumerated() {
                try await store.begin(Self.session(tenant), hash: [UInt8(index)], proof: .password(hash: "h"))
            }
            #expect(try await store.session(hash: [0])?.session == Self.session())
            #expect(try await store.session(hash: [0])?.stylist.id == "u")
            #expect(try await store.session(hash: [0])?.tenant.id == "a")
            #expect(try await !store.disableStylist("no", of: "a", at: 20))
            #expect(try await store.disableStylist("u", of: "a", at: 20))
            #expect(try await !store.disableStylist("u", of: "a", at: 21))
            for hash: [UInt8] in [[0], [1]] { #expect(try await store.session(hash: hash) == nil) }
            #expect(try await store.session(hash: [2]) != nil)
            #expect(try await store.stylists(of: "a").first?.disabled == 20)
            #expect(
                await code {
                    try await store.begin(Self.session(), hash: [7], proof: .password(hash: "h"))
                } == .conflict)
        }
    }

    @Test(arguments: Backend.present) func anotherPasswordEndsAllSessionsOfHers(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await store.add(Self.kim(), password: "old")
            try await store.begin(Self.session(), hash: [0], proof: .password(hash: "old"))
            #expect(try await !store.setPassword("new", ofStylist: "u", of: "a", inPlaceOf: "other"))
            #expect(try await !store.setPassword("new", ofStylist: "u", of: "b"))
            #expect(try await store.session(hash: [0]) != nil)
            #expect(try await store.setPassword("new", ofStylist: "u", of: "a", inPlaceOf: "old"))
            #expect(try await store.session(hash: [0]) == nil)
            // Who was let in by the old one just before has no session.
            #expect(
                await code {
                    try await store.begin(Self.session(), hash: [1], proof: .password(hash: "old"))
                } == .conflict)
            try await store.begin(
                Self.session(), hash: [1], proof: .password(hash: "new"),
                along: [.rehashed("costly", ofStylist: "u", from: "new")])
            #expect(try await store.stylist("u", of: "a")?.password == "costly")
            try await store.write([.rehashed("lost", ofStylist: "u", from: "new")], of: "a")
            #expect(try await store.stylist("u", of: "a")?.password == "costly")
            _ = try await store.disableStylist("u", of: "a", at: 2)
            #expect(try await !store.setPassword("x", ofStylist: "u", of: "a", inPlaceOf: "costly"))
            #expect(try await store.setPassword("x", ofStylist: "u", of: "a", enabling: true))
            #expect(try await store.stylist("u", of: "a")?.stylist.disabled == nil)
        }
    }

    @Test(arguments: Backend.present) func sessionsEndAndAreSwept(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await store.add(Self.kim(), password: nil)
            for (index, times) in [(10.0, 100.0), (10, 40), (60, 100)].enumerated() {
                try await store.begin(
                    Self.session(used: times.0, expires: times.1), hash: [UInt8(index)], proof: .identity)
            }
            #expect(
                await code { try await store.begin(Self.session(), hash: [0], proof: .identity) } == .conflict)
            try await store.noteUse(ofSession: [0], of: "b", at: 70)
            #expect(try await store.session(hash: [0])?.session.used == 10)
            try await store.noteUse(ofSession: [0], of: "a", at: 70)
            #expect(try await store.session(hash: [0])?.session.used == 70)
            #expect(try await store.removeEndedSessions(before: 50, unusedSince: 20) == 1)
            #expect(try await store.removeEndedSessions(before: 50, unusedSince: 65) == 1)
            #expect(try await store.session(hash: [0]) != nil)
            #expect(try await !store.endSession(hash: [0], of: "b"))
            #expect(try await store.endSession(hash: [0], of: "a"))
            #expect(try await !store.endSession(hash: [0], of: "a"))
        }
    }

    @Test(arguments: Backend.present) func aStateIsTakenOnceAndASubjectIsOnes(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await store.add(Self.kim(), password: nil)
            let other = Stylist(id: "u2", tenant: "a", name: "Lou", login: "lou", role: .stylist, created: 2)
            try await store.add(other, password: nil)
            try await store.begin(
                Self.session(), hash: [0], proof: .identity,
                along: [.used(state: [1], until: 50), .subject("s", ofStylist: "u")])
            #expect(try await store.stylist(subject: "s", of: "a")?.id == "u")
            #expect(try await store.stylist(subject: "s", of: "b") == nil)
            let repeated = await code {
                try await store.begin(
                    Self.session(), hash: [2], proof: .identity, along: [.used(state: [1], until: 50)])
            }
            #expect(repeated == .conflict)
            #expect(try await store.session(hash: [2]) == nil)
            #expect(await code { try await store.write([.subject("s", ofStylist: "u2")], of: "a") } == .conflict)
            #expect(await code { try await store.write([.subject("t", ofStylist: "u")], of: "a") } == .conflict)
            _ = try await store.removeEndedSessions(before: 60, unusedSince: 0)
            try await store.write([.used(state: [1], until: 90)], of: "a")
        }
    }

    @Test(arguments: Backend.present) func anotherIssuerKnowsNobodyYet(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await store.add(Self.kim(), password: nil)
            func set(_ issuer: String) async throws {
                try await store.set(
                    IdentityProvider(
                        tenant: "a", issuer: issuer, client: "c", secret: issuer == "i" ? [1] : nil, site: "s"), at: 1)
            }
            #expect(try await store.identityProvider(of: "a") == nil)
            try await set("i")
            #expect(try await store.identityProvider(of: "a")?.secret == [1])
            #expect(try await store.identityProvider(of: "b") == nil)
            try await store.write([.subject("s", ofStylist: "u")], of: "a")
            try await set("i")
            #expect(try await store.stylist(subject: "s", of: "a") != nil)
            try await set("j")
            #expect(try await store.stylist(subject: "s", of: "a") == nil)
            #expect(try await store.identityProvider(of: "a")?.secret == nil)
            #expect(try await store.removeIdentityProvider(of: "a"))
            #expect(try await !store.removeIdentityProvider(of: "a"))
        }
    }
}
