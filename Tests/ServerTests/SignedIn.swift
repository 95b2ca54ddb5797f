import Foundation
import HTTPTypes
import HummingbirdTesting
import Server
import Stores

extension PasswordCost {
    /// For tests: a hash in no time.
    static let quick = PasswordCost(logRounds: 4, blockSize: 8, parallelism: 1)
}

/// A stylist's browser.
struct SignedIn: Sendable {
    static let password = "seven calm otters waiting"

    let id: String
    let name: String
    let token: String
    let csrf: String

    /// Her name and her proof, as a page of the service's sends them.
    var headers: [String: String] { ["Cookie": "theme=dark; __Host-shadewise=\(token)", "X-CSRF-Token": csrf] }
    /// As another site's form sends them.
    var cookie: [String: String] { ["Cookie": headers["Cookie"] ?? ""] }

    init(_ answer: Answer) throws {
        guard answer.status == 201, let token = answer.cookies["__Host-shadewise"], let csrf = answer["csrf"],
            let stylist = answer.json["stylist"] as? [String: Any], let id = stylist["id"] as? String,
            let name = stylist["name"] as? String
        else { throw Failure(description: "not signed in: \(answer.status) \(answer.text)") }
        (self.token, self.csrf, self.id, self.name) = (token, csrf, id, name)
    }

    /// Makes somebody by hand.
    /// - Returns: Her id.
    @discardableResult
    static func add(
        _ login: String, role: Stylist.Role = .stylist, to tenant: String, in store: Store
    ) async throws -> String {
        try await StylistAccounts.add(
            login, name: login.capitalized, role: role, password: password, to: tenant, in: store, cost: .quick)
    }
}

extension Answer {
    /// What the browser is to keep, by name; attributes aside.
    var cookies: [String: String] {
        Dictionary(
            setCookies.compactMap { line in
                let pair = line.prefix { $0 != ";" }.split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return pair.count == 2 ? (String(pair[0]), String(pair[1])) : nil
            }
        ) { $1 }
    }

    var setCookies: [String] { response.headers[values: .setCookie] }
}

extension TestClientProtocol {
    func trySignIn(
        _ login: String, _ password: String = SignedIn.password, to tenant: String = ShopFixture.tenant,
        _ headers: [String: String] = [:]
    ) async throws -> Answer {
        try await ask(
            .post, "/v1/session", key: nil,
            json: #"{"tenant": "\#(tenant)", "login": "\#(login)", "password": "\#(password)"}"#, headers)
    }

    func signIn(_ login: String, to tenant: String = ShopFixture.tenant) async throws -> SignedIn {
        try SignedIn(try await trySignIn(login, to: tenant))
    }
}
