import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import Server
import Stores
import Synchronization
import TestSupport
import Testing

/// Words that nothing else holds are put wherever people's own data goes in; then they are looked for where it must not
/// come out.
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct CanaryTests {
    private enum Canary {
        static let photo = "canaryphotoqx7"
        static let customer = "canarycustomerqx7"
        static let message = "canarymessageqx7"
        static let feedback = "canaryfeedbackqx7"
        static let reason = "canaryreasonqx7"
        static let shopReason = "canaryshopreasonqx7"
        static let reviewText = "canaryreviewtextqx7"
        static let answer = "canaryanswerqx7"
        static let key = "canarykeyqx7"
        static let header = "canaryheaderqx7"
        static let login = "canaryloginqx7"
        static let password = "canary password qx7"

        /// What of them is of the customer.
        static let personal = [photo, customer, message, reason, shopReason, reviewText, answer]
        static let all = personal + [feedback, key, header, login, password]
    }

    @Test func whatPeopleGiveIsInNoLogLineNoMetricNoProblemAndAfterErasureInNoFile() async throws {
        let lines = LineCollector()
        let logger = Logger(label: "canary") { _ in CollectingLogHandler(collector: lines) }
        let shop = try await ShopFixture(logger: logger)
        let answers = Mutex<[Answer]>([])
        /// Of sessions.
        let secrets = Mutex<[String]>([])
        try await shop.application.application().test(.live) { client in
            func ask(
                _ method: HTTPRequest.Method, _ path: String, key: String? = shop.key, json: String? = nil,
                body: [UInt8]? = nil, type: String? = nil, _ headers: [String: String] = [:]
            ) async throws -> Answer {
                let answer = try await client.ask(method, path, key: key, json: json, body: body, type: type, headers)
                answers.withLock { $0.append(answer) }
                return answer
            }
            let selfie = try ShopFixture.selfie(comment: Canary.photo)
            let consent = #""consent": {"analysis": true, "retainImage": true, "learn": true, "adult": true}"#
            let begun = try await ask(
                .post, "/v1/consultations", json: #"{"customer": "\#(Canary.customer)", \#(consent)}"#)
            let id = try #require(begun["id"])
            let path = "/v1/consultations/\(id)"
            let token = try #require(begun["clientToken"])
            #expect(try await ask(.post, path + "/selfies", body: selfie, type: "image/jpeg").status == 201)
            // An answer that is kept for a repeat, with a key in it, is given out again and lies nowhere to be read.
            var made: [Answer] = []
            for _ in 0..<2 {
                made.append(
                    try await ask(
                        .post, "/v1/keys", json: #"{"name": "till", "scopes": ["analyze"]}"#,
                        ["Idempotency-Key": Canary.header]))
            }
            let newKey = try #require(made[0]["key"])
            #expect(made[1]["key"] == newKey)
            #expect(try shop.databaseBytes.range(of: Data(newKey.utf8)) == nil)
            #expect(try shop.databaseBytes.range(of: Data(Canary.header.utf8)) == nil)
            // Photos that cannot be read, whole and cut, and none at all.
            for bad in [Array(selfie.prefix(3000)), Array(Canary.photo.utf8), selfie.reversed(), []] {
                let answer = try await ask(.post, path + "/selfies", body: bad, type: "image/jpeg")
                #expect((400...499).contains(answer.status))
            }
            _ = try await ask(
                .post, "/v1/analyses?match=nonsense", body: selfie, type: "image/jpeg",
                ["Consent": "analysis;v=1"])
            _ = try await ask(
                .post, "/v1/analyses", body: selfie, type: "image/jpeg", ["Consent": "\(Canary.header);v=1"])
            let question = try await ask(.get, path + "/question", key: token)
            let asked = (question.json["question"] as? [String: Any])?["id"] as? String ?? "none"
            for body in [
                #"{"question": "\#(asked)", "value": "\#(Canary.answer)"}"#,
                #"{"question": "\#(Canary.answer)", "option": "\#(Canary.answer)"}"#,
                #"{"question": "\#(asked)", "skip": true}"#,
            ] { _ = try await ask(.post, path + "/answers", key: token, json: body) }
            #expect(try await ask(.get, path + "/recommendations", key: token).status == 200)
            _ = try await ask(.get, path + "/recommendations?category=nonsense")
            for body in [
                #"{"sku": "\#(Canary.feedback)", "kind": "liked"}"#,
                #"{"sku": "\#(Canary.feedback)", "kind": "\#(Canary.feedback)"}"#, "{\"\(Canary.feedback)",
                "\"\(Canary.feedback)\"",
            ] { _ = try await ask(.post, path + "/feedback", json: body) }
            let message = try await ask(.post, path + "/messages", json: #"{"text": "\#(Canary.message)"}"#)
            #expect(message.status == 201)
            for route in ["/handoff", "/contest"] {
                _ = try await ask(.post, path + route, json: #"{"text": "\#(Canary.message)"}"#)
            }
            let review = try #require(message["review"])
            for decision in ["override", Canary.reason] {
                _ = try await ask(
                    .post, "/v1/reviews/\(review)/decision",
                    json: #"{"decision": "\#(decision)", "by": "stylist", "reason": "\#(Canary.reason)"}"#)
            }
            for at in ["2026-11-29T12:00:00Z", Canary.shopReason] {
                _ = try await ask(
                    .post, "/v1/events",
                    json: """
                        {"customer": "\(Canary.customer)", "sku": "x", "kind": "reviewed", "at": "\(at)",
                         "reason": "\(Canary.shopReason)", "text": "\(Canary.reviewText)"}
                        """)
            }
            for path in [
                "/v1/customers/\(Canary.customer)-other", "/v1/consultations/\(Canary.customer)",
                "/\(Canary.customer)", "/v1/shades/\(Canary.customer)/equivalents",
                "/v1/shades?cursor=\(Canary.answer)",
            ] { #expect((400...499).contains(try await ask(.get, path).status)) }
            #expect(try await ask(.patch, "/v1/customers/\(Canary.customer)").status == 405)
            #expect(try await ask(.get, "/v1/reviews", key: "swk_" + Canary.key).status == 401)
            _ = try await ask(.put, "/v1/catalog", body: Array("no,catalog\n".utf8), type: "text/csv")
            _ = try await ask(.post, path + "/measurements", json: #"{"lab": "\#(Canary.answer)"}"#)
            // Stylists: what they sign in with, right and wrong.
            let account =
                #"{"name": "Kim", "login": "\#(Canary.login)", "password": "\#(Canary.password)", "role": "admin"}"#
            for _ in 0..<2 { _ = try await ask(.post, "/v1/stylists", json: account) }
            _ = try await ask(
                .post, "/v1/stylists",
                json:
                    #"{"name": "Kim", "login": "\#(Canary.login)", "password": "\#(Canary.login) \#(Canary.password)"}"#
            )
            for (login, password) in [
                (Canary.login, Canary.password), (Canary.login, Canary.password + "x"), (Canary.login + "x", "x"),
            ] {
                let signIn = #"{"tenant": "shop", "login": "\#(login)", "password": "\#(password)"}"#
                let answer = try await ask(.post, "/v1/session", key: nil, json: signIn)
                guard let kim = try? SignedIn(answer) else { continue }
                secrets.withLock { $0 += [kim.token, kim.csrf] }
                let change = #"{"old": "\#(Canary.password)x", "new": "\#(Canary.password) new"}"#
                _ = try await ask(.put, "/v1/session/password", key: nil, json: change, kim.headers)
                _ = try await ask(.put, "/v1/session/password", key: nil, json: change, kim.cookie)
                _ = try await ask(
                    .get, "/v1/session/oidc/shop/callback?code=\(kim.token)&state=x", key: nil, kim.cookie)
                _ = try await ask(.delete, "/v1/session", key: nil, kim.headers)
                #expect(try await ask(.get, "/v1/session", key: nil, kim.cookie).status == 401)
            }
            #expect(secrets.withLock { $0.count } == 2)
            // Here it may come out: she asks for it.
            let export = try await client.ask(.get, "/v1/customers/\(Canary.customer)", key: shop.key)
            for canary in [Canary.customer, Canary.message, Canary.reason, Canary.reviewText] {
                #expect(export.text.contains(canary))
            }
            #expect(try shop.databaseBytes.range(of: Data(Canary.message.utf8)) != nil)
            #expect(try await ask(.delete, "/v1/customers/\(Canary.customer)").status == 200)
            let metrics = try await client.ask(.get, "/metrics", key: nil).text
            for canary in Canary.all + secrets.withLock({ $0 }) {
                #expect(!metrics.contains(canary), "\(canary) in /metrics")
            }
        }
        let log = lines.text
        #expect(log.contains("answered"))
        #expect(log.split(separator: "\n").count > 30)
        let problems = answers.withLock { answers in
            answers.filter { $0.response.headers[.contentType] == "application/problem+json" }
        }
        #expect(problems.count > 20)
        for canary in Canary.all + secrets.withLock({ $0 }) {
            #expect(!log.contains(canary), "\(canary) in the log")
            for problem in problems { #expect(!problem.text.contains(canary), "\(canary) in \(problem.text)") }
        }
        let bytes = try shop.databaseBytes
        for secret in secrets.withLock({ $0 }) + [Canary.password] {
            #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(secret) is in the database's files")
        }
        for canary in Canary.personal {
            #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(canary) is in the database's files")
        }
        // The log that stays is still whole.
        guard case .sound = try await shop.store.verifyAudit(of: ShopFixture.tenant) else {
            Issue.record("the audit log is broken")
            return
        }
        let audit = try await shop.store.audit(of: ShopFixture.tenant, after: 0)
        #expect(audit.last?.action == "customer.erased")
        #expect(!audit.contains { "\($0)".contains(Canary.login) })
    }
}

private final class LineCollector: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

/// Everything that the service's logger is given.
private struct CollectingLogHandler: LogHandler {
    let collector: LineCollector
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    init(collector: LineCollector) { self.collector = collector }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        collector.add("\(event.level) \(event.message) \(metadata) \(event.metadata ?? [:])")
    }
}
