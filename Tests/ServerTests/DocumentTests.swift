import Foundation
import HTTPTypes
import Stores
import TestSupport
import Testing
import Yams

@testable import Server

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct DocumentTests {
    /// `GET /v1/shades` for each that the document names.
    private func documented(_ text: String) throws -> Set<String> {
        let document = try #require(try Yams.load(yaml: text) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        return Set(
            paths.flatMap { path, item in
                item.keys.filter { ["get", "post", "put", "delete", "patch"].contains($0) }
                    .map { "\($0.uppercased()) \(path)" }
            })
    }

    @Test func theDocumentNamesTheRoutesThatThereAre() async throws {
        let service = try await TestService()
        let routes = Set(service.application.routes.map { "\($0.method.rawValue) \($0.path)" })
        try await service.run { shop in
            let answer = try await shop.with(nil).get("/openapi.yaml")
            #expect(try documented(String(decoding: answer.data, as: UTF8.self)) == routes)
        }
    }

    @Test func thePageForPeopleHoldsEveryOperation() async throws {
        let service = try await TestService()
        let routes = service.application.routes
        try await service.run { shop in
            let answer = try await shop.with(nil).get("/docs")
            let page = String(decoding: answer.data, as: UTF8.self)
            for route in routes { #expect(page.contains("<code>\(route.path)</code>"), "\(route.path)") }
            #expect(!page.contains("http://") && !page.contains("https://"), "nothing comes from elsewhere")
        }
    }

    /// What may be one of several things, too.
    @Test(arguments: [
        ("recordShopEvents", ["<code>kind</code>", "<code>events</code>", "Either, ShopEvent:", "Or, object:"]),
        ("beginConsultation", ["one of Category, null", "one of Consent, null"]),
        ("addMeasurement", ["<code>lab</code>", "Exactly one of <code>lab</code>, <code>sku</code>."]),
        ("answerQuestion", ["Exactly one of <code>option</code>, <code>options</code>"]),
    ])
    func thePageShowsBodiesThatAreOneOfSeveral(_ operation: String, _ parts: [String]) async throws {
        try await TestService().run { shop in
            let page = String(decoding: try await shop.with(nil).get("/docs").data, as: UTF8.self)
            let start = try #require(page.range(of: "<article id=\"\(operation)\">")?.upperBound)
            let rest = page[start...]
            let end = try #require(rest.range(of: "</article>")?.lowerBound)
            let article = rest[..<end]
            for part in parts { #expect(article.contains(part), "\(part)") }
        }
    }

    @Test func theContractsLicenceIsTheProjects() async throws {
        try await TestService().run { shop in
            let answer = try await shop.with(nil).get("/openapi.yaml")
            #expect(String(decoding: answer.data, as: UTF8.self).contains("identifier: Apache-2.0}"))
        }
    }

    /// Every route, asked with another retailer's ids and with each scope alone.
    @Test func nobodySeesWhatIsAnothers() async throws {
        let service = try await TestService(options: Belongings.options)
        let routes = service.application.routes
        let stranger = try await service.newKey(of: "other")
        _ = try await service.store.replaceCatalog(
            of: "other", with: Belongings.otherFeed(), name: "x", shades: 1, at: 0)
        var keys: [Scope: String] = [:]
        for scope in Scope.allCases { keys[scope] = try await service.newKey(of: "other", scopes: [scope]) }
        try await service.run { [keys] shop in
            let stylist = try await SignedIn.add("kim", to: "demo", in: service.store)
            let own = try await Belongings(of: shop, stylist: stylist)
            let (id, token) = (own.consultation, own.token)
            let (otherID, otherToken) = try await shop.with(stranger).begin(#"{"customer": "o-1"}"#)
            // Who comes back from an identity provider is nobody yet: that has tests of its own.
            for route in routes where route.path.contains("{") && route.access != .everyone {
                let path = own.path(of: route)
                let (body, type) = try Self.body(of: route)
                // Deleting what is not there is a deletion of nothing, and leaves the other's alone.
                let isErasure = route.method == .delete && route.path.contains("/customers/")
                let answer = try await shop.with(stranger).send(
                    route.method, path, body, type: type, headers: ["Consent": "analysis;v=1"])
                #expect(answer.status == (isErasure ? 200 : 404), "\(route.method) \(route.path)")
                let code = route.path.contains("{sku}") ? "unknown_sku" : "not_found"
                #expect(isErasure || answer.code == code, "\(route.method) \(route.path)")
                if route.path.contains("{image}") {
                    let path = own.path(of: route, consultation: otherID)
                    #expect(try await shop.with(stranger).get(path).status == 404, "by a case of the other's own")
                }
                if case .keyOrClient = route.access {
                    for other in [otherToken, token] {
                        let place = other == token ? otherID : id
                        let answer = try await shop.with(other).send(
                            route.method,
                            route.path.replacing("{id}", with: place).replacing("{image}", with: "x").replacing(
                                "{tenant}", with: "x"), body, type: type)
                        #expect(answer.status == 404, "\(route.method) \(route.path) by a browser")
                    }
                }
            }
            for route in routes {
                let path = route.path.replacing("{id}", with: otherID).replacing("{sku}", with: "x")
                    .replacing("{image}", with: "x")
                let (body, type) = try Self.body(of: route)
                let needed: Scope? =
                    switch route.access {
                    case .everyone, .stylist: nil
                    case .key(let scope, _), .keyOrClient(let scope, _): scope
                    }
                if route.access == .everyone { continue }
                #expect(try await shop.with(nil).send(route.method, path, body, type: type).status == 401)
                if route.access == .stylist {
                    for other in [stranger, token] {
                        #expect(try await shop.with(other).send(route.method, path, body, type: type).status == 401)
                    }
                }
                guard let needed else { continue }
                for (scope, key) in keys where scope != needed {
                    let answer = try await shop.with(key).send(route.method, path, body, type: type)
                    #expect((answer.status, answer.code) == (403, "scope_missing"), "\(route.path) with \(scope)")
                }
                if case .key = route.access {
                    #expect(try await shop.with(token).send(route.method, path, body, type: type).status == 401)
                }
            }
            try await own.expectAll(by: shop)
        }
    }

    /// Every route, asked by stylists: of another shop, without the role, and by another site's page.
    @Test func stylistsSeeWhatIsTheirShopsAndTheirs() async throws {
        let service = try await TestService(options: Belongings.options)
        let routes = service.application.routes
        _ = try await service.newKey(of: "other")
        _ = try await service.store.replaceCatalog(
            of: "other", with: Belongings.otherFeed(), name: "x", shades: 1, at: 0)
        for (tenant, login, role) in [
            ("demo", "own", Stylist.Role.admin), ("other", "admin", .admin), ("other", "kim", .stylist),
        ] { try await SignedIn.add(login, role: role, to: tenant, in: service.store) }
        try await service.run { shop in
            let own = try await shop.client.signIn("own", to: "demo")
            let belongings = try await Belongings(of: shop, stylist: own.id)
            let keys = try await shop.get("/v1/keys").json["keys"] as? [Any]
            let admin = try await shop.client.signIn("admin", to: "other")
            let kim = try await shop.client.signIn("kim", to: "other")
            let browser = shop.with(nil)
            for route in routes where route.access != .everyone {
                let path = belongings.path(of: route)
                let (body, type) = try Self.body(of: route)
                let (isForStylists, isForAdmins) =
                    switch route.access {
                    case .key(_, let role), .keyOrClient(_, let role): (role == .stylist, role != nil)
                    case .everyone, .stylist: (true, true)
                    }
                let what = "\(route.method) \(route.path)"
                func ask(_ headers: [String: String]) async throws -> Caller.Answer {
                    try await browser.send(
                        route.method, path, body, type: type,
                        headers: headers.merging(["Consent": "analysis;v=1"]) { $1 })
                }
                if route.method != .get {
                    for person in [own, admin, kim] {
                        #expect(try await ask(person.cookie).code == "csrf_token_missing", "\(what)")
                    }
                }
                if !isForStylists {
                    let answer = try await ask(kim.headers)
                    #expect((answer.status, answer.code) == (403, "role_missing"), "\(what)")
                }
                if !isForAdmins {
                    let answer = try await ask(own.headers)
                    #expect((answer.status, answer.code) == (403, "role_missing"), "\(what)")
                }
                guard route.path.contains("{"), isForAdmins else { continue }
                #expect(try await ask(admin.headers).status == 404, "\(what) by another shop's admin")
            }
            // Nothing of the shop's has changed.
            #expect(try await browser.get("/v1/session", headers: own.cookie).status == 200)
            #expect((try await shop.get("/v1/keys").json["keys"] as? [Any])?.count == keys?.count)
            try await belongings.expectAll(by: shop)
        }
    }

    /// A body that the route understands.
    private static func body(of route: Route) throws -> (Data?, String?) {
        switch route.body {
        case .none: return (nil, nil)
        case .picture: return (try TestService.selfie(), "image/jpeg")
        case .form, .pictures: return (Data("--x\r\n".utf8), "multipart/form-data; boundary=x")
        case .feed: return (Data("sku,brand,product,shade,category,hex\n".utf8), "text/csv")
        case .json where route.path.hasSuffix("/measurements"):
            return (Data(#"{"lab": [50, 10, 15]}"#.utf8), "application/json")
        case .json where route.path.hasSuffix("/decision"):
            return (Data(#"{"decision": "approve", "by": "x"}"#.utf8), "application/json")
        case .json, .batch, .note:
            let json =
                """
                {"consent": {"analysis": true}, "question": "x", "skip": true, "sku": "x",
                 "kind": "liked", "text": "x", "name": "x", "scopes": ["analyze"],
                 "customer": "c-2", "at": "2026-01-01T00:00:00Z", "old": "x", "new": "nine loud herons leaving",
                 "login": "lou", "tenant": "demo", "password": "nine loud herons leaving"}
                """
            return (Data(json.utf8), "application/json")
        }
    }
}
