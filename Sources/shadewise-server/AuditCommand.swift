import ArgumentParser
import Foundation
import Reports
import Server
import Stores

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The log of who did what: check it, give it out.",
        subcommands: [Verify.self, Export.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Tell whether the log is what was written. Exits 1 when it is not, naming the first bad record.",
            discussion: """
                It prints each retailer's head, the hash of the last record. Keep it where nobody who writes to the database \
                can: the chain has no secret, so that such a one can take records away, or change one and write all after \
                it anew, and the log is sound again. Given back as --head, a head tells of either, for what came before it.
                """)

        @OptionGroup var store: DatabaseOption

        @Option(help: "One retailer's alone.")
        var tenant: String?

        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp("Heads printed earlier, which have to be in the log still.", valueName: "hash"))
        var head: [String] = []

        func run() async throws {
            let store = try await store.open()
            var missing = Set(head.map { $0.lowercased() })
            var isBroken = false
            for name in try await AuditCommand.tenants(tenant, in: store) {
                let verdict = try await store.verifyAudit(of: name) { hash in
                    if !missing.isEmpty { missing.remove(hash.hex) }
                }
                switch verdict {
                case .sound(let records, let head): print("\(name)  \(records) records  head \(head.hex)")
                case .broken(let number, let why):
                    print("\(name)  record \(number) is bad: \(why)")
                    isBroken = true
                }
            }
            for hash in missing.sorted() { print("head \(hash) is not in the log: records were taken away") }
            await store.database.close()
            if isBroken || !missing.isEmpty { throw ExitCode(1) }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "The log's records, one JSON object a line.")

        @OptionGroup var store: DatabaseOption

        @Option(help: "One retailer's alone.")
        var tenant: String?

        func run() async throws {
            let store = try await store.open()
            for name in try await AuditCommand.tenants(tenant, in: store) {
                var last = 0
                while true {
                    let page = try await store.audit(of: name, after: last)
                    for record in page {
                        FileHandle.standardOutput.write(Data((jsonLine(Line(record)) + "\n").utf8))
                    }
                    guard let end = page.last else { break }
                    last = end.number
                }
            }
            await store.database.close()
        }
    }

    /// A record as it is given out: with it anybody can check the chain.
    private struct Line: Encodable {
        let tenant: String
        let number: Int
        let milliseconds: Int
        let actor: String
        let action: String
        let subject: String
        /// As it was hashed.
        let detail: String
        let hash: String

        init(_ record: AuditRecord) {
            (tenant, number, milliseconds) = (record.tenant, record.number, record.milliseconds)
            (actor, action, subject, detail) = (record.actor, record.action, record.subject, record.detail)
            hash = record.hash.hex
        }
    }

    private static func tenants(_ only: String?, in store: Store) async throws -> [String] {
        let all = try await store.tenants().map(\.id)
        guard let only else { return all }
        guard all.contains(only) else { throw ValidationError("there is no retailer \(only)") }
        return [only]
    }
}
