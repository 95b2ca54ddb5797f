import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing
import Yams

@testable import Server

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct DeprecationTests {
    /// 2027-01-01 and 2028-06-30.
    private static let ending = Deprecation(since: 1_798_761_600, sunset: 1_845_936_000)

    @Test func whatIsToEndSaysSoWithEachAnswer() async throws {
        let service = try await TestService().application.service
        let router = Router(context: ServerContext.self)
        router.add(middleware: AnswerMiddleware(metrics: service.metrics))
        RouteInstaller(
            authenticator: service.authenticator,
            repeats: Repeats(
                store: service.store, bodies: service.bodies, pool: service.pool, clock: service.clock,
                options: service.options),
            rates: RateLimiter(keyRate: .infinity, clientRate: .infinity)
        ).install(
            [
                Route(.get, "/old", .everyone, deprecated: Self.ending) { _, _ in .bytes("old".utf8, type: "text/plain")
                },
                Route(.get, "/closed", .key(.admin), deprecated: Self.ending) { _, _ in .noContent },
                Route(.get, "/new", .everyone) { _, _ in .bytes("new".utf8, type: "text/plain") },
            ], on: router)
        try await Application(router: router).test(.live) { client in
            for (path, status) in [("/old", 200), ("/closed", 401)] {
                let answer = try await client.execute(uri: path, method: .get)
                #expect(answer.status.code == status)
                #expect(answer.headers[HTTPField.Name("Deprecation")!] == "@1798761600")
                #expect(answer.headers[HTTPField.Name("Sunset")!] == "Fri, 30 Jun 2028 00:00:00 GMT")
                #expect(
                    answer.headers[HTTPField.Name("Link")!]
                        == #"</docs>; rel="deprecation", </docs>; rel="sunset""#)
            }
            let new = try await client.execute(uri: "/new", method: .get)
            #expect(new.headers[HTTPField.Name("Deprecation")!] == nil)
            #expect(new.headers[HTTPField.Name("Sunset")!] == nil)
        }
    }

    @Test func theDocumentSaysOfTheSameRoutesThatTheyAreToEnd() async throws {
        let service = try await TestService()
        let text = try #require(String(bytes: PackageResources.openapi_yaml, encoding: .utf8))
        let document = try #require(try Yams.load(yaml: text) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        for route in service.application.routes {
            let operation = paths[route.path]?[route.method.rawValue.lowercased()] as? [String: Any]
            #expect((operation?["deprecated"] as? Bool ?? false) == (route.deprecation != nil), "\(route.path)")
        }
    }
}
