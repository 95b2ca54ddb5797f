import ArgumentParser
import Foundation
import Inputs
import Server
import Stores

struct TenantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant",
        abstract:
            "Retailers: make one, list them, say where its browsers call from and who its stylists are; invented customers "
            + "for sandboxes.",
        subcommands: [Create.self, List.self, Origins.self, OIDC.self, Seed.self, Reset.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create", abstract: "Make a retailer, and its first key, which is told only now.")

        @OptionGroup var store: DatabaseOption

        @Option(help: "A short name for programs: letters, digits and dashes.")
        var id: String

        @Option(help: "What people call it.")
        var name: String

        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp(
                "Where its browsers may call from; without it, from nowhere (see tenant origins).",
                valueName: "https://shop.example"))
        var origin: [String] = []

        @Flag(help: "For integrators to try things on, with the sample catalog and invented customers.")
        var sandbox = false

        func validate() throws {
            guard (1...64).contains(id.count),
                id.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || isalnum(Int32($0)) != 0 && $0 < 128 })
            else { throw ValidationError("--id takes 1 to 64 letters, digits and dashes") }
            _ = try TenantCommand.origins(origin)
        }

        func run() async throws {
            // Before anything is made that would be left without one.
            let sample = sandbox ? try SampleCatalog(path: Installation.sampleCatalog) : nil
            let origins = try TenantCommand.origins(origin)
            let store = try await store.open()
            do {
                try await store.add(
                    Tenant(id: id, name: name, origins: origins, isSandbox: sandbox), at: Date().timeIntervalSince1970)
            } catch let error as StoreError where error.code == .conflict {
                throw ValidationError("there is a retailer \(id) already")
            }
            print("key: \(try await TenantKeys.add(to: id, in: store, named: "first", scopes: Scope.allCases))")
            if let sample {
                let now = Date().timeIntervalSince1970
                try await sample.give(to: id, in: store, at: now)
                try await Sandbox(of: id, in: store).seed(at: now)
            }
            await store.database.close()
        }
    }

    struct Seed: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "seed",
            abstract: "Add the invented customers to a sandbox, as far as they are not there.")

        @OptionGroup var store: DatabaseOption

        @Option(help: "Which sandbox.")
        var id: String

        func run() async throws {
            let store = try await store.open()
            let added = try await TenantCommand.sandbox(id, in: store).seed(at: Date().timeIntervalSince1970)
            print("\(added) invented customers added")
            await store.database.close()
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset",
            abstract: "Take a sandbox back to the start.",
            discussion: """
                Its customers, their orders, jobs and rules go, for good; the sample catalog and the invented customers \
                come back. Keys and webhooks stay. No other retailer is ever touched.
                """)

        @OptionGroup var store: DatabaseOption

        @Option(help: "Which sandbox.")
        var id: String

        func run() async throws {
            let store = try await store.open()
            try await TenantCommand.sandbox(id, in: store)
                .reset(to: SampleCatalog(path: Installation.sampleCatalog), at: Date().timeIntervalSince1970)
            print("\(id) is as at the start")
            await store.database.close()
        }
    }

    private static func sandbox(_ id: String, in store: Store) async throws -> Sandbox {
        do { return try await Sandbox(of: id, in: store) } catch let refusal as Sandbox.Refusal {
            await store.database.close()
            throw ValidationError("\(id): \(refusal)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "All retailers.")

        @OptionGroup var store: DatabaseOption

        func run() async throws {
            let store = try await store.open()
            for tenant in try await store.tenants() {
                print("\(tenant.id)  \(tenant.name)\(tenant.isSandbox ? "  (sandbox)" : "")")
            }
            await store.database.close()
        }
    }
}
