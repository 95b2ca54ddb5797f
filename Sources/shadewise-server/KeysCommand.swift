import ArgumentParser
import Foundation
import Server
import Stores

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "The master key: seal with a new one, see what is sealed with which.",
        subcommands: [Rotate.self, Status.self])

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate",
            abstract: "Seal every retailer's data key with a new master key: all of them, or none.",
            discussion: """
                SHADEWISE_MASTER_KEY is the new key, SHADEWISE_MASTER_KEY_OLD the one so far (or …_FILE of either). Give \
                both to all running services first: they open with either. It may be run again.
                """)

        @OptionGroup var store: DatabaseOption

        func run() async throws {
            let environment = ProcessInfo.processInfo.environment
            let (old, new): (MasterKey?, MasterKey?)
            do {
                new = try MasterKey.inEnvironment(environment)
                old = try MasterKey.formerInEnvironment(environment)
            } catch { throw ValidationError("\(error)") }
            guard let old, let new else {
                throw ValidationError(
                    "say which keys: SHADEWISE_MASTER_KEY for the new one, SHADEWISE_MASTER_KEY_OLD for the one so far")
            }
            guard old != new else { throw ValidationError("the new master key is the old one") }
            let store = try await store.open()
            do {
                let count = try await KeyRotation(store: store, from: old, to: new)
                    .run(at: Date().timeIntervalSince1970)
                print("\(count) data keys are now sealed with \(new.name)")
            } catch let error as StoreError where error.code == .misconfigured || error.code == .damaged {
                await store.database.close()
                throw ValidationError("nothing was changed: \(error.message)")
            }
            await store.database.close()
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "How many data keys are sealed with which master key.")

        @OptionGroup var store: DatabaseOption

        func run() async throws {
            let environment = ProcessInfo.processInfo.environment
            var roles: [String: String] = [:]
            do {
                if let old = try MasterKey.formerInEnvironment(environment) { roles[old.name] = "  (old)" }
                if let new = try MasterKey.inEnvironment(environment) { roles[new.name] = "  (given)" }
            } catch { throw ValidationError("\(error)") }
            let store = try await store.open()
            for (name, count) in try await store.masterNames().sorted(by: { $0.key < $1.key }) {
                print("\(name)  \(count)\(roles[name] ?? "  (unknown here)")")
            }
            await store.database.close()
        }
    }
}
