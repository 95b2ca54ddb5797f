import Foundation
import HTTPTypes
import HummingbirdTesting
import Server
import TestSupport
import Testing

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct ConsultationRouteTests {
    @Test func aCustomerIsLedFromPhotoToShades() async throws {
        try await TestService().run { shop in
            let (id, token) = try await shop.begin()
            let browser = shop.with(token)
            let path = "/v1/consultations/\(id)"
            let photo = try await browser.send(.post, path + "/selfies", TestService.selfie(), type: "image/jpeg")
            #expect(photo.status == 201)
            #expect((photo.json["skin"] as? [String: Any])?["lab"] != nil)

            let first = try await browser.get(path + "/question")
            let question = try #require(first.json["question"] as? [String: Any])
            #expect(try await browser.get(path + "/question").data == first.data, "the same one until answered")
            let name = try #require(question["id"] as? String)
            let option = (question["options"] as? [[String: Any]])?.first?["id"] as? String
            let answer =
                option.map { #"{"question": "\#(name)", "option": "\#($0)"}"# }
                ?? #"{"question": "\#(name)", "skip": true}"#
            #expect(try await browser.post(path + "/answers", answer).status == 201)
            #expect(try await browser.post(path + "/answers", answer).code == "already_answered")

            let shades = try await browser.get(path + "/recommendations?top=2")
            let list = try #require(shades.json["shades"] as? [[String: Any]])
            #expect(list.count == 2)
            #expect(try await browser.get(path + "/recommendations?top=2").data == shades.data)
            let sku = try #require((list[0]["shade"] as? [String: Any])?["sku"] as? String)
            let feedback = #"{"sku": "\#(sku)", "kind": "tooDark"}"#
            #expect(try await browser.post(path + "/feedback", feedback).status == 201)
            #expect(try await browser.post(path + "/feedback", feedback).code == "repeated_event")

            let state = try await shop.get(path)
            #expect(state.json["asked"] as? Int == 1)
            #expect(state.json["customer"] as? String == "c-1")
        }
    }

    @Test func photosOfOnePersonAreReadTogether() async throws {
        try await TestService().run { shop in
            let (id, _) = try await shop.begin()
            let path = "/v1/consultations/\(id)"
            func spread() async throws -> Double {
                let answer = try await shop.get(path + "/recommendations")
                let skin = try #require(answer.json["skin"] as? [String: Any])
                return try #require((skin["covariance"] as? [[Double]])?[0][0])
            }
            _ = try await shop.send(.post, path + "/selfies", TestService.selfie(), type: "image/jpeg")
            let one = try await spread()
            let again = try await shop.send(.post, path + "/selfies", TestService.selfie(), type: "image/jpeg")
            // It is read again, and says nothing new.
            #expect(again.status == 201 && again.json["skin"] != nil)
            #expect(try await spread() == one)
            _ = try await shop.send(
                .post, path + "/selfies", TestService.selfie("selfie-5-brown.jpg"), type: "image/jpeg")
            #expect(try await spread() < 0.9 * one)
            _ = try await shop.send(
                .put, path + "/consent", Data(#"{"consent": {}}"#.utf8), type: "application/json")
            #expect(try await spread() > 2 * one, "what photos said is not believed any more")
        }
    }

    @Test func withoutConsentNoPhotoIsRead() async throws {
        try await TestService().run { shop in
            let photo = try TestService.selfie()
            let bare = try await shop.send(.post, "/v1/analyses", photo, type: "image/jpeg")
            #expect((bare.status, bare.code) == (403, "consent_required"))
            let other = try await shop.send(
                .post, "/v1/analyses", photo, type: "image/jpeg", headers: ["Consent": "learn;v=1"])
            #expect(other.code == "consent_required")
            let odd = try await shop.send(
                .post, "/v1/analyses", photo, type: "image/jpeg", headers: ["Consent": "everything;v=1"])
            #expect((odd.status, odd.code) == (400, "invalid_request"))

            let (id, _) = try await shop.begin("{}")
            let path = "/v1/consultations/\(id)"
            #expect(try await shop.send(.post, path + "/selfies", photo, type: "image/jpeg").code == "consent_required")
            let granted = try await shop.send(
                .put, path + "/consent", Data(#"{"consent": {"analysis": true}}"#.utf8), type: "application/json")
            #expect(granted.status == 200)
            #expect(try await shop.send(.post, path + "/selfies", photo, type: "image/jpeg").status == 201)
        }
    }

    @Test func aPhotoComesAsItIsOrInAForm() async throws {
        try await TestService().run { shop in
            let photo = try TestService.selfie()
            let consent = ["Consent": "analysis;v=1"]
            let raw = try await shop.send(
                .post, "/v1/analyses?match=foundation&top=1", photo, type: "image/jpeg", headers: consent)
            var form = Data("--xx\r\nContent-Disposition: form-data; name=\"selfie\"; filename=\"a.jpg\"\r\n\r\n".utf8)
            form += photo + Data("\r\n--xx--\r\n".utf8)
            let formed = try await shop.send(
                .post, "/v1/analyses?match=foundation&top=1", form, type: "multipart/form-data; boundary=xx",
                headers: consent)
            #expect((raw.status, formed.status) == (200, 200))
            #expect(
                (raw.json["skin"] as? [String: Any])?["lab"] as? [Double]
                    == (formed.json["skin"] as? [String: Any])?["lab"] as? [Double])
            #expect(((raw.json["match"] as? [String: Any])?["shades"] as? [Any])?.count == 1)

            for (bytes, status, code) in [
                (Data("GIF89a, or so it says".utf8), 422, "unsupported_format"), (Data(), 422, "unreadable_image"),
                (photo.prefix(2_000), 422, "truncated_image"),
            ] {
                let answer = try await shop.send(.post, "/v1/analyses", bytes, type: "image/png", headers: consent)
                #expect((answer.status, answer.code) == (status, code))
                #expect(answer.headers[.contentType] == "application/problem+json")
            }
            let text = try await shop.send(.post, "/v1/analyses", photo, type: "text/plain", headers: consent)
            #expect((text.status, text.code) == (415, "unsupported_media_type"))
            let none = try await shop.send(
                .post, "/v1/analyses?match=shoes", photo, type: "image/jpeg", headers: consent)
            #expect((none.status, none.code) == (422, "unknown_category"))
        }
    }

    @Test func aRequestSentAgainIsDoneOnce() async throws {
        try await TestService().run { shop in
            let headers = ["Idempotency-Key": "order-7"]
            let json = #"{"customer": "c-9"}"#
            let first = try await shop.post("/v1/consultations", json, headers: headers)
            let again = try await shop.post("/v1/consultations", json, headers: headers)
            #expect(first.status == 201 && again.status == 201)
            #expect(first.data == again.data)
            #expect(again.headers[.location] == first.headers[.location])
            #expect(first.headers[.location] != nil)
            #expect(again.headers[HTTPField.Name("Idempotent-Replayed")!] == "true")
            let other = try await shop.post("/v1/consultations", #"{"customer": "c-8"}"#, headers: headers)
            #expect((other.status, other.code) == (422, "idempotency_key_reused"))
            let export = try await shop.get("/v1/customers/c-9")
            #expect((export.json["consultations"] as? [Any])?.count == 1)
        }
    }

    @Test func aRefusalThatIsRepeatedNamesTheRequestThatRepeatsIt() async throws {
        try await TestService().run { shop in
            let (id, _) = try await shop.begin()
            func ask(_ request: String) async throws -> Caller.Answer {
                try await shop.post(
                    "/v1/consultations/\(id)/feedback", #"{"sku": "NO-SUCH", "kind": "liked"}"#,
                    headers: ["Idempotency-Key": "feedback-1", "X-Request-Id": request])
            }
            let (first, again) = (try await ask("one"), try await ask("two"))
            for (answer, request) in [(first, "one"), (again, "two")] {
                #expect((answer.status, answer.code) == (404, "unknown_sku"))
                #expect(answer.json["instance"] as? String == request)
                #expect(answer.headers[HTTPField.Name("X-Request-Id")!] == request)
                #expect(answer.headers[.contentType] == "application/problem+json")
            }
            #expect(again.json["detail"] as? String == first.json["detail"] as? String)
            #expect(first.headers[HTTPField.Name("Idempotent-Replayed")!] == nil)
            #expect(again.headers[HTTPField.Name("Idempotent-Replayed")!] == "true")
        }
    }

    @Test func withoutConsentNoByteIsReadWhateverComesWithIt() async throws {
        var options = ServerOptions()
        // A body that is read to its end would be too large.
        options.pictureBytes = 1000
        try await TestService(options: options).run { shop in
            let (id, _) = try await shop.begin("{}")
            let photo = try TestService.selfie()
            for path in ["/v1/analyses", "/v1/consultations/\(id)/selfies"] {
                for headers in [[:], ["Idempotency-Key": "photo-1"]] {
                    let answer = try await shop.send(.post, path, photo, type: "image/jpeg", headers: headers)
                    #expect((answer.status, answer.code) == (403, "consent_required"))
                }
            }
        }
    }

    @Test func oddFormsAreRefusedAndNothingBreaks() async throws {
        try await TestService().run { shop in
            let consent = ["Consent": "analysis;v=1"]
            for body in [
                "", "--b", "--b\r\n", "--b\r\n\r\n", "--b\r\n\r\nx\r\n--b--", "--b\r\n\r\n\r\n--b--", "--b--",
                "--b\r\n\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"selfie\"\r\n\r\n\r\n--b--",
                "--b\r\nname=\r\n\r\n\r\n--b\r\n",
            ] {
                let answer = try await shop.send(
                    .post, "/v1/analyses", Data(body.utf8), type: "multipart/form-data; boundary=b", headers: consent)
                #expect(answer.status == 400 || answer.status == 422, "\(body)")
            }
            #expect(try await shop.get("/healthz").status == 200)
        }
    }

    @Test func aStylistMeasuresWithAnInstrumentOrByTheShadeThatVanishes() async throws {
        try await TestService().run { shop in
            let (id, _) = try await shop.begin()
            let path = "/v1/consultations/\(id)"
            func measure(_ json: String) async throws -> Caller.Answer {
                try await shop.post(path + "/measurements", json)
            }
            for json in [
                "{}", #"{"sd": 1}"#, #"{"lab": [55, 14, 18], "sku": "JA-BPM-22"}"#, #"{"lab": [55, 14]}"#,
                #"{"lab": [55, 14, 18], "sku": null}"#, #"{"sku": null}"#,
            ] {
                let answer = try await measure(json)
                #expect((answer.status, answer.code) == (400, "invalid_request"), "\(json)")
            }
            let unknown = try await measure(#"{"sku": "NO-SUCH"}"#)
            #expect((unknown.status, unknown.code) == (404, "unknown_sku"))
            let corrector = try await measure(#"{"sku": "HA-OPV-01"}"#)
            #expect((corrector.status, corrector.code) == (422, "unknown_category"))
            let before = try await shop.get(path).json["version"] as? Int
            #expect(before == 1, "what was refused is no event")

            #expect(try await measure(#"{"sku": "JA-BPM-22"}"#).json["version"] as? Int == 2)
            let advice = try await shop.get(path + "/recommendations")
            let first = try #require((advice.json["shades"] as? [[String: Any]])?.first)
            #expect((first["reasons"] as? [String])?.first?.hasPrefix("a stylist chose") == true, "\(first)")
            #expect(try await measure(#"{"lab": [55, 14, 18], "sd": 0.5}"#).status == 201)
        }
    }
}
