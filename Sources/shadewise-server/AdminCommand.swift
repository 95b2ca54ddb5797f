import ArgumentParser
import Foundation
import Server
import Stores

struct AdminCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admin",
        abstract: "People who sign in for a retailer: make its first admin, list them, give one a new password.",
        discussion: """
            An admin signs in with POST /v1/session, and makes the others with POST /v1/stylists. Passwords are asked for \
            at the terminal, or read as a line from standard input; they are never an argument.

            shadewise-server admin create --tenant shop --login kim@shop.example --name Kim --database sqlite:shop.sqlite
            """,
        subcommands: [Create.self, List.self, ResetPassword.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create", abstract: "Make an admin of a retailer.",
            discussion: """
                The password has 12 to 200 characters; a few words in a row will do.

                shadewise-server admin create --tenant shop --login kim@shop.example --database sqlite:shop.sqlite
                head -n 1 password.txt | shadewise-server admin create --tenant shop --login kim@shop.example …
                """)

        @OptionGroup var person: PersonOptions

        @Option(help: "Shown to others (the login, up to an @).")
        var name: String?

        func validate() throws {
            guard (1...50).contains(name?.unicodeScalars.count ?? 1), name.map(PasswordRules.isShown) ?? true else {
                throw ValidationError("--name takes 1 to 50 characters, none of them a control character")
            }
        }

        func run() async throws {
            try await person.store.open(for: person.tenant) { store in
                guard try await store.stylist(login: person.login, of: person.tenant) == nil else {
                    throw ValidationError("\(person.login) is somebody's already: see admin list, admin reset-password")
                }
                let id: String
                do {
                    id = try await StylistAccounts.add(
                        person.login, name: name ?? String(person.login.prefix { $0 != "@" }.prefix(50)), role: .admin,
                        password: try person.password(), to: person.tenant, in: store)
                } catch let error as StoreError where error.code == .conflict {
                    throw ValidationError("\(person.login) is somebody's already")
                }
                print("admin: \(id)")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "All people who sign in for a retailer.")

        @OptionGroup var store: DatabaseOption

        @Option(help: "The retailer.")
        var tenant: String

        func run() async throws {
            try await store.open(for: tenant) { store in
                for stylist in try await store.stylists(of: tenant) {
                    let more =
                        (stylist.role == .admin ? "  (admin)" : "") + (stylist.disabled == nil ? "" : "  (disabled)")
                    print("\(stylist.id)  \(stylist.login)  \(stylist.name)\(more)")
                }
            }
        }
    }

    struct ResetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-password",
            abstract: "Give somebody a new password, and let her in again if she was disabled. Ends her sessions.")

        @OptionGroup var person: PersonOptions

        func run() async throws {
            try await person.store.open(for: person.tenant) { store in
                guard try await store.stylist(login: person.login, of: person.tenant) != nil else {
                    throw ValidationError("\(person.tenant) has nobody with the login \(person.login): see admin list")
                }
                _ = try await StylistAccounts.resetPassword(
                    of: person.login, to: person.password(), of: person.tenant, in: store)
                print("done")
            }
        }
    }
}

/// Whose account it is.
struct PersonOptions: ParsableArguments {
    @OptionGroup var store: DatabaseOption

    @Option(help: "The retailer.")
    var tenant: String

    @Option(help: "What she signs in with, such as an email address.")
    var login: String

    func validate() throws {
        if let fault = PasswordRules.fault(inLogin: login) { throw ValidationError(fault) }
    }

    func password() throws -> String {
        let password = try PasswordPrompt.read()
        if let fault = PasswordRules.fault(in: password, of: login) { throw ValidationError(fault) }
        return password
    }
}
