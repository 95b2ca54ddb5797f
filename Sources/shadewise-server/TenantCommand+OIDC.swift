import ArgumentParser
import Foundation
import Server
import Stores

extension TenantCommand {
    struct OIDC: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "oidc",
            abstract: "Let a retailer's stylists sign in by its identity provider (OpenID Connect).",
            discussion: """
                At the provider, register SITE/v1/session/oidc/ID/callback as the address to come back to. The client's \
                secret is read from SHADEWISE_OIDC_SECRET, or the file that SHADEWISE_OIDC_SECRET_FILE names, and is kept \
                sealed under the master key (SHADEWISE_MASTER_KEY or SHADEWISE_MASTER_KEY_FILE).

                Only people whom an admin has made can sign in: the first time by an email address that the provider \
                knows to be theirs and that is their login, later by what the provider calls them.

                SHADEWISE_OIDC_SECRET_FILE=/run/secrets/oidc shadewise-server tenant oidc --id shop \\
                  --issuer https://login.shop.example --client-id shadewise --site https://shades.shop.example
                """)

        @OptionGroup var store: DatabaseOption

        @Option(help: "The retailer.")
        var id: String

        @Option(help: ArgumentHelp("As the provider calls itself.", valueName: "https://…"))
        var issuer: String?

        @Option(help: "As the provider calls this service.")
        var clientId: String?

        @Option(help: ArgumentHelp("Where browsers find this service.", valueName: "https://…"))
        var site: String?

        @Flag(help: "Let both addresses begin with http://, to try things out (with privateProviders: yes).")
        var plain = false

        @Flag(help: "Let nobody sign in that way any more.")
        var remove = false

        func validate() throws {
            if remove {
                guard issuer == nil, clientId == nil, site == nil else {
                    throw ValidationError("--remove takes --id alone")
                }
                return
            }
            guard let issuer, let clientId, let site else {
                throw ValidationError("say --issuer, --client-id and --site, or --remove")
            }
            guard (1...255).contains(clientId.utf8.count) else {
                throw ValidationError("--client-id takes 1 to 255 characters")
            }
            let faults = IdentityProviders.faults(issuer: issuer, site: site, allowsPlain: plain)
            guard faults.isEmpty else { throw ValidationError(faults.joined(separator: "\n")) }
        }

        func run() async throws {
            try await store.open(for: id) { try await change(in: $0) }
        }

        private func change(in store: Store) async throws {
            guard let issuer, let clientId, let site else {
                print(try await IdentityProviders.remove(of: id, in: store) ? "removed" : "there was none")
                return
            }
            let environment = ProcessInfo.processInfo.environment
            let master: MasterKey?
            do { master = try MasterKey.inEnvironment(environment) } catch { throw ValidationError("\(error)") }
            guard let master else {
                throw ValidationError(
                    "the secret is kept sealed: set SHADEWISE_MASTER_KEY or SHADEWISE_MASTER_KEY_FILE")
            }
            let secret: String?
            do { secret = try EnvironmentSecret.text("SHADEWISE_OIDC_SECRET", in: environment) } catch {
                throw ValidationError("\(error)")
            }
            try await IdentityProviders.set(
                issuer: issuer, client: clientId, secret: secret, site: site, of: id, in: store, master: master)
            print("begin: \(site)/v1/session/oidc?tenant=\(id)")
            if secret == nil {
                print("without a secret: SHADEWISE_OIDC_SECRET and SHADEWISE_OIDC_SECRET_FILE are not set")
            }
        }
    }
}
