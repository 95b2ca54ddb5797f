import Foundation
import Stores
import TestSupport
import Testing

@testable import Server

struct AdminCommandTests {
    private static let password = "seven calm otters waiting\n"

    @Test func theFirstAdminIsMadeByTheCommand() async throws {
        let shop = try await ShopFixture()
        let path = shop.folder.appending(path: "shop.sqlite").path(percentEncoded: false)
        func admin(
            _ words: [String], tenant: String = ShopFixture.tenant, input: String? = nil, complaints: Bool = false
        ) throws -> (status: Int32, output: String) {
            try ServerProgram.run(
                ["admin"] + words + ["--tenant", tenant, "--database", "sqlite:\(path)"], input: input,
                complaints: complaints)
        }
        let create = ["create", "--login", "Kim@shop.example"]
        // What is wrong is told, and nothing is made.
        for (words, tenant, input, complaint) in [
            (create, "no-shop", Self.password, "there is no retailer no-shop"),
            (create, "shop", "short\n", "12 to 200 characters"), (create, "shop", nil, "holds no password"),
            (create, "shop", "kim@shop.example\n", "does not hold the login"),
            (["create", "--login", "k m"], "shop", Self.password, "A login has"),
            (["reset-password", "--login", "kim"], "shop", Self.password, "nobody with the login kim"),
        ] as [([String], String, String?, String)] {
            let run = try admin(words, tenant: tenant, input: input, complaints: true)
            #expect(run.status == 2, "\(words)")
            #expect(run.output.contains(complaint), "\(run.output)")
            if let input { #expect(!run.output.contains(input)) }
        }
        #expect(try await shop.store.stylists(of: "shop").isEmpty)
        let made = try admin(create, input: Self.password)
        #expect(made.status == 0)
        let id = try #require(made.output.split(whereSeparator: \.isWhitespace).last.map(String.init))
        #expect(try admin(["list"]).output == "\(id)  kim@shop.example  Kim  (admin)\n")
        #expect(try admin(create, input: Self.password, complaints: true).output.contains("somebody's already"))
        let (kim, hash) = try #require(try await shop.store.stylist(login: "kim@shop.example", of: "shop"))
        #expect(kim.role == .admin)
        #expect(hash?.hasPrefix("scrypt$17$8$1$") == true)
        #expect(try PasswordHash(text: hash ?? "").isOf("seven calm otters waiting"))

        _ = try await shop.store.disableStylist(kim.id, of: "shop", at: 1)
        #expect(try admin(["list"]).output.contains("(admin)  (disabled)"))
        let reset = try admin(["reset-password", "--login", "KIM@shop.example"], input: "nine loud herons leaving\n")
        #expect(reset.status == 0)
        let (again, other) = try #require(try await shop.store.stylist(login: "kim@shop.example", of: "shop"))
        #expect(again.disabled == nil)
        #expect(try PasswordHash(text: other ?? "").isOf("nine loud herons leaving"))
        let actions = try await shop.store.audit(of: "shop", after: 0).map(\.action)
        #expect(actions.suffix(2) == ["stylist.made", "password.changed"])
    }

    @Test func theIdentityProviderIsSetByTheCommand() async throws {
        let shop = try await ShopFixture()
        let path = shop.folder.appending(path: "shop.sqlite").path(percentEncoded: false)
        func oidc(
            _ words: [String], _ environment: [String: String] = [:], complaints: Bool = false
        ) throws -> (status: Int32, output: String) {
            try ServerProgram.run(
                ["tenant", "oidc", "--id", "shop", "--database", "sqlite:\(path)"] + words, environment: environment,
                complaints: complaints)
        }
        let all = ["--issuer", "https://login.example", "--client-id", "c", "--site", "https://shades.example"]
        let master = ["SHADEWISE_MASTER_KEY": ShopFixture.masterKey, "SHADEWISE_OIDC_SECRET": "a secret"]
        for (words, environment, complaint) in [
            (Array(all.dropLast(2)), master, "--site"), (all, [:], "SHADEWISE_MASTER_KEY"),
            (["--issuer", "http://login.example"] + Array(all.dropFirst(2)), master, "--issuer"),
            (Array(all.dropLast()) + ["https://shades.example/console"], master, "--site"),
        ] as [([String], [String: String], String)] {
            let run = try oidc(words, environment, complaints: true)
            #expect(run.status == 2)
            #expect(run.output.contains(complaint), "\(run.output)")
        }
        let set = try oidc(all, master)
        #expect(set.output == "begin: https://shades.example/v1/session/oidc?tenant=shop\n")
        let provider = try #require(try await shop.store.identityProvider(of: "shop"))
        #expect((provider.issuer, provider.client) == ("https://login.example", "c"))
        #expect(provider.secret != nil)
        #expect(try shop.databaseBytes.range(of: Data("a secret".utf8)) == nil)
        #expect(try oidc(["--remove"]).output == "removed\n")
        #expect(try await shop.store.identityProvider(of: "shop") == nil)
    }
}
