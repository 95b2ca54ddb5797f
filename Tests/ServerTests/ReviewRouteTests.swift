import Foundation
import HTTPTypes
import HummingbirdTesting
import Server
import TestSupport
import Testing

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct ReviewRouteTests {
    @Test func whatAPersonHasToLookAtWaitsForOne() async throws {
        try await TestService().run { shop in
            let (id, token) = try await shop.begin()
            let (browser, path) = (shop.with(token), "/v1/consultations/\(id)")
            #expect(try await browser.post(path + "/messages", #"{"text": "It looks grey on me."}"#).status == 201)
            #expect(try await browser.post(path + "/messages", #"{"text": "  "}"#).status == 400)
            #expect(try await browser.post(path + "/handoff").status == 201)
            let contest = try await browser.post(path + "/contest", #"{"text": "This is not my tone."}"#)
            #expect(contest.json["due"] is String)

            let queue = try #require(try await shop.get("/v1/reviews?limit=2").json["reviews"] as? [[String: Any]])
            #expect(queue.first?["kind"] as? String == "contest", "what has a deadline comes first")
            let review = try #require(queue.first?["id"] as? String)
            let decision = "/v1/reviews/\(review)/decision"
            let bare = try await shop.post(decision, #"{"decision": "override", "by": "stylist-1"}"#)
            #expect(bare.code == "reason_required")
            func said(_ sku: String) -> String {
                #"{"decision": "override", "by": "stylist-1", "reason": "Lighter fits her jaw.", "sku": "\#(sku)"}"#
            }
            #expect(try await shop.post(decision, said("NO-SUCH")).code == "unknown_sku")
            #expect(try await shop.post(decision, said("HA-OPV-01")).code == "unknown_category")
            let said = said("JA-BPM-22")
            #expect(try await shop.post(decision, said).status == 200)
            let advice = try await shop.get(path + "/recommendations")
            let first = try #require((advice.json["shades"] as? [[String: Any]])?.first)
            #expect((first["reasons"] as? [String])?.first?.hasPrefix("a stylist chose") == true, "\(first)")
            #expect(try await shop.post(decision, said).code == "conflict")
            let next = try #require(try await shop.get("/v1/reviews?limit=2").json["reviews"] as? [[String: Any]])
            #expect(next.count == 2)
        }
    }

    /// However it comes: with its length, in chunks, or not at all.
    @Test func aNoteForAPersonIsNotLost() async throws {
        try await TestService().run { shop in
            let (id, _) = try await shop.begin()
            let path = "/v1/consultations/\(id)"
            #expect(try await shop.post(path + "/handoff").status == 201)
            #expect(try await shop.post(path + "/handoff", #"{"text": "by its length"}"#).status == 201)
            let note = #"{"text": "in chunks"}"#
            let connection = try RawConnection(port: try #require(shop.client.port))
            let chunked = try await connection.answer(
                to: """
                    POST \(path)/contest HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(shop.bearer ?? "")\r\n\
                    Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n\
                    \(String(note.utf8.count, radix: 16))\r\n\(note)\r\n0\r\n\r\n
                    """)
            #expect(chunked.hasPrefix("HTTP/1.1 201"))
            let reviews = try await shop.get("/v1/reviews").json["reviews"] as? [[String: Any]]
            #expect(Set(reviews?.compactMap { $0["note"] as? String } ?? []) == ["by its length", "in chunks"])
            #expect(reviews?.count == 3)
            let text = try await shop.send(.post, path + "/handoff", Data("x".utf8), type: "text/plain")
            #expect((text.status, text.code) == (415, "unsupported_media_type"))
            #expect(try await shop.post(path + "/handoff", "x").code == "invalid_request")
            let keyed = try await shop.post(
                path + "/handoff", #"{"text": "once"}"#, headers: ["Idempotency-Key": "note-1"])
            #expect(keyed.status == 201)
        }
    }
}
