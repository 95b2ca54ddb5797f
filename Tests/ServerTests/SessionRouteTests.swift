import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Stores
import TestSupport
import Testing

@testable import Server

/// Stylists who sign in by password, on a real socket.
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct SessionRouteTests {
    @Test func whoSignsInGetsACookieThatScriptsAndOtherSitesDoNot() async throws {
        let shop = try await ShopFixture()
        try await SignedIn.add("kim", role: .admin, to: ShopFixture.tenant, in: shop.store)
        try await shop.application.application().test(.live) { client in
            let answer = try await client.trySignIn("KIM")
            #expect(answer.status == 201)
            let line = try #require(answer.setCookies.first)
            #expect(answer.setCookies.count == 1)
            #expect(line.hasPrefix("__Host-shadewise=sws_"))
            let attributes = Set(line.split(separator: ";").dropFirst().map { $0.trimmingCharacters(in: .whitespaces) })
            #expect(attributes == ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"])
            #expect(answer.response.headers[.cacheControl] == "no-store")
            #expect((answer.json["stylist"] as? [String: Any])?["role"] as? String == "admin")
            let kim = try SignedIn(answer)
            #expect(!answer.text.contains(kim.token))
            // Neither the token nor its proof lies in the database.
            #expect(try shop.databaseBytes.range(of: Data(kim.token.utf8)) == nil)
            #expect(try shop.databaseBytes.range(of: Data(kim.csrf.utf8)) == nil)

            let state = try await client.ask(.get, "/v1/session", key: nil, kim.cookie)
            #expect(state.status == 200)
            #expect(state["csrf"] == kim.csrf)
            #expect(state["tenant"] == ShopFixture.tenant)
            #expect(state.setCookies.isEmpty)
            // A token is no key, a key no session.
            #expect(try await client.ask(.get, "/v1/session", key: kim.token).status == 401)
            #expect(try await client.ask(.get, "/v1/session", key: shop.key).status == 401)
            let asCookie = ["Cookie": "__Host-shadewise=\(shop.key)"]
            #expect(try await client.ask(.get, "/v1/reviews", key: nil, asCookie).status == 401)
        }
    }

    @Test func eachSignInHasATokenOfItsOwnAndEndsTheOneBefore() async throws {
        let shop = try await ShopFixture()
        try await SignedIn.add("kim", to: ShopFixture.tenant, in: shop.store)
        try await shop.application.application().test(.live) { client in
            // A token that somebody else has put there is not taken over.
            let planted = "sws_planted"
            let first = try SignedIn(
                try await client.trySignIn("kim", SignedIn.password, to: "shop", headers(cookie: planted)))
            #expect(first.token != planted)
            let second = try SignedIn(
                try await client.trySignIn("kim", SignedIn.password, to: "shop", headers(cookie: first.token)))
            #expect(second.token != first.token)
            #expect(second.csrf != first.csrf)
            #expect(try await client.ask(.get, "/v1/session", key: nil, first.cookie).status == 401)
            #expect(try await client.ask(.get, "/v1/session", key: nil, second.cookie).status == 200)
            // From another browser both go on.
            let third = try await client.signIn("kim")
            for browser in [second, third] {
                #expect(try await client.ask(.get, "/v1/session", key: nil, browser.cookie).status == 200)
            }
            let out = try await client.ask(.delete, "/v1/session", key: nil, second.headers)
            #expect(out.status == 204)
            #expect(out.setCookies.first?.contains("Max-Age=0") == true)
            #expect(try await client.ask(.get, "/v1/session", key: nil, second.cookie)["code"] == "session_ended")
            #expect(try await client.ask(.get, "/v1/session", key: nil, third.cookie).status == 200)
        }
        let actions = try await shop.store.audit(of: ShopFixture.tenant, after: 0).map(\.action)
        #expect(actions.filter { $0 == "signed.in" }.count == 3)
        #expect(actions.filter { $0 == "signed.out" }.count == 1)
    }

    private func headers(cookie token: String) -> [String: String] { ["Cookie": "__Host-shadewise=\(token)"] }

    @Test func sessionsEndUnusedAfterHalfAnHourAndAllAfterTwelve() async throws {
        let clock = TestClock()
        let shop = try await ShopFixture(clock: clock)
        try await SignedIn.add("kim", to: ShopFixture.tenant, in: shop.store)
        try await shop.application.application().test(.live) { client in
            let kim = try await client.signIn("kim")
            func status() async throws -> Int {
                try await client.ask(.get, "/v1/session", key: nil, kim.cookie).status
            }
            let hash = Secret(text: kim.token).hash
            let began = clock.now
            clock.advance(50)
            #expect(try await status() == 200)
            #expect(try await shop.store.session(hash: hash)?.session.used == began)
            clock.advance(50)
            #expect(try await status() == 200)
            #expect(try await shop.store.session(hash: hash)?.session.used == clock.now)
            while clock.now + 1700 < began + 43_200 {
                clock.advance(1700)
                #expect(try await status() == 200)
            }
            clock.advance(1700)
            #expect(try await status() == 401)
            let idle = try await client.signIn("kim")
            clock.advance(1801)
            #expect(try await client.ask(.get, "/v1/session", key: nil, idle.cookie)["code"] == "session_ended")
            let swept = try await Sweeper(store: shop.store, actor: "test").sweep(at: clock.now)
            #expect(swept["sessions"] == 2)
        }
    }

    @Test func whatIsWrongIsNotToldAndGuessingIsSlowed() async throws {
        let clock = TestClock()
        let shop = try await ShopFixture(clock: clock)
        for login in ["kim", "lou"] { try await SignedIn.add(login, to: ShopFixture.tenant, in: shop.store) }
        let other = try await ShopFixture.addShop("other", to: shop.store)
        #expect(!other.isEmpty)
        let gone = try await SignedIn.add("gone", to: ShopFixture.tenant, in: shop.store)
        _ = try await shop.store.disableStylist(gone, of: ShopFixture.tenant, at: 1)
        try await shop.application.application().test(.live) { client in
            var texts: Set<String> = []
            for (login, password, tenant) in [
                ("kim", "another password", "shop"), ("nobody", SignedIn.password, "shop"),
                ("kim", SignedIn.password, "other"), ("kim", SignedIn.password, "no-shop"),
                ("gone", SignedIn.password, "shop"),
            ] {
                let answer = try await client.trySignIn(login, password, to: tenant)
                #expect(answer.status == 401)
                #expect(answer.setCookies.isEmpty)
                var told = answer.json
                told["instance"] = nil
                texts.insert("\(told.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })")
            }
            #expect(texts.count == 1, "all are refused alike")
            for _ in 0..<5 { #expect(try await client.trySignIn("lou", "another password").status == 401) }
            let paused = try await client.trySignIn("lou")
            #expect(paused.status == 429)
            #expect(paused["code"] == "sign_in_throttled")
            #expect(paused.response.headers[.retryAfter] == "30")
            #expect(try await client.trySignIn("kim").status == 201, "another login does not wait")
            clock.advance(31)
            #expect(try await client.trySignIn("lou").status == 201)
            #expect(try await client.trySignIn("lou", "another password").status == 401)
            #expect(try await client.trySignIn("lou").status == 201)
            // Bounds before work.
            #expect(try await client.trySignIn("kim", "").status == 400)
            #expect(try await client.trySignIn("kim", String(repeating: "x", count: 201)).status == 400)
            #expect(try await client.trySignIn("").status == 400)
        }
        // Refusals are written down afterwards; only those of people that there are.
        var refusals: [AuditRecord] = []
        try await eventually {
            refusals = try await shop.store.audit(of: ShopFixture.tenant, after: 0)
                .filter { $0.action == "signin.refused" }
            return refusals.count >= 8
        }
        #expect(refusals.count == 8)
        #expect(refusals.allSatisfy { $0.subject.hasPrefix("u_") && !$0.detail.contains("lou") })
    }

    @Test func otherSitesPagesDoNothingWithHerCookie() async throws {
        let shop = try await ShopFixture()
        try await SignedIn.add("kim", role: .admin, to: ShopFixture.tenant, in: shop.store)
        try await shop.application.application().test(.live) { client in
            let kim = try await client.signIn("kim")
            let lou = #"{"name": "Lou", "login": "lou", "password": "nine loud herons leaving"}"#
            for more in [
                [:], ["X-CSRF-Token": ""], ["X-CSRF-Token": "x"], ["X-CSRF-Token": kim.token],
                ["X-CSRF-Token": try await client.signIn("kim").csrf],
            ] {
                let answer = try await client.ask(
                    .post, "/v1/stylists", key: nil, json: lou, kim.cookie.merging(more) { $1 })
                #expect(answer.status == 403)
                #expect(answer["code"] == "csrf_token_missing")
            }
            for more in [
                ["Origin": "https://evil.example"], ["Origin": "null"], ["Origin": "http://localhost.evil.example"],
                ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
            ] {
                let answer = try await client.ask(
                    .post, "/v1/stylists", key: nil, json: lou, kim.headers.merging(more) { $1 })
                #expect(answer["code"] == "origin_not_allowed", "\(more)")
                #expect(try await client.trySignIn("kim", SignedIn.password, to: "shop", more).status == 403)
            }
            let own = ["Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"]
            let made = try await client.ask(
                .post, "/v1/stylists", key: nil, json: lou, kim.headers.merging(own) { $1 })
            #expect(made.status == 201, "\(made.text)")
        }
    }

    @Test func stylistsComeAndGo() async throws {
        let shop = try await ShopFixture()
        try await SignedIn.add("kim", role: .admin, to: ShopFixture.tenant, in: shop.store)
        try await shop.application.application().test(.live) { client in
            let kim = try await client.signIn("kim")
            func add(_ json: String, _ headers: [String: String]? = nil) async throws -> Answer {
                try await client.ask(.post, "/v1/stylists", key: nil, json: json, headers ?? kim.headers)
            }
            let made = try await add(#"{"name": "Lou", "login": "Lou", "password": "\#(SignedIn.password)"}"#)
            #expect(made.status == 201)
            #expect(made["login"] == "lou")
            #expect(!made.text.contains("password"))
            let id = try #require(made["id"])
            for (json, code) in [
                (#"{"name": "Lou", "login": "LOU", "password": "\#(SignedIn.password)"}"#, "login_taken"),
                (#"{"name": "L", "login": "l o", "password": "\#(SignedIn.password)"}"#, "invalid_login"),
                (#"{"name": "L", "login": "leo", "password": "short"}"#, "invalid_password"),
                (#"{"name": "L", "login": "otters", "password": "\#(SignedIn.password)"}"#, "invalid_password"),
                (#"{"name": "L", "login": "leo"}"#, "password_required"),
                (#"{"name": "L", "login": "leo", "role": "queen"}"#, "invalid_request"),
            ] { #expect(try await add(json)["code"] == code, "\(json)") }
            let lou = try await client.signIn("lou")
            // Without the role, nothing of the shop's.
            for (method, path) in [
                (HTTPRequest.Method.get, "/v1/stylists"), (.get, "/v1/keys"), (.get, "/v1/policy"),
                (.get, "/v1/webhooks"), (.get, "/v1/customers/anna"), (.get, "/v1/jobs/x"),
            ] {
                let answer = try await client.ask(method, path, key: nil, lou.headers)
                #expect((answer.status, answer["code"]) == (403, "role_missing"), "\(path)")
            }
            #expect(try await client.ask(.get, "/v1/keys", key: nil, kim.headers).status == 200)
            #expect(try await client.ask(.get, "/v1/customers/anna", key: nil, kim.headers).status == 403)
            #expect(
                try await client.ask(.delete, "/v1/stylists/\(kim.id)", key: nil, kim.headers)["code"]
                    == "own_account")
            #expect(try await client.ask(.delete, "/v1/stylists/\(id)", key: nil, kim.headers).status == 204)
            #expect(try await client.ask(.delete, "/v1/stylists/\(id)", key: nil, kim.headers).status == 404)
            // At once.
            #expect(try await client.ask(.get, "/v1/session", key: nil, lou.cookie).status == 401)
            #expect(try await client.trySignIn("lou").status == 401)
            let list = try await client.ask(.get, "/v1/stylists", key: shop.key)
            let people = try #require(list.json["stylists"] as? [[String: Any]])
            #expect(people.compactMap { $0["login"] as? String } == ["kim", "lou"])
            #expect(people.map { $0["disabled"] != nil } == [false, true])
        }
        let audit = try await shop.store.audit(of: ShopFixture.tenant, after: 0)
        #expect(audit.contains { $0.action == "stylist.made" && $0.actor.hasPrefix("stylist:u_") })
        #expect(audit.contains { $0.action == "stylist.disabled" })
        #expect(!audit.contains { $0.detail.contains("lou") })
    }

    @Test func anotherPasswordEndsAllSessions() async throws {
        let shop = try await ShopFixture()
        try await SignedIn.add("kim", to: ShopFixture.tenant, in: shop.store)
        try await shop.application.application().test(.live) { client in
            let (one, two) = (try await client.signIn("kim"), try await client.signIn("kim"))
            func change(_ old: String, _ new: String) async throws -> Answer {
                try await client.ask(
                    .put, "/v1/session/password", key: nil, json: #"{"old": "\#(old)", "new": "\#(new)"}"#,
                    one.headers)
            }
            let new = "nine loud herons leaving"
            #expect(try await change("no idea", new)["code"] == "wrong_password")
            #expect(try await change(SignedIn.password, "too short")["code"] == "invalid_password")
            #expect(try await change(SignedIn.password, "xxxxxxxxxxxxxxxx")["code"] == "invalid_password")
            #expect(try await client.ask(.get, "/v1/session", key: nil, two.cookie).status == 200)
            #expect(try await change(SignedIn.password, new).status == 204)
            for browser in [one, two] {
                #expect(try await client.ask(.get, "/v1/session", key: nil, browser.cookie).status == 401)
            }
            #expect(try await client.trySignIn("kim").status == 401)
            #expect(try await client.trySignIn("kim", new).status == 201)
            #expect(try !shop.databaseBytes.contains(Data(new.utf8)))
        }
    }

    @Test func aWeakHashIsMadeStrongerWhenSheSignsIn() async throws {
        let shop = try await ShopFixture { $0.passwordCost = PasswordCost(logRounds: 5, blockSize: 8, parallelism: 1) }
        try await SignedIn.add("kim", to: ShopFixture.tenant, in: shop.store)
        #expect(try await shop.store.stylist(login: "kim", of: "shop")?.password?.hasPrefix("scrypt$4$8$1$") == true)
        try await shop.application.application().test(.live) { client in
            _ = try await client.trySignIn("kim", "another password")
            #expect(
                try await shop.store.stylist(login: "kim", of: "shop")?.password?.hasPrefix("scrypt$4$8$1$") == true)
            for _ in 0..<2 {
                #expect(try await client.trySignIn("kim").status == 201)
                #expect(
                    try await shop.store.stylist(login: "kim", of: "shop")?.password?.hasPrefix("scrypt$5$8$1$")
                        == true)
            }
        }
    }

    /// Her work: what waits, the case, its photos, a measurement, a decision in her name.
    @Test func aStylistLooksAtCasesAndDecidesInHerName() async throws {
        let shop = try await ShopFixture()
        try await SignedIn.add("kim", to: ShopFixture.tenant, in: shop.store)
        try await shop.application.application().test(.live) { client in
            let id = try await client.begin(shop, consent: #""analysis": true, "retainImage": true, "review": true"#)
            #expect(try await client.send(ShopFixture.selfie(), to: id, of: shop).status == 201)
            let path = "/v1/consultations/\(id)"
            let review = try #require(try await client.ask(.post, path + "/contest", key: shop.key)["review"])
            let kim = try await client.signIn("kim")
            let list = try await client.ask(.get, "/v1/reviews", key: nil, kim.cookie)
            #expect((list.json["reviews"] as? [[String: Any]])?.first?["id"] as? String == review)
            let before = try await client.ask(.get, path, key: nil, kim.cookie)
            #expect(before.status == 200)
            // Reading what she is shown shows her nothing.
            #expect(try await client.ask(.get, path + "/recommendations", key: nil, kim.cookie).status == 200)
            let after = try await client.ask(.get, path, key: nil, kim.cookie)
            #expect(after.json["version"] as? Int == before.json["version"] as? Int)
            let images = try await client.ask(.get, path + "/images", key: nil, kim.cookie)
            let image = try #require((images.json["images"] as? [[String: Any]])?.first?["id"] as? String)
            let seen = try await client.ask(.get, path + "/images/\(image)", key: nil, kim.cookie)
            #expect(seen.status == 200)
            let measured = try await client.ask(
                .post, path + "/measurements", key: nil, json: #"{"lab": [55, 14, 18]}"#, kim.headers)
            #expect(measured.status == 201)
            #expect(try await client.ask(.get, "/v1/shades", key: nil, kim.cookie).status == 200)
            // A customer who did not agree is looked at when she asks for somebody, and not before.
            let unseen = "/v1/consultations/" + (try await client.begin(shop, customer: "bea", consent: ""))
            for route in ["", "/images", "/recommendations"] {
                let answer = try await client.ask(.get, unseen + route, key: nil, kim.cookie)
                #expect((answer.status, answer["code"]) == (403, "consent_required"), "\(route)")
            }
            _ = try await client.ask(.post, unseen + "/handoff", key: shop.key)
            #expect(try await client.ask(.get, unseen, key: nil, kim.cookie).status == 200)
            // She neither answers nor agrees for a customer.
            for (method, route) in [(HTTPRequest.Method.get, "/question"), (.post, "/handoff")] {
                let answer = try await client.ask(method, path + route, key: nil, kim.headers)
                #expect((answer.status, answer["code"]) == (403, "role_missing"))
            }
            let decision = "/v1/reviews/\(review)/decision"
            let nameless = try await client.ask(.post, decision, key: shop.key, json: #"{"decision": "approve"}"#)
            #expect(nameless["code"] == "name_required")
            let decided = try await client.ask(
                .post, decision, key: nil, json: #"{"decision": "approve", "by": "Somebody Else"}"#, kim.headers)
            #expect(decided.status == 200)
            #expect(decided["decidedBy"] == "Kim")
            let audit = try await shop.store.audit(of: ShopFixture.tenant, after: 0)
            let looked = audit.filter { $0.action == "image.read" }
            #expect(looked.map(\.actor) == ["stylist:\(kim.id)"])
            #expect(looked.map(\.subject) == [id])
            #expect(audit.last { $0.action == "review.decided" }?.actor == "stylist:\(kim.id)")
        }
    }
}

extension Data {
    fileprivate func contains(_ other: Data) -> Bool { range(of: other) != nil }
}
