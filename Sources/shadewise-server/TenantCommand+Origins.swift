import ArgumentParser
import Foundation
import Server
import Stores

extension TenantCommand {
    struct Origins: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "origins",
            abstract: "Where a retailer's browsers may call from: list it, or say it anew.",
            discussion: """
                An origin is https://HOST, or https://HOST:PORT. A customer's token is taken from pages of these alone, and of \
                this service itself; with none, from no other page. Programs that are no browsers say no origin, and are not \
                asked for one. Running services know of a change within ten seconds.

                shadewise-server tenant origins --id shop --database sqlite:shop.sqlite
                shadewise-server tenant origins --id shop --set https://shop.example https://m.shop.example …
                """)

        @OptionGroup var store: DatabaseOption

        @Option(help: "The retailer.")
        var id: String

        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp("These, in place of those so far.", valueName: "https://shop.example"))
        var set: [String] = []

        @Flag(help: "From nowhere any more.")
        var none = false

        func validate() throws {
            guard !none || set.isEmpty else { throw ValidationError("--none takes no --set") }
            _ = try TenantCommand.origins(set)
        }

        func run() async throws {
            let origins = try TenantCommand.origins(set)
            try await store.open(for: id) { store in
                if none || !origins.isEmpty {
                    let entry = AuditEntry(
                        at: Date().timeIntervalSince1970, actor: "operator", .originsChanged, id,
                        ["origins": origins.joined(separator: " ")])
                    try await store.setOrigins(origins, of: id, along: [.audit(entry)])
                }
                for origin in try await store.tenant(id)?.origins ?? [] { print(origin) }
            }
        }
    }

    /// As browsers write them.
    /// - Throws: `ValidationError` naming what is none.
    static func origins(_ given: [String]) throws -> [String] {
        do { return try WebOrigin.list(given) } catch { throw ValidationError("\(error)") }
    }
}
