import Foundation
import HTTPTypes
import HummingbirdTesting
import Server
import TestSupport
import Testing

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct CustomerRouteTests {
    @Test func aThousandReviewsComeAtOnce() async throws {
        try await TestService().run { shop in
            let review = String(repeating: "schön ", count: 300)
            func batch(_ count: Int) -> String {
                let events = (1...count).map { number in
                    """
                    {"id": "e-\(number)", "customer": "c-1", "sku": "JA-BPM-22", "kind": "reviewed", "text": "\(review)",
                     "at": "2026-11-01T10:00:00Z"}
                    """
                }
                return #"{"events": ["# + events.joined(separator: ",") + "]}"
            }
            let all = batch(1000)
            #expect(all.utf8.count > 1 << 20)
            for headers in [[:], ["Idempotency-Key": "reviews-1"]] {
                let answer = try await shop.post("/v1/events", all, headers: headers)
                #expect((answer.status, answer.json["received"] as? Int) == (201, 1000))
            }
            #expect(try await shop.post("/v1/events", batch(1001)).code == "invalid_request")
            let connection = try RawConnection(port: try #require(shop.client.port))
            let large = try await connection.answer(
                to: """
                    POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(shop.bearer ?? "")\r\n\
                    Content-Type: application/json\r\nContent-Length: \(5 << 20)\r\nConnection: close\r\n\r\n
                    """)
            #expect(large.hasPrefix("HTTP/1.1 413"))
        }
    }

    /// However many bytes its letters have.
    @Test(arguments: ["a", "ä", "花", "💄"])
    func theLongestNameThatIsTakenIsGivenOutAndForgotten(letter: String) async throws {
        let name = String(repeating: letter, count: 100)
        let encoded = try #require(name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed))
        try await TestService().run { shop in
            let (id, _) = try await shop.begin(#"{"customer": "\#(name)"}"#)
            let export = try await shop.get("/v1/customers/\(encoded)")
            #expect(export.status == 200)
            #expect(export.json["customer"] as? String == name)
            let erased = try await shop.send(.delete, "/v1/customers/\(encoded)")
            #expect(erased.json["consultations"] as? Int == 1)
            #expect(try await shop.get("/v1/consultations/\(id)").status == 404)
            let long = try await shop.post("/v1/consultations", #"{"customer": "\#(name + letter)"}"#)
            #expect((long.status, long.code) == (400, "invalid_request"))
        }
    }

    @Test func aCustomerIsGivenAllAndForgotten() async throws {
        try await TestService().run { shop in
            let (id, token) = try await shop.begin()
            let path = "/v1/consultations/\(id)"
            _ = try await shop.with(token).post(path + "/messages", #"{"text": "Hello"}"#)
            let event = #"{"customer": "c-1", "sku": "JA-BPM-22", "kind": "returned", "at": "2026-11-01T10:00:00Z"}"#
            #expect(try await shop.post("/v1/events", event).json["new"] as? Int == 1)
            #expect(try await shop.post("/v1/events", event).json["new"] as? Int == 0)
            let export = try await shop.get("/v1/customers/c-1")
            #expect((export.json["receipts"] as? [Any])?.count == 1)
            #expect((export.json["events"] as? [Any])?.count == 1)

            let erased = try await shop.send(.delete, "/v1/customers/c-1")
            #expect(erased.json["consultations"] as? Int == 1)
            #expect(try await shop.get("/v1/customers/c-1").status == 404)
            #expect(try await shop.get(path).status == 404)
            #expect(try await shop.with(token).get(path).status == 401)
        }
    }
}
