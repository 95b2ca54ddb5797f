import Foundation
import HTTPTypes
import HummingbirdTesting
import Stores
import TestSupport
import Testing

@testable import Server

/// Signing in by a shop's identity provider, against one on loopback.
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct ProviderRouteTests {
    /// The shop's service, its provider, and the browser of somebody who signs in.
    private struct Scene {
        let shop: ShopFixture
        let issuer: LocalIssuer
        let client: any TestClientProtocol
        let clock: TestClock

        /// Goes to the provider.
        /// - Returns: What the browser keeps, and what the provider sends it back with.
        func begin() async throws -> (cookie: String, code: String, state: String) {
            let answer = try await client.ask(.get, "/v1/session/oidc?tenant=shop", key: nil)
            guard answer.status == 302, let location = answer.response.headers[.location],
                let cookie = answer.cookies["__Host-shadewise-provider"]
            else { throw Failure(description: answer.text) }
            let (code, state) = await issuer.authorize(location)
            return (cookie, code, state)
        }

        /// Comes back.
        func end(_ cookie: String?, code: String, state: String) async throws -> Answer {
            try await client.ask(
                .get, "/v1/session/oidc/shop/callback?code=\(code)&state=\(state)", key: nil,
                cookie.map { ["Cookie": "__Host-shadewise-provider=\($0)"] } ?? [:])
        }

        /// There and back.
        func signIn() async throws -> Answer {
            let (cookie, code, state) = try await begin()
            return try await end(cookie, code: code, state: state)
        }
    }

    private func withScene(
        allowsPrivate: Bool = true, _ work: @escaping @Sendable (Scene) async throws -> Void
    ) async throws {
        let clock = TestClock()
        let shop = try await ShopFixture(clock: clock) { $0.allowsPrivateProviders = allowsPrivate }
        let issuer = try LocalIssuer(clock: { clock.now })
        try await issuer.application.test(.live) { other in
            let url = "http://localhost:\(other.port ?? 0)"
            await issuer.listens(at: url)
            try await IdentityProviders.set(
                issuer: url, client: LocalIssuer.client, secret: LocalIssuer.secret, site: "https://shades.example",
                of: ShopFixture.tenant, in: shop.store, master: MasterKey(base64: ShopFixture.masterKey))
            try await shop.application.application().test(.live) { client in
                try await work(Scene(shop: shop, issuer: issuer, client: client, clock: clock))
            }
        }
    }

    @Test func whomTheAdminHasMadeIsLetIn() async throws {
        try await withScene { scene in
            try await SignedIn.add("kim@shop.example", to: "shop", in: scene.shop.store)
            let begun = try await scene.client.ask(.get, "/v1/session/oidc?tenant=shop", key: nil)
            let line = try #require(begun.setCookies.first)
            for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600"] {
                #expect(line.contains("; \(attribute)"))
            }
            let location = try #require(begun.response.headers[.location])
            #expect(location.contains("/authorize?tenant=x&response_type=code&client_id=shadewise%20client&"))
            #expect(
                location.contains("redirect_uri=https%3A%2F%2Fshades.example%2Fv1%2Fsession%2Foidc%2Fshop%2Fcallback"))

            for way in [LocalIssuer.Way.elliptic, .rsa] {
                await scene.issuer.sign(way) { $0.email = "KIM@shop.example" }
                let answer = try await scene.signIn()
                #expect(answer.status == 303, "\(answer.text)")
                #expect(answer.response.headers[.location] == "/console")
                let token = try #require(answer.cookies["__Host-shadewise"])
                #expect(answer.cookies["__Host-shadewise-provider"]?.isEmpty == true)
                let state = try await scene.client.ask(
                    .get, "/v1/session", key: nil, ["Cookie": "__Host-shadewise=\(token)"])
                #expect((state.json["stylist"] as? [String: Any])?["login"] as? String == "kim@shop.example")
            }
            #expect(await scene.issuer.faults == [])
            #expect(await scene.issuer.keyReads == 1, "keys are remembered")
            // From now on she is whom the provider means, whatever her address is.
            await scene.issuer.sign { $0.email = nil }
            #expect(try await scene.signIn().status == 303)
            await scene.issuer.sign { $0.sub = "subject-2" }
            #expect(try await scene.signIn()["code"] == "stylist_unknown")
            let stored = try await scene.shop.store.identityProvider(of: "shop")?.secret
            #expect(try #require(stored).count > 0)
            #expect(try scene.shop.databaseBytes.range(of: Data(LocalIssuer.secret.utf8)) == nil)
            guard case .sound = try await scene.shop.store.verifyAudit(of: "shop") else {
                Issue.record("the audit log is broken")
                return
            }
        }
    }

    @Test func nobodyIsLetInWhomTheAdminHasNotMade() async throws {
        try await withScene { scene in
            #expect(try await scene.signIn()["code"] == "stylist_unknown")
            let id = try await SignedIn.add("kim@shop.example", to: "shop", in: scene.shop.store)
            for verified in [false, nil] as [Bool?] {
                await scene.issuer.sign { $0.emailVerified = verified }
                #expect(try await scene.signIn()["code"] == "stylist_unknown")
            }
            await scene.issuer.sign()
            #expect(try await scene.signIn().status == 303)
            _ = try await scene.shop.store.disableStylist(id, of: "shop", at: 1)
            #expect(try await scene.signIn()["code"] == "stylist_unknown")
            #expect(try await scene.shop.store.stylists(of: "shop").count == 1)
        }
    }

    @Test func whatIsWrongWithATokenRefusesIt() async throws {
        try await withScene { scene in
            try await SignedIn.add("kim@shop.example", to: "shop", in: scene.shop.store)
            let now = Int(scene.clock.now)
            let wrong: [(String, LocalIssuer.Way, @Sendable (inout LocalIssuer.Claims) -> Void)] = [
                ("nonce", .elliptic, { $0.nonce = "another" }), ("no nonce", .elliptic, { $0.nonce = nil }),
                ("issuer", .elliptic, { $0.iss = "https://evil.example" }),
                ("audience", .elliptic, { $0.aud = ["another"] }), ("no audience", .elliptic, { $0.aud = [] }),
                ("several audiences", .elliptic, { $0.aud.append("another") }),
                ("party", .elliptic, { $0.azp = "another" }),
                ("expired", .elliptic, { $0.exp = now - 61 }), ("not yet", .elliptic, { $0.iat = now + 120 }),
                ("nobody", .elliptic, { $0.sub = "" }),
                ("unsigned", .unsigned, { _ in }), ("signed with what all know", .secretIsPublicKey, { _ in }),
                ("a stranger's key", .strangersKey, { _ in }),
            ]
            for (what, way, change) in wrong {
                await scene.issuer.sign(way, change)
                let answer = try await scene.signIn()
                #expect((answer.status, answer["code"]) == (401, "identity_refused"), "\(what): \(answer.text)")
                #expect(answer.cookies["__Host-shadewise"] == nil)
            }
            await scene.issuer.sign {
                $0.aud.append("another")
                $0.azp = LocalIssuer.client
            }
            #expect(try await scene.signIn().status == 303)
        }
    }

    @Test func aNewKeyIsReadOnceAMinuteAtMost() async throws {
        try await withScene { scene in
            try await SignedIn.add("kim@shop.example", to: "shop", in: scene.shop.store)
            #expect(try await scene.signIn().status == 303)
            await scene.issuer.rotate(to: "second")
            #expect(try await scene.signIn()["code"] == "identity_refused")
            #expect(await scene.issuer.keyReads == 1)
            scene.clock.advance(61)
            #expect(try await scene.signIn().status == 303)
            #expect(await scene.issuer.keyReads == 2)
            // Names that are made up do not have it asked again and again.
            await scene.issuer.rotate(to: "third")
            for _ in 0..<5 { #expect(try await scene.signIn().status == 401) }
            #expect(await scene.issuer.keyReads == 2)
        }
    }

    @Test func whoComesAtTheSameTimeWaitsForOneRead() async throws {
        try await withScene { scene in
            try await SignedIn.add("kim@shop.example", to: "shop", in: scene.shop.store)
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<6 { group.addTask { try await scene.signIn() } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.map(\.status) == Array(repeating: 303, count: 6), "\(answers.map(\.text))")
            #expect(await scene.issuer.documentReads == 1)
            #expect(await scene.issuer.keyReads == 1)
        }
    }

    /// That its keys cannot be read says nothing about whether there is such a key.
    @Test func aProviderThatIsAwayIsAskedAgainSoon() async throws {
        try await withScene { scene in
            try await SignedIn.add("kim@shop.example", to: "shop", in: scene.shop.store)
            #expect(try await scene.signIn().status == 303)
            scene.clock.advance(61)
            await scene.issuer.rotate(to: "second")
            await scene.issuer.goes(down: true)
            for _ in 0..<2 {
                let answer = try await scene.signIn()
                #expect((answer.status, answer["code"]) == (502, "provider_unavailable"))
            }
            #expect(await scene.issuer.keyReads == 2)
            await scene.issuer.goes(down: false)
            scene.clock.advance(6)
            #expect(try await scene.signIn().status == 303)
        }
    }

    @Test func whomAnOldProviderHasLetInSignsInAnew() async throws {
        try await withScene { scene in
            let (shop, store) = (ShopFixture.tenant, scene.shop.store)
            try await SignedIn.add("kim@shop.example", to: shop, in: store)
            try await SignedIn.add("lee@shop.example", to: shop, in: store)
            let byPassword = try await scene.client.signIn("lee@shop.example")
            let token = try #require(try await scene.signIn().cookies["__Host-shadewise"])
            let begun = try await scene.begin()
            let cookie = ["Cookie": "__Host-shadewise=\(token)"]
            #expect(try await scene.client.ask(.get, "/v1/session", key: nil, cookie).status == 200)
            #expect(try await IdentityProviders.remove(of: shop, in: store))
            #expect(try await scene.client.ask(.get, "/v1/session", key: nil, cookie).status == 401)
            #expect(try await scene.end(begun.cookie, code: begun.code, state: begun.state).status == 404)
            #expect(try await scene.client.ask(.get, "/v1/session", key: nil, byPassword.headers).status == 200)
            let provider = IdentityProvider(
                tenant: shop, issuer: "https://a.example", client: "c", secret: nil, site: "")
            try await store.set(provider, at: 1, along: [.unchanged(issuer: provider.issuer)])
            await #expect(throws: StoreError.self) {
                try await store.set(provider, at: 1, along: [.unchanged(issuer: "https://b.example")])
            }
        }
    }

    @Test func aSignInIsOfTheBrowserThatBeganItAndOnce() async throws {
        try await withScene { scene in
            try await SignedIn.add("kim@shop.example", to: "shop", in: scene.shop.store)
            let (cookie, code, state) = try await scene.begin()
            // Another's code in this browser, or this one's in another.
            let other = try await scene.begin()
            #expect(try await scene.end(nil, code: code, state: state)["code"] == "identity_refused")
            #expect(try await scene.end(other.cookie, code: code, state: state)["code"] == "identity_refused")
            #expect(try await scene.end(cookie, code: other.code, state: other.state)["code"] == "identity_refused")
            // A code of another sign-in fails at the provider: its verifier is another.
            #expect(try await scene.end(cookie, code: other.code, state: state)["code"] == "identity_refused")
            for bad in ["", "shop", "shop.", "shop.AAAA", "no-shop." + (cookie.split(separator: ".").last ?? "")] {
                let answer = try await scene.end(bad, code: code, state: state)
                #expect([401, 404].contains(answer.status), "\(bad): \(answer.status)")
            }
            #expect(try await scene.end(cookie, code: code, state: state).status == 303)
            #expect(try await scene.end(cookie, code: code, state: state)["code"] == "identity_refused")
            let late = try await scene.begin()
            scene.clock.advance(601)
            #expect(try await scene.end(late.cookie, code: late.code, state: late.state)["code"] == "identity_refused")
            #expect(try await scene.client.ask(.get, "/v1/session/oidc?tenant=other", key: nil).status == 404)
            #expect(try await scene.client.ask(.get, "/v1/session/oidc", key: nil).status == 400)
        }
    }

    /// A provider that gives two codes for one request, as one that was taken over may.
    @Test func aStateIsTakenOnce() async throws {
        try await withScene { scene in
            try await SignedIn.add("kim@shop.example", to: "shop", in: scene.shop.store)
            let begun = try await scene.client.ask(.get, "/v1/session/oidc?tenant=shop", key: nil)
            let (location, cookie) = (
                try #require(begun.response.headers[.location]),
                try #require(begun.cookies["__Host-shadewise-provider"])
            )
            let (first, second) = (
                await scene.issuer.authorize(location), await scene.issuer.authorize(location)
            )
            #expect(try await scene.end(cookie, code: first.code, state: first.state).status == 303)
            let again = try await scene.end(cookie, code: second.code, state: second.state)
            #expect((again.status, again["code"]) == (401, "identity_refused"))
        }
    }

    @Test func withoutAMasterKeyOneIsToldToComeLater() async throws {
        let shop = try await ShopFixture(master: nil)
        let provider = IdentityProvider(
            tenant: ShopFixture.tenant, issuer: "https://a.example", client: "c", secret: nil,
            site: "https://shades.example")
        try await shop.store.set(provider, at: 1, along: [])
        try await shop.application.application().test(.router) { client in
            let answer = try await client.ask(.get, "/v1/session/oidc?tenant=shop", key: nil)
            #expect((answer.status, answer["code"]) == (503, "provider_unavailable"))
            #expect(answer.response.headers[.retryAfter] == "60")
        }
    }

    @Test func providersInPrivateNetworksAreNotCalled() async throws {
        try await withScene(allowsPrivate: false) { scene in
            let answer = try await scene.client.ask(.get, "/v1/session/oidc?tenant=shop", key: nil)
            #expect((answer.status, answer["code"]) == (502, "provider_unavailable"))
            #expect(!answer.text.contains("localhost"))
        }
    }
}
