import ArgumentParser
import Foundation
import Server
import Stores

struct TenantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant", abstract: "Retailers: make one, list them, say who its stylists are.",
        subcommands: [Create.self, List.self, OIDC.self])

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
            help: ArgumentHelp("Where its browsers may call from.", valueName: "https://shop.example"))
        var origin: [String] = []

        @Flag(help: "For integrators to try things on, with fake customers.")
        var sandbox = false

        func validate() throws {
            guard (1...64).contains(id.count),
                id.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || isalnum(Int32($0)) != 0 && $0 < 128 })
            else { throw ValidationError("--id takes 1 to 64 letters, digits and dashes") }
        }

        func run() async throws {
            let store = try await store.open()
            do {
                try await store.add(
                    Tenant(id: id, name: name, origins: origin, isSandbox: sandbox), at: Date().timeIntervalSince1970)
            } catch let error as StoreError where error.code == .conflict {
                throw ValidationError("there is a retailer \(id) already")
            }
            print("key: \(try await TenantKeys.add(to: id, in: store, named: "first", scopes: Scope.allCases))")
            await store.database.close()
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
