import Consultation
import Foundation
import Stores
import Testing
import TestSupport
@testable import PostgreSQL

/// A server of its own, that is stopped and started under load.
@Suite(.enabled(if: PostgresCluster.isInstalled, Comment(rawValue: PostgresCluster.skipReason)), .serialized)
struct PostgreSQLFaultTests {
    /// Each appends to a case of its own and reads it back until told to stop. What was acknowledged is there.
    private static func append(
        _ number: Int, to store: Store, counting: Runs, until isOver: @Sendable () -> Bool
    ) async throws -> (acknowledged: [Double], failures: Int) {
        let id = "c\(number)"
        try await store.begin(id, customer: nil, of: "a", with: [.began(at: 0)], at: 0)
        var (acknowledged, failures, at) = ([0.0], 0, 0.0)
        while !isOver() {
            do {
                guard let version = try await store.loadCase(id, of: "a")?.version else { continue }
                at += 1
                try await store.append([.consented(at: at)], to: id, of: "a", expecting: version)
                acknowledged.append(at)
                _ = counting.add()
            } catch let error as StoreError {
                #expect(error.code == .unavailable, "\(error)")
                failures += 1
                try await Task.sleep(for: .milliseconds(2))
            }
        }
        return (acknowledged, failures)
    }

    @Test(.timeLimit(.minutes(5))) func stoppedAndStartedUnderLoadItRecovers() async throws {
        let cluster = try PostgresCluster()
        let place = try Place(.postgreSQL, cluster: cluster)
        let store = try await Store(place.open())
        try await store.add(Tenant(id: "a", name: "A"), at: 1)
        let (over, done) = (Runs.Flag(), Runs())
        func someMore() async throws {
            let before = done.add()
            while done.value < before + 20 { try await Task.sleep(for: .milliseconds(5)) }
        }
        try await withThrowingTaskGroup(of: (number: Int, acknowledged: [Double], failures: Int).self) { group in
            for number in 0..<6 {
                group.addTask {
                    let result = try await Self.append(number, to: store, counting: done) { over.isSet }
                    return (number, result.acknowledged, result.failures)
                }
            }
            for way in ["stop", "crash", "stop", "crash"] {
                try await someMore()
                try cluster.run(way)
                #expect(await code { try await store.check() } == .unavailable)
                try await Task.sleep(for: .milliseconds(100))
                try cluster.run("resume")
                // At once, with what is open already.
                #expect(await code { try await store.check() } == nil)
            }
            try await someMore()
            over.set()
            var failures = 0
            for try await worker in group {
                let events = try #require(try await store.loadCase("c\(worker.number)", of: "a")).consultation.events
                let times = events.map(\.at)
                #expect(Set(times).count == times.count)
                #expect(Set(worker.acknowledged).isSubset(of: times))
                failures += worker.failures
            }
            #expect(failures > 0)
        }
        await store.database.close()
    }

    @Test func certificatesAreChecked() async throws {
        let cluster = try PostgresCluster(tls: true)
        let folder = cluster.folder
        let port = try String(contentsOfFile: folder + "/port", encoding: .utf8).filter(\.isNumber)
        let near = PostgreSQLDatabase(try PostgreSQLAddress(cluster.address("postgres", "&port=\(port)")))
        _ = try await near.write { session in
            try session.run("CREATE ROLE shop LOGIN PASSWORD 'canary'", [])
        }
        await near.close()
        let isSecret: @Sendable (any SQLSession) throws -> Bool? = { session in
            try session.row("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", [])?.flag(0)
        }
        func ask(_ parameters: String, password: String = "canary", host: String = "localhost") async throws -> Bool? {
            let database = PostgreSQLDatabase(
                try PostgreSQLAddress("postgres://shop:\(password)@\(host):\(port)/postgres?\(parameters)"))
            let answer = await Result { try await database.read(isSecret) }
            await database.close()
            return try answer.get()
        }
        let root = "sslrootcert=\(folder)/root.crt"
        #expect(try await ask("sslmode=require") == true)
        #expect(try await ask("sslmode=disable") == false)
        #expect(try await ask("sslmode=verify-full&" + root) == true)
        for (parameters, password, host) in [
            ("sslmode=verify-full&sslrootcert=\(folder)/other.crt", "canary", "localhost"),
            // The certificate names localhost, not its number.
            ("sslmode=verify-full&" + root, "canary", "127.0.0.1"),
            ("sslmode=verify-full&sslrootcert=\(folder)/none.crt", "canary", "localhost"),
            ("sslmode=require", "canary-wrong", "localhost"),
        ] {
            do {
                _ = try await ask(parameters, password: password, host: host)
                Issue.record("\(parameters) went through")
            } catch let error as StoreError {
                #expect(error.code == .unavailable)
                #expect(!error.description.contains("canary"))
            }
        }
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ work: () async throws -> Success) async {
        do { self = .success(try await work()) } catch { self = .failure(error) }
    }
}

extension Runs {
    /// Set by one, read by others.
    final class Flag: @unchecked Sendable {
        private let lock = NSLock()
        private var value = false

        var isSet: Bool { lock.withLock { value } }

        func set() { lock.withLock { value = true } }
    }
}
