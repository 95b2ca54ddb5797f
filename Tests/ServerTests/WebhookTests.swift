import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Stores
import Synchronization
import TestSupport
import Testing

@testable import Server

/// Waits until something holds, and gives up when it does not for long.
func eventually(_ condition: () async throws -> Bool) async throws {
    for _ in 0..<6000 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(20))
    }
    throw Failure(description: "what was waited for did not come")
}

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct WebhookTests {
    private static func shop() async throws -> ShopFixture {
        try await ShopFixture { options in
            (options.allowsPrivateTargets, options.queueMilliseconds) = (true, 20)
        }
    }

    /// Makes a webhook to a receiver on this machine.
    private static func hook(
        _ client: any TestClientProtocol, _ shop: ShopFixture, port: Int, events: String = ""
    ) async throws -> (id: String, secret: String) {
        _ = try await client.ask(.put, "/v1/policy", key: shop.key, json: #"{"plainWebhooks": true}"#)
        let made = try await client.ask(
            .post, "/v1/webhooks", key: shop.key, json: #"{"url": "http://127.0.0.1:\#(port)/hook"\#(events)}"#)
        guard made.status == 201, let id = made["id"], let secret = made["secret"] else {
            throw Failure(description: made.text)
        }
        return (id, secret)
    }

    @Test func aShopIsToldOfACaseFromItsBeginningToItsErasureInSignedMessages() async throws {
        let (shop, receiver) = (try await Self.shop(), Receiver())
        try await receiver.listening { port in
            try await shop.application.application().test(.live) { client in
                let (hook, secret) = try await Self.hook(client, shop, port: port)
                let id = try await client.begin(shop, consent: #""analysis": true"#)
                let path = "/v1/consultations/\(id)"
                #expect(try await client.ask(.get, path + "/recommendations", key: shop.key).status == 200)
                // Reading it again shows nothing new.
                _ = try await client.ask(.get, path + "/recommendations", key: shop.key)
                let contest = try await client.ask(.post, path + "/contest", key: shop.key)
                let review = try #require(contest["review"])
                let decision = try await client.ask(
                    .post, "/v1/reviews/\(review)/decision", key: shop.key,
                    json: #"{"decision": "override", "by": "Robin", "reason": "a private reason"}"#)
                #expect(decision.status == 200)
                try await eventually { receiver.messages.count >= 4 }
                let erased = try await client.ask(.delete, "/v1/customers/anna", key: shop.key)
                try await eventually { receiver.messages.count >= 5 }
                try await eventually { try await shop.store.waitingDeliveries(of: ShopFixture.tenant) == 0 }
                let messages = receiver.messages
                #expect(
                    Set(messages.compactMap(\.type)) == [
                        "consultation.begun", "recommendation.shown", "review.opened", "review.decided",
                        "customer.erased",
                    ])
                #expect(messages.count == 5)
                #expect(Set(messages.map(\.id)).count == 5)
                let last = try #require(messages.last)
                #expect(last.data["tombstone"] as? String == erased["tombstone"])
                #expect(last.data["consultations"] as? [String] == [id])
                let key = try #require(Data(base64Encoded: String(secret.dropFirst("whsec_".count))))
                for message in messages {
                    let signed = HMAC<SHA256>.authenticationCode(
                        for: Data("\(message.id).\(message.timestamp).\(message.body)".utf8),
                        using: SymmetricKey(data: key))
                    #expect(message.signature == "v1," + Data(signed).base64EncodedString())
                    #expect(!message.body.contains("a private reason") && !message.body.contains("anna"))
                    #expect(message.json["timestamp"] is String)
                }
                let list = try await client.ask(.get, "/v1/webhooks", key: shop.key)
                #expect(!list.text.contains(secret))
                #expect(list.text.contains(hook))
                // Sealed with the tenant's key.
                #expect(try shop.databaseBytes.range(of: key) == nil)
                #expect(try await client.ask(.delete, "/v1/webhooks/\(hook)", key: shop.key).status == 204)
                #expect(try await client.ask(.delete, "/v1/webhooks/\(hook)", key: shop.key).status == 404)
            }
        }
    }

    /// - Source: the example of Standard Webhooks' specification.
    @Test func aSignatureIsTheStandardsOwnExamples() throws {
        let bytes = [UInt8](try #require(Data(base64Encoded: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))
        let signature = WebhookSigningSecret(bytes: bytes).signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: #"{"test": 2432232314}"#)
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    /// A queue with one message, a sender with its own time, and what is at the other end.
    private struct Bench: Sendable {
        let shop: ShopFixture
        let sender: WebhookSender
        let time: Time

        final class Time: Sendable {
            private let now = Mutex(1_800_000_000.0)
            var seconds: Double { now.withLock { $0 } }
            func pass(_ seconds: Double) { now.withLock { $0 += seconds } }
        }

        init(port: Int) async throws {
            shop = try await ShopFixture()
            let time = Time()
            self.time = time
            let store = shop.store
            try await store.setPolicy(#"{"plainWebhooks": true}"#, of: ShopFixture.tenant)
            try await store.add(
                Webhook(
                    id: "wh_1", url: "http://127.0.0.1:\(port)/hook", events: ["job.finished"],
                    created: time.seconds), secret: WebhookSecret(bytes: [1, 2, 3], isSealed: false),
                of: ShopFixture.tenant)
            sender = WebhookSender(
                store: store, vault: Vault(store: store, master: nil, clock: { time.seconds }), allowsPrivate: true,
                clock: { time.seconds })
            try await tell()
        }

        func tell() async throws {
            let news = try News(.jobFinished, at: time.seconds, ["job": "j_1"])
            try await shop.store.write([.news(news)], of: ShopFixture.tenant)
        }

        var webhook: Webhook? { get async throws { try await shop.store.webhooks(of: ShopFixture.tenant).first } }
    }

    @Test(arguments: [500, 302, 404, 429])
    func aMessageThatIsNotTakenIsSentAgainUnderItsIdLaterEachTimeAndTakenInTheEnd(
        status: Int
    ) async throws {
        let receiver = Receiver()
        try await receiver.listening { port in
            let bench = try await Bench(port: port)
            receiver.answer(status)
            #expect(try await bench.sender.sendDue() == 1)
            #expect(try await bench.webhook?.failing == bench.time.seconds)
            #expect(try await bench.webhook?.failure == "status \(status)")
            // Not yet.
            #expect(try await bench.sender.sendDue() == 0)
            bench.time.pass(3)
            #expect(try await bench.sender.sendDue() == 0)
            bench.time.pass(4)
            #expect(try await bench.sender.sendDue() == 1)
            bench.time.pass(7)
            #expect(try await bench.sender.sendDue() == 0)
            receiver.answer(200)
            bench.time.pass(12)
            #expect(try await bench.sender.sendDue() == 1)
            #expect(receiver.messages.count == 3)
            #expect(Set(receiver.messages.map(\.id)).count == 1)
            #expect(Set(receiver.messages.map(\.timestamp)).count == 3)
            #expect(try await bench.webhook?.failing == nil)
            bench.time.pass(100_000)
            #expect(try await bench.sender.sendDue() == 0)
        }
    }

    @Test func afterADayWithoutSuccessAWebhookIsDisabledAndToldNothingMore() async throws {
        let receiver = Receiver()
        try await receiver.listening { port in
            let bench = try await Bench(port: port)
            receiver.answer(503)
            let start = bench.time.seconds
            while try await bench.webhook?.disabled == nil, bench.time.seconds < start + 200_000 {
                _ = try await bench.sender.sendDue()
                bench.time.pass(60)
            }
            let disabled = try #require(try await bench.webhook?.disabled)
            #expect((0.8 * 86_400...86_400 + 60).contains(disabled - start))
            #expect((8...16).contains(receiver.messages.count))
            try await bench.tell()
            #expect(try await bench.shop.store.waitingDeliveries(of: ShopFixture.tenant) == 0)
        }
    }

    @Test func oneThatIsGoneIsDisabledAtOnce() async throws {
        let receiver = Receiver()
        try await receiver.listening { port in
            let bench = try await Bench(port: port)
            receiver.answer(410)
            #expect(try await bench.sender.sendDue() == 1)
            #expect(try await bench.webhook?.disabled != nil)
        }
    }

    @Test func aMessageWhoseSenderWasKilledIsSentByAnotherWhenTheLeaseEnds() async throws {
        let receiver = Receiver()
        try await receiver.listening { port in
            let bench = try await Bench(port: port)
            let taken = try await bench.shop.store.takeDeliveries(
                8, holder: "killed", at: bench.time.seconds, lease: 60)
            #expect(taken.count == 1)
            bench.time.pass(59)
            #expect(try await bench.sender.sendDue() == 0)
            bench.time.pass(2)
            #expect(try await bench.sender.sendDue() == 1)
            #expect(receiver.messages.count == 1)
        }
    }

    @Test func aShopWhoseReceiversSayNothingHoldsNobodyElsesMessagesUp() async throws {
        let (receiver, tarpit) = (Receiver(), try Tarpit())
        try await receiver.listening { port in
            let bench = try await Bench(port: port)
            let (store, then) = (bench.shop.store, bench.time.seconds - 100)
            try await store.add(Tenant(id: "slow", name: "Slow"), at: 0)
            try await store.setPolicy(#"{"plainWebhooks": true}"#, of: "slow")
            for place in 1...10 {
                let hook = Webhook(
                    id: "wh_\(place)", url: "http://127.0.0.1:\(tarpit.port)/", events: ["job.finished"],
                    created: then)
                try await store.add(hook, secret: WebhookSecret(bytes: [1], isSealed: false), of: "slow")
            }
            for _ in 0..<2 {
                try await store.write([.news(try News(.jobFinished, at: then, ["job": "j"]))], of: "slow")
            }
            #expect(try await store.waitingDeliveries(of: "slow") == 20)
            let sending = Task { try await bench.sender.sendDue() }
            defer { sending.cancel() }
            try await eventually { receiver.messages.count == 1 }
            // What comes while the others are waited for goes out, too.
            try await bench.tell()
            try await eventually { receiver.messages.count == 2 }
            #expect(try await store.waitingDeliveries(of: "slow") == 20)
        }
    }

    @Test(arguments: [
        "http://shop.example/hook", "https://127.0.0.1/hook", "https://localhost/hook", "https://10.1.2.3/",
        "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://169.254.169.254/latest/meta-data", "ftp://8.8.8.8/",
        "https://user:secret@8.8.8.8/", "//8.8.8.8/", "https://", "https://8.8.8.8/#part", "https://0x7f000001/",
        "https://2130706433/", "https://127.1/", "https://8.8.8.8\\\\@127.0.0.1/", "file:///etc/passwd", "",
        "https://8.8.8.8:0/", "https://8.8.8.8:65536/", "https://[2a00::1]:99999/hook",
    ])
    func targetsThatAreNoPlaceForMessagesAreRefused(url: String) async throws {
        await #expect(throws: Problem.self) { try await WebhookTarget(url, .init()) }
    }

    @Test func aPublicAddressIsTakenAndConnectedToAsItWasChecked() async throws {
        let target = try await WebhookTarget("https://8.8.8.8:8443/hook?shop=1", .init())
        #expect(target.address.text == "8.8.8.8")
        let plain = try await WebhookTarget("http://localhost:8080/", .init(allowsPlain: true, allowsPrivate: true))
        #expect(["127.0.0.1", "::1"].contains(plain.address.text))
    }

    @Test(arguments: [
        ("8.8.8.8", true), ("172.15.255.255", true), ("172.32.0.0", true), ("100.63.255.255", true),
        ("2606:4700::1111", true), ("2a00::1", true), ("0.0.0.0", false), ("127.255.255.255", false),
        ("10.0.0.0", false), ("172.16.0.0", false), ("172.31.255.255", false), ("192.168.255.1", false),
        ("100.64.0.0", false), ("169.254.0.1", false), ("224.0.0.1", false), ("255.255.255.255", false),
        ("198.19.0.1", false), ("::", false), ("::1", false), ("::ffff:8.8.8.8", false), ("64:ff9b::a00:1", false),
        ("fe80::1", false), ("fc00::1", false), ("fdff::1", false), ("ff02::1", false), ("2002:a00:1::", false),
        ("2001:0:1::", false), ("2001:db8::1", false), ("4000::1", false),
    ])
    func addressesAreToldToBePublicOrNot(text: String, isPublic: Bool) throws {
        #expect(try #require(NetworkAddress(text)).isPublic == isPublic)
    }
}
