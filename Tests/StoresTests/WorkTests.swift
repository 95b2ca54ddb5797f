import Consultation
import Stores
import Testing

/// Jobs, messages to webhooks and kept pictures.
struct WorkTests {
    private static func job(_ id: String, _ pictures: Int, in store: Store, customer: String? = nil) async throws {
        let job = Job(id: id, customer: customer, created: 1, expires: 100, settings: "{}", total: pictures)
        let all = (0..<pictures).map { Job.Picture(name: "\($0).jpg", sealed: [UInt8($0)]) }
        try await store.add(job, pictures: all, of: "a")
    }

    @Test(arguments: Backend.present) func everyPictureIsTakenByOneWorkerOnly(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await Self.job("j", 40, in: store)
            let taken = try await withThrowingTaskGroup(of: [Int].self) { group in
                for worker in 0..<6 {
                    group.addTask {
                        var (mine, round) = ([Int](), 0)
                        while let items = Optional(
                            try await store.takeJobItems(3, holder: "w\(worker)-\(round)", at: 2, lease: 60)),
                            !items.isEmpty
                        {
                            mine += items.map(\.number)
                            round += 1
                        }
                        return mine
                    }
                }
                return try await group.reduce([], +)
            }
            #expect(taken.sorted() == Array(1...40))
        }
    }

    /// Who write a line each are faster, and meet it in the audit log; so are workers, who look for pictures.
    @Test(arguments: Backend.shared) func aJobOfManyPicturesGetsInBesideOthers(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            let entry = AuditEntry(at: 1, actor: "k", .jobBegun, "j", [:])
            let over = Runs.Flag()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        while !over.isSet {
                            let time = try await ContinuousClock().measure {
                                try await store.write([.audit(entry)], of: "a")
                            }
                            // However slow the machine is, they leave more room than they take.
                            try await Task.sleep(for: time * 4)
                        }
                    }
                }
                group.addTask {
                    var round = 0
                    while !over.isSet {
                        round += 1
                        let items = try await store.takeJobItems(2, holder: "h\(round)", at: 2, lease: 60)
                        for item in items {
                            _ = try await store.finish(item, result: "{}", code: nil, at: 2)
                        }
                    }
                }
                defer { over.set() }
                let picture = Job.Picture(name: "p", sealed: [UInt8](repeating: 7, count: 50_000))
                for number in 0..<3 {
                    let job = Job(
                        id: "j\(number)", customer: nil, created: 1, expires: 100, settings: "{}", total: 200)
                    try await store.add(
                        job, pictures: Array(repeating: picture, count: 200), of: "a", along: [.audit(entry)])
                }
                over.set()
                try await group.waitForAll()
            }
            #expect(try await store.job("j2", of: "a")?.total == 200)
            guard case .sound = try await store.verifyAudit(of: "a") else {
                Issue.record("the audit log is broken")
                return
            }
        }
    }

    @Test(arguments: Backend.present) func aLeaseThatIsRenewedKeepsOthersOffAndOneThatEndsDoesNot(
        _ backend: Backend
    ) async throws {
        try await withStore(backend) { store in
            try await Self.job("j", 1, in: store)
            let first = try #require(try await store.takeJobItems(1, holder: "x", at: 2, lease: 10).first)
            #expect((first.sealed, first.attempts) == ([0], 1))
            try await store.renewJobItems(of: "x", until: 30)
            #expect(try await store.takeJobItems(1, holder: "y", at: 20, lease: 10).isEmpty)
            let second = try #require(try await store.takeJobItems(1, holder: "y", at: 31, lease: 10).first)
            #expect(second.attempts == 2)
            // The first comes too late to say what became of it.
            #expect(try await !store.finish(first, result: "{}", code: nil, at: 32))
            #expect(try await store.finish(second, result: #"{"done": 1}"#, code: nil, at: 33))
            let job = try #require(try await store.job("j", of: "a"))
            #expect((job.done, job.failed, job.finished) == (1, 0, 33))
            #expect(try await store.results(ofJob: "j", of: "a", after: 0).map(\.text) == [#"{"done": 1}"#])
            #expect(try await store.job("j", of: "b") == nil)
            #expect(try await store.removeExpiredJobs(at: 101) == 1)
        }
    }

    @Test(arguments: Backend.present) func resultsInOrderEndBeforeTheFirstThatIsStillToCome(
        _ backend: Backend
    ) async throws {
        try await withStore(backend) { store in
            try await Self.job("j", 4, in: store)
            try await Self.job("other", 1, in: store)
            func numbers(inOrder: Bool, after number: Int = 0) async throws -> [Int] {
                try await store.results(ofJob: "j", of: "a", after: number, inOrder: inOrder).map(\.number)
            }
            let items = try await store.takeJobItems(9, holder: "x", at: 2, lease: 10).filter { $0.job == "j" }
            #expect(items.map(\.number) == [1, 2, 3, 4])
            #expect(try await store.finish(items[1], result: "{}", code: nil, at: 3))
            #expect(try await numbers(inOrder: true).isEmpty)
            #expect(try await numbers(inOrder: false) == [2])
            #expect(try await store.finish(items[0], result: "{}", code: "no_face", at: 4))
            #expect(try await numbers(inOrder: true) == [1, 2])
            #expect(try await numbers(inOrder: true, after: 1) == [2])
            // What is put off is still to come.
            try await store.putOff(items[2], until: 20)
            #expect(try await store.finish(items[3], result: "{}", code: nil, at: 5))
            #expect(try await numbers(inOrder: true, after: 2).isEmpty)
            // What is cancelled is not.
            #expect(try await store.cancelJob("j", of: "a", at: 6))
            #expect(try await numbers(inOrder: true, after: 2) == [4])
        }
    }

    @Test(arguments: Backend.present) func aMessageIsSentByOneUntilItArrivesOrIsGivenUp(
        _ backend: Backend
    ) async throws {
        try await withStore(backend) { store in
            let hook = Webhook(id: "h", url: "https://x.example", events: ["consultation.begun"], created: 1)
            try await store.add(hook, secret: WebhookSecret(bytes: [7], isSealed: false), of: "a")
            for id in ["c", "d"] {
                try await store.begin(
                    id, customer: "Ann", of: "a", with: [.began(at: 1)], at: 1,
                    along: [.news(try News(.consultationBegun, at: 1, consultation: id, ["consultation": id]))])
            }
            let taken = try await store.takeDeliveries(9, holder: "s", at: 2, lease: 10)
            #expect(taken.count == 2)
            #expect(taken.allSatisfy { $0.secret.bytes == [7] && $0.url == "https://x.example" })
            #expect(try await store.takeDeliveries(9, holder: "t", at: 3, lease: 10).isEmpty)
            try await store.finish(taken[0])
            try await store.fail(taken[1], why: "status 500", at: 4, next: 20, patience: 86_400)
            #expect(try await store.waitingDeliveries(of: "a") == 1)
            let again = try await store.takeDeliveries(9, holder: "u", at: 21, lease: 10)
            #expect(again.map(\.attempts) == [2])
            // What is untold of a customer goes with her.
            _ = try await store.erase("Ann", of: "a", tombstone: "t", subject: [1], at: 22)
            #expect(try await store.waitingDeliveries(of: "a") == 0)
        }
    }

    @Test(arguments: Backend.present) func ofEachTenantAFewMessagesAreTakenAtOnce(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            for (tenant, count, time) in [("a", 5, 1.0), ("b", 3, 2.0)] {
                let hook = Webhook(id: "h", url: "https://x.example", events: ["job.finished"], created: 1)
                try await store.add(hook, secret: WebhookSecret(bytes: [7], isSealed: false), of: tenant)
                for _ in 0..<count {
                    try await store.write([.news(try News(.jobFinished, at: time, ["job": "j"]))], of: tenant)
                }
            }
            func take(_ holder: String, at time: Double) async throws -> [Delivery] {
                try await store.takeDeliveries(8, ofEach: 2, holder: holder, at: time, lease: 10)
            }
            // Those of one who has more, and had them before, leave room for others'.
            let first = try await take("s", at: 3)
            #expect(first.map(\.tenant) == ["a", "a", "b", "b"])
            #expect(try await take("t", at: 4).isEmpty)
            try await store.finish(first[2])
            #expect(try await take("u", at: 5).map(\.tenant) == ["b"])
            // What is to be tried later is nobody's until then.
            try await store.fail(first[0], why: "status 500", at: 6, next: 100, patience: 86_400)
            #expect(try await take("v", at: 7).map(\.tenant) == ["a"])
            // Whose senders ended does not stay full.
            #expect(try await take("w", at: 30).map(\.tenant) == ["a", "a", "b", "b"])
        }
    }

    @Test(arguments: Backend.present) func picturesExpireAndGoWithTheirCase(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await store.begin("c", customer: "Ann", of: "a", with: [.began(at: 1)], at: 1)
            for (id, expires) in [("i", 10.0), ("k", 20.0)] {
                let image = StoredImage(
                    id: id, consultation: "c", at: 1, expires: expires, type: "image/png", bytes: 3)
                try await store.write([.image(image, sealed: [1, 2, 3])], of: "a")
            }
            #expect(try await store.images(ofCase: "c", of: "a", at: 10).map(\.id) == ["k"])
            #expect(try await store.image("i", ofCase: "c", of: "a", at: 10) == nil)
            #expect(try await store.image("k", ofCase: "c", of: "a", at: 10)?.sealed == [1, 2, 3])
            #expect(try await store.image("k", ofCase: "c", of: "b", at: 10) == nil)
            #expect(try await store.removeExpiredImages(at: 10, actor: "sweep") == 1)
            _ = try await store.erase("Ann", of: "a", tombstone: "t", subject: [1], at: 11)
            #expect(try await store.images(ofCase: "c", of: "a").isEmpty)
        }
    }
}
