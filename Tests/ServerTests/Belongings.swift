import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Server

/// What a shop has: one of each kind that a route's path may name, so that another who asks for it would find something.
struct Belongings: Sendable {
    /// Of the customer `c-1`, with a photo that is kept and a request for a person.
    let consultation: String
    /// Her browser's.
    let token: String
    private let image: String
    private let job: String
    private let webhook: String
    /// By the part of the path that they follow.
    private let others: [String: String]

    /// - Parameters:
    ///   - shop: with all scopes, on a service that has a master key.
    ///   - stylist: of the shop.
    init(of shop: Caller, stylist: String) async throws {
        let consent = #"{"customer": "c-1", "consent": {"analysis": true, "retainImage": true}}"#
        let (id, token) = try await shop.begin(consent)
        let photo = try TestService.selfie()
        let selfie = try await shop.send(.post, "/v1/consultations/\(id)/selfies", photo, type: "image/jpeg")
        let opened = try await shop.post("/v1/consultations/\(id)/handoff")
        let keys = try await shop.get("/v1/keys").json["keys"] as? [[String: Any]]
        let form =
            Data("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.jpg\"\r\n\r\n".utf8) + photo
            + Data("\r\n--x--\r\n".utf8)
        let begun = try await shop.send(
            .post, "/v1/jobs", form, type: "multipart/form-data; boundary=x", headers: ["Consent": "analysis;v=1"])
        // Of what does not happen here.
        let hook = try await shop.post(
            "/v1/webhooks", #"{"url": "https://8.8.8.8/hook", "events": ["customer.erased"]}"#)
        (consultation, self.token) = (id, token)
        image = try #require((selfie.json["retained"] as? [String: Any])?["image"] as? String)
        job = try #require(begun.json["id"] as? String)
        webhook = try #require(hook.json["id"] as? String)
        others = [
            "/reviews/": try #require(opened.json["review"] as? String), "/stylists/": stylist,
            "/keys/": try #require(keys?.first?["id"] as? String), "/customers/": "c-1", "/jobs/": job,
            "/webhooks/": webhook,
        ]
    }

    /// Where a route has what is the shop's.
    /// - Parameter consultation: another than the shop's.
    func path(of route: Route, consultation: String? = nil) -> String {
        let id = others.first { route.path.contains($0.key) }?.value ?? consultation ?? self.consultation
        return route.path.replacing("{id}", with: id).replacing("{sku}", with: TestService.sku)
            .replacing("{image}", with: image)
    }

    /// That all of it is there still.
    func expectAll(by shop: Caller) async throws {
        for path in [
            "/v1/customers/c-1", "/v1/jobs/\(job)", "/v1/consultations/\(consultation)/images/\(image)",
            "/v1/shades/\(TestService.sku)/equivalents",
        ] { #expect(try await shop.get(path).status == 200, "\(path)") }
        let hooks = try await shop.get("/v1/webhooks").json["webhooks"] as? [[String: Any]]
        #expect(hooks?.map { $0["id"] as? String } == [webhook])
    }

    /// The sample catalog without the shade that paths name: another's.
    static func otherFeed() throws -> [UInt8] {
        let rows = try String(contentsOfFile: TestService.sampleCatalog, encoding: .utf8).split(separator: "\n")
        return Array(rows.filter { !$0.hasPrefix(TestService.sku + ",") }.map { $0 + "\n" }.joined().utf8)
    }

    /// What lets a service keep photos, and take jobs.
    static var options: ServerOptions {
        get throws {
            var options = ServerOptions()
            options.masterKey = try MasterKey(base64: ShopFixture.masterKey)
            return options
        }
    }
}
