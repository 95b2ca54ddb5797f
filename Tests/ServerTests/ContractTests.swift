import Foundation
import HTTPTypes
import HummingbirdTesting
import Server
import Stores
import Testing
import TestSupport
import Yams

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct ContractTests {
    @Test func methodsThatAPathHasNotAreNamed() async throws {
        try await TestService().run { shop in
            let answer = try await shop.send(.patch, "/v1/policy")
            #expect((answer.status, answer.code) == (405, "method_not_allowed"))
            #expect(answer.headers[.allow] == "GET, HEAD, PUT")
            for method in ["PROPFIND", "QUERY", "PURGE", "M-SEARCH"] {
                let odd = try await shop.send(try #require(HTTPRequest.Method(method)), "/v1/policy")
                #expect((odd.status, odd.code) == (405, "method_not_allowed"), "\(method)")
                #expect(odd.headers[.allow] == "GET, HEAD, PUT")
            }
            let head = try await shop.send(.head, "/v1/policy")
            #expect(head.status == 200)
            #expect(head.data.isEmpty)
            #expect(try await shop.get("/v1/nothing").code == "not_found")
        }
    }

    @Test func everyAnswerNamesItsRequest() async throws {
        try await TestService().run { shop in
            let named = try await shop.get("/v1/policy", headers: ["X-Request-Id": "abc-1"])
            #expect(named.headers[HTTPField.Name("X-Request-Id")!] == "abc-1")
            let odd = try await shop.get("/v1/policy", headers: ["X-Request-Id": "no names, please"])
            #expect(odd.headers[HTTPField.Name("X-Request-Id")!]?.count == 36)
        }
    }

    @Test func shadesComeByPagesAndAreKnownByTheirTag() async throws {
        try await TestService().run { shop in
            var (skus, cursor, tag) = ([String](), String?.none, "")
            repeat {
                let page = try await shop.get("/v1/shades?limit=100" + (cursor.map { "&cursor=\($0)" } ?? ""))
                skus += (page.json["shades"] as? [[String: Any]] ?? []).compactMap { $0["sku"] as? String }
                cursor = page.json["next"] as? String
                tag = page.headers[.eTag] ?? ""
            } while cursor != nil
            #expect(skus.count > 100)
            #expect(Set(skus).count == skus.count)
            #expect(try await shop.get("/v1/shades", headers: ["If-None-Match": tag]).status == 304)
            #expect(try await shop.get("/v1/shades?limit=0", headers: ["If-None-Match": "*"]).status == 400)
            #expect(try await shop.get("/v1/shades?cursor=nothing").code == "invalid_cursor")
            #expect(try await shop.get("/v1/shades?limit=0").code == "invalid_request")

            let feed = Data("sku,brand,product,shade,category,hex\na-1,A,P,One,foundation,#aa8866\nb-2,A,P,,,\n".utf8)
            let stale = try await shop.send(
                .put, "/v1/catalog", feed, type: "text/csv", headers: ["If-Match": "\"000000000000\""])
            #expect((stale.status, stale.code) == (412, "catalog_changed"))
            let named = "\"000000000000\", W/\(tag)"
            for condition in ["*", named] {
                let removal = try await shop.send(
                    .put, "/v1/catalog", feed, type: "text/csv", headers: ["If-Match": condition])
                #expect(removal.code == "too_many_removals", "\(condition) is let in")
            }
            // A mistake more often than a new range.
            let small = try await shop.send(.put, "/v1/catalog", feed, type: "text/csv", headers: ["If-Match": tag])
            #expect((small.status, small.code) == (422, "too_many_removals"))
            for share in ["-0.1", "1.1", "nan", "half"] {
                let odd = try await shop.send(.put, "/v1/catalog?maxRemovals=\(share)", feed, type: "text/csv")
                #expect((odd.status, odd.code) == (400, "invalid_request"), "\(share)")
            }
            #expect(try await shop.get("/v1/shades", headers: ["If-None-Match": tag]).status == 304)
            let put = try await shop.send(
                .put, "/v1/catalog?maxRemovals=1", feed, type: "text/csv", headers: ["If-Match": named])
            #expect(put.json["shades"] as? Int == 1)
            let again = try await shop.send(
                .put, "/v1/catalog?maxRemovals=1", feed, type: "text/csv", headers: ["If-Match": "*"])
            #expect(again.status == 200)
            let gone = try await shop.send(
                .put, "/v1/catalog?maxRemovals=1", feed, type: "text/csv", headers: ["If-Match": named])
            #expect((gone.status, gone.code) == (412, "catalog_changed"))
            #expect(put.json["issueCount"] as? Int ?? 0 > 0)
            #expect((try await shop.get("/v1/shades").json["shades"] as? [Any])?.count == 1)
            let empty = try await shop.send(.put, "/v1/catalog", Data("no,catalog\n".utf8), type: "text/csv")
            #expect((empty.status, empty.code) == (422, "invalid_catalog"))
        }
    }

    @Test func withoutACatalogNoVersionIsReplaced() async throws {
        let service = try await TestService()
        let key = try await service.newKey(of: "other")
        let feed = Data("sku,brand,product,shade,category,hex\na-1,A,P,One,foundation,#aa8866\n".utf8)
        try await service.run { shop in
            let other = shop.with(key)
            let refused = try await other.send(.put, "/v1/catalog", feed, type: "text/csv", headers: ["If-Match": "*"])
            #expect((refused.status, refused.code) == (412, "catalog_changed"))
            #expect(try await other.send(.put, "/v1/catalog", feed, type: "text/csv").status == 200)
        }
    }

    @Test func aFeedThatIsCutOffOrDamagedReplacesNothing() async throws {
        let text = try Data(contentsOf: URL(filePath: TestService.sampleCatalog))
        let packed = Data(gzip([UInt8](text)))
        let inRow = try #require(text.range(of: Data(",EUR,".utf8), options: .backwards))
        let damaged = packed.prefix(700) + Data(repeating: 0x5A, count: 900)
        try await TestService().run { shop in
            let before = try await shop.get("/v1/shades?limit=1").json["version"] as? String
            for (feed, type) in [
                (Data(packed.prefix(2_000)), "application/gzip"), (damaged, "application/gzip"),
                (Data(text[..<inRow.lowerBound]), "text/csv"),
            ] {
                let answer = try await shop.send(.put, "/v1/catalog", feed, type: type)
                #expect((answer.status, answer.code) == (422, "invalid_catalog"))
                #expect(try await shop.get("/v1/shades?limit=1").json["version"] as? String == before)
            }
            #expect(try await shop.send(.put, "/v1/catalog", packed, type: "application/gzip").status == 200)
        }
    }

    @Test func longAnswersArePackedForThoseWhoTakeThat() async throws {
        try await TestService().run { shop in
            let plain = try await shop.get("/v1/shades?limit=50")
            let packed = try await shop.get("/v1/shades?limit=50", headers: ["Accept-Encoding": "br;q=1, gzip"])
            #expect(packed.headers[.contentEncoding] == "gzip")
            #expect(packed.data.count * 3 < plain.data.count)
            // Two answers, told apart by caches.
            let tag = try #require(plain.headers[.eTag])
            #expect(packed.headers[.eTag] == "W/" + tag && !tag.hasPrefix("W/"))
            #expect(plain.headers[.vary] == "Accept-Encoding" && packed.headers[.vary] == "Accept-Encoding")
            // HEAD says what GET does.
            for (answer, encoding) in [(plain, "identity"), (packed, "gzip")] {
                let head = try await shop.send(.head, "/v1/shades?limit=50", headers: ["Accept-Encoding": encoding])
                #expect(head.status == 200 && head.data.isEmpty)
                for name in [HTTPField.Name.vary, .eTag, .contentEncoding, .contentLength, .contentType] {
                    #expect(head.headers[name] == answer.headers[name], "\(name)")
                }
            }
            for known in [tag, "W/" + tag] {
                let same = try await shop.get(
                    "/v1/shades?limit=50", headers: ["Accept-Encoding": "gzip", "If-None-Match": known])
                #expect((same.status, same.headers[.eTag]) == (304, "W/" + tag))
                #expect(same.headers[.vary] == "Accept-Encoding")
            }
            #expect(try await shop.get("/v1/shades?limit=50", headers: ["If-None-Match": "W/" + tag]).status == 304)
            #expect(try await shop.get("/v1/policy").headers[.vary] == nil, "what is small is never packed")
            let refused = try await shop.get("/v1/shades?limit=50", headers: ["Accept-Encoding": "gzip;q=0"])
            #expect(refused.headers[.contentEncoding] == nil)
            #expect(try await shop.get("/v1/reviews?cursor=w_none").code == "invalid_cursor")
        }
    }

    @Test func aBodyThatIsKeptBackIsAskedForWhenNothingSpeaksAgainstIt() async throws {
        try await TestService().run { shop in
            let port = try #require(shop.client.port)
            let photo = [UInt8](try TestService.selfie())
            /// The first that is answered to the head, and the rest when the photo is sent then.
            func answers(_ headers: String, length: Int) async throws -> (first: String, rest: String) {
                let head = """
                    POST /v1/analyses HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(shop.bearer ?? "")\r\n\
                    Content-Type: image/jpeg\r\nContent-Length: \(length)\r\nExpect: 100-continue\r\n\
                    Connection: close\r\n\(headers)\r\n
                    """
                return try await RawConnection(port: port).apart { connection in
                    connection.send(Array(head.utf8))
                    let first = connection.receive()
                    guard first.hasPrefix("HTTP/1.1 100") else { return (first, "") }
                    connection.send(photo)
                    return (first, connection.rest())
                }
            }
            let agreed = try await answers("Consent: analysis;v=1\r\n", length: photo.count)
            #expect(agreed.first == "HTTP/1.1 100 Continue\r\n\r\n")
            #expect(agreed.rest.hasPrefix("HTTP/1.1 200"))
            let bare = try await answers("", length: photo.count)
            #expect(bare.first.hasPrefix("HTTP/1.1 403"), "\(bare.first.prefix(20))")
            let large = try await answers("Consent: analysis;v=1\r\n", length: 1 << 30)
            #expect(large.first.hasPrefix("HTTP/1.1 413"), "\(large.first.prefix(20))")
        }
    }

    /// It would take what invites it for the answer.
    @Test func aClientThatKnowsNoInvitationGetsNone() async throws {
        try await TestService().run { shop in
            let connection = try RawConnection(port: try #require(shop.client.port))
            let body = #"{"customer": "c-1"}"#
            let answer = try await connection.answer(
                to: """
                    POST /v1/consultations HTTP/1.0\r\nHost: x\r\nAuthorization: Bearer \(shop.bearer ?? "")\r\n\
                    Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\nExpect: 100-continue\r\n\
                    Connection: close\r\n\r\n\(body)
                    """)
            #expect(answer.dropFirst(8).hasPrefix(" 201"), "\(answer.prefix(40))")
        }
    }

    @Test func whatIsAnsweredToSomebodyStaysInNoCache() async throws {
        try await TestService().run { shop in
            let (id, token) = try await shop.begin()
            let (path, browser) = ("/v1/consultations/\(id)", shop.with(token))
            for (caller, asked) in [
                (shop, "/v1/customers/c-1"), (shop, "/v1/reviews"), (shop, "/v1/keys"), (shop, "\(path)/export"),
                (shop, "\(path)/images"), (browser, path), (browser, "\(path)/question"),
            ] {
                let answer = try await caller.get(asked)
                #expect(answer.status == 200 && answer.headers[.cacheControl] == "no-store", "\(asked)")
            }
            for absent in ["/v1/customers/nobody", "/v1/consultations/none", "/nowhere"] {
                let answer = try await shop.get(absent)
                #expect(answer.status == 404 && answer.headers[.cacheControl] == "no-store", "\(absent)")
            }
            // Given again, too.
            for _ in 0..<2 {
                let made = try await shop.post("/v1/consultations", "{}", headers: ["Idempotency-Key": "visit-1"])
                #expect(made.status == 201 && made.headers[.cacheControl] == "no-store")
            }
            for open in ["/v1/shades?limit=1", "/openapi.yaml"] {
                #expect(try await shop.get(open).headers[.cacheControl] == nil, "\(open)")
            }
        }
    }

    @Test func keysAreToldOnceAndGiveWayToTheirSuccessors() async throws {
        try await TestService().run { shop in
            let made = try await shop.post("/v1/keys", #"{"name": "till", "scopes": ["analyze"], "days": 1}"#)
            let (key, id) = (made.json["key"] as? String ?? "", made.json["id"] as? String ?? "")
            let list = try await shop.get("/v1/keys")
            #expect(!String(decoding: list.data, as: UTF8.self).contains(key))
            #expect(try await shop.with(key).get("/v1/policy").code == "scope_missing")
            let next = try await shop.post(
                "/v1/keys", #"{"name": "till", "scopes": ["analyze"], "replaces": "\#(id)", "overlapHours": 1}"#)
            #expect(next.status == 201)
            #expect(try await shop.with(key).get("/v1/policy").status == 403, "still known while they overlap")
            #expect(try await shop.send(.delete, "/v1/keys/\(id)").status == 204)
            #expect(try await shop.with(key).get("/v1/policy").code == "unauthorized")
            #expect(try await shop.post("/v1/keys", #"{"name": "x", "scopes": ["all"]}"#).code == "invalid_request")
        }
    }

    @Test func browsersCallFromWhereTheShopAllows() async throws {
        try await TestService(origins: ["https://shop.example"]).run { shop in
            let (id, token) = try await shop.begin()
            let path = "/v1/consultations/\(id)"
            let asked = try await shop.with(nil).send(
                .options, path, headers: ["Origin": "https://shop.example", "Access-Control-Request-Method": "GET"])
            #expect(asked.status == 204)
            #expect(asked.headers[.accessControlAllowOrigin] == "https://shop.example")
            let stranger = try await shop.with(nil).send(
                .options, path, headers: ["Origin": "https://evil.example", "Access-Control-Request-Method": "GET"])
            #expect(stranger.status == 405)
            #expect(stranger.headers[.accessControlAllowOrigin] == nil)
            let there = try await shop.with(token).get(path, headers: ["Origin": "https://shop.example"])
            #expect(there.headers[.accessControlAllowOrigin] == "https://shop.example")
            let elsewhere = try await shop.with(token).get(path, headers: ["Origin": "https://evil.example"])
            #expect(elsewhere.code == "origin_not_allowed")
            let problem = try await shop.with(token).get(
                "/v1/consultations/c_none", headers: ["Origin": "https://shop.example", "Accept-Encoding": "gzip"])
            #expect(problem.status == 404)
            #expect(problem.headers[.accessControlAllowOrigin] == "https://shop.example", "problems are read, too")
        }
    }

    @Test func whereTheShopNamesNoOriginNoOthersPageUsesAToken() async throws {
        try await TestService().run { shop in
            let (id, token) = try await shop.begin()
            let browser = shop.with(token)
            for origin in ["https://shop.example", "null", "https://localhost.example"] {
                let answer = try await browser.get("/v1/consultations/\(id)", headers: ["Origin": origin])
                #expect((answer.status, answer.code) == (403, "origin_not_allowed"), "\(origin)")
                #expect(answer.headers[.accessControlAllowOrigin] == nil)
            }
            #expect(try await browser.get("/v1/consultations/\(id)").status == 200, "no browser's page")
            let own = try await browser.get("/v1/consultations/\(id)", headers: ["Origin": "http://localhost"])
            #expect(own.status == 200)
        }
    }

    @Test func tooManyRequestsAreToldWhenToComeBack() async throws {
        var options = ServerOptions()
        options.clientRate = 0.2
        try await TestService(options: options).run { shop in
            let (id, token) = try await shop.begin()
            var answers: [Caller.Answer] = []
            for _ in 0..<20 { answers.append(try await shop.with(token).get("/v1/consultations/\(id)")) }
            let refused = answers.filter { $0.status == 429 }
            #expect(refused.count >= 10)
            #expect(refused.allSatisfy { $0.code == "rate_limited" && Int($0.headers[.retryAfter] ?? "") ?? 0 >= 1 })
            #expect(try await shop.get("/v1/consultations/\(id)").status == 200, "the shop's own key is another")
        }
    }

    @Test func policyIsCheckedWhole() async throws {
        try await TestService().run { shop in
            let bad = try await shop.send(
                .put, "/v1/policy", Data(#"{"tolerance": 99, "shown": 9}"#.utf8), type: "application/json")
            #expect(bad.code == "invalid_policy")
            #expect((bad.json["detail"] as? String)?.contains("shown") == true)
            let good = try await shop.send(
                .put, "/v1/policy", Data(#"{"shown": 1}"#.utf8), type: "application/json")
            #expect(good.json["shown"] as? Int == 1)
            #expect(try await shop.get("/v1/policy").json["shown"] as? Int == 1)
            let text = try await shop.send(.put, "/v1/policy", Data("shown: 1".utf8), type: "application/json")
            #expect(text.code == "invalid_request")
        }
    }

    @Test func rulesThatNobodyKnowsAreNamedAndChangeNothing() async throws {
        try await TestService().run { shop in
            for (json, words) in [
                (#"{"shown": 2, "questionBugdet": 3}"#, ["questionBugdet"]),
                (#"{"shown": 2, "firm": {"profit": 1, "epsilon": 30}}"#, ["firm.profit", "firm.epsilon"]),
                (#"{"shown": 2, "firm": {"margins": {"A": 1.5}}}"#, ["firm.margins"]),
            ] {
                let bad = try await shop.send(.put, "/v1/policy", Data(json.utf8), type: "application/json")
                #expect((bad.status, bad.code) == (422, "invalid_policy"))
                for word in words { #expect((bad.json["detail"] as? String)?.contains("`\(word)`") == true, "\(word)") }
            }
            let rules = try await shop.get("/v1/policy")
            #expect(rules.json["shown"] as? Int == 3)
            // What was read may be written back.
            let same = try await shop.send(.put, "/v1/policy", rules.data, type: "application/json")
            #expect(same.status == 200)
            let none = try await shop.send(.put, "/v1/policy", Data(#"{"firm": null}"#.utf8), type: "application/json")
            #expect(none.status == 200)
        }
    }

    @Test func marginsOfSKUsThatTheCatalogHasNotAreToldButTaken() async throws {
        try await TestService().run { shop in
            let margins = #"{"firm": {"margins": {"\#(TestService.sku)": 0.5, "b-none": 0.1, "a-none": 0.2}}}"#
            let set = try await shop.send(.put, "/v1/policy", Data(margins.utf8), type: "application/json")
            #expect(set.status == 200)
            let rules = try await shop.get("/v1/policy")
            for answer in [set, rules] { #expect(answer.json["unknownMargins"] as? [String] == ["a-none", "b-none"]) }
            // What was read may be written back, and is told by the catalog, not by what was sent.
            let same = try await shop.send(.put, "/v1/policy", rules.data, type: "application/json")
            #expect(same.data == rules.data)
            let known = #"{"unknownMargins": ["x"], "firm": {"margins": {"\#(TestService.sku)": 0.5}}}"#
            let none = try await shop.send(.put, "/v1/policy", Data(known.utf8), type: "application/json")
            #expect(none.status == 200 && none.json["unknownMargins"] == nil)
        }
    }

    @Test func theShopsGoalsStayWithinItsLimitAndItsMarginsWithTheShop() async throws {
        let service = try await TestService()
        try await service.run { shop in
            let goals = #"{"firm": {"epsilon": 6, "usualMargin": 0.31173, "margins": {"\#(TestService.sku)": 0.77319}}}"#
            let set = try await shop.send(.put, "/v1/policy", Data(goals.utf8), type: "application/json")
            #expect((set.json["firm"] as? [String: Any])?["epsilon"] as? Double == 6)
            let (id, token) = try await shop.begin()
            let path = "/v1/consultations/\(id)/recommendations"
            let told = try #require(try await shop.get(path).json["firm"] as? [String: Any])
            let cost = try #require(told["cost"] as? Double)
            #expect((0...6.001).contains(cost))
            #expect(told["gain"] != nil)
            let seen = try await shop.with(token).get(path)
            let hers = try #require(seen.json["firm"] as? [String: Any])
            #expect(Set(hers.keys) == ["cost", "propensity"])
            #expect(hers["cost"] as? Double == cost, "the same case is drawn alike")
            for place in ["", "/question"] {
                let answer = try await shop.with(token).get("/v1/consultations/\(id)\(place)")
                let text = String(decoding: answer.data, as: UTF8.self)
                #expect(!text.contains("0.77319") && !text.contains("0.31173"))
            }
            #expect(try await shop.with(token).get("/v1/policy").status == 401)
        }
        let changes = try await service.store.audit(of: "demo", after: 0).filter { $0.action == "policy.changed" }
        #expect(changes.count == 1)
        #expect(changes.first?.detail.contains("epsilon") == true)
    }
}
