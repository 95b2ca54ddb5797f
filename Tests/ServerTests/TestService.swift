import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Server
import Stores
import TestSupport

/// A service with one retailer, over a database in memory, that answers on a real socket.
struct TestService {
    let store: Store
    let application: ServerApplication
    /// With all scopes.
    let key: String

    init(
        over database: (any SQLDatabase)? = nil, options: ServerOptions = ServerOptions(), origins: [String] = [],
        clock: TestClock? = nil
    ) async throws {
        store = try await Store(try database ?? SQLiteDatabase(path: nil))
        try await store.add(Tenant(id: "demo", name: "Demo", origins: origins), at: 0)
        key = try await DemoTenant.prepare(in: store, catalog: Self.sampleCatalog)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        var options = options
        options.passwordCost = .quick
        application = try ServerApplication(
            store: store, models: SharedData.models.path(percentEncoded: false), options: options, logger: logger,
            clock: { clock?.now ?? Date().timeIntervalSince1970 })
    }

    /// Another retailer's key, with all scopes unless told otherwise.
    func newKey(of tenant: String, scopes: [Scope] = Scope.allCases) async throws -> String {
        if try await store.tenant(tenant) == nil { try await store.add(Tenant(id: tenant, name: tenant), at: 0) }
        return try await TenantKeys.add(to: tenant, in: store, named: "test", scopes: scopes)
    }

    func run(_ work: @escaping @Sendable (Caller) async throws -> Void) async throws {
        try await application.application().test(.live) { client in
            try await work(Caller(client: client, bearer: key))
        }
    }

    /// Of a foundation of light skin in the sample catalog.
    static let sku = "HA-VHM-10"
    static let sampleCatalog = SharedData.root.appending(path: "Catalog/sample.csv").path(percentEncoded: false)

    static func selfie(_ name: String = "selfie-4-tan.jpg") throws -> Data {
        try Data(contentsOf: SharedData.root.appending(path: "Assets/selfies/\(name)"))
    }

    /// What a try-on is asked with, of the type `formType`.
    static func form(_ photo: Data, _ looks: String = "lip=40,45,20:80") -> Data {
        Data("--x\r\nContent-Disposition: form-data; name=\"selfie\"\r\n\r\n".utf8) + photo
            + Data("\r\n--x\r\nContent-Disposition: form-data; name=\"looks\"\r\n\r\n\(looks)\r\n--x--\r\n".utf8)
    }

    static let formType = "multipart/form-data; boundary=x"
}

/// Somebody who asks, with a key or a token.
struct Caller: Sendable {
    let client: any TestClientProtocol
    var bearer: String?

    func with(_ bearer: String?) -> Caller { Caller(client: client, bearer: bearer) }

    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let data: Data

        /// The body as an object; empty for anything else.
        var json: [String: any Sendable] {
            (try? JSONSerialization.jsonObject(with: data)) as? [String: any Sendable] ?? [:]
        }

        var code: String? { json["code"] as? String }
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: Data? = nil, type: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        var fields = HTTPFields()
        if let bearer { fields[.authorization] = "Bearer \(bearer)" }
        if let type { fields[.contentType] = type }
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
        let response = try await client.executeRequest(
            uri: path, method: method, headers: fields, body: body.map { ByteBuffer(bytes: $0) })
        return Answer(
            status: response.status.code, headers: response.headers, data: Data(response.body.readableBytesView))
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send(.get, path, headers: headers)
    }

    func post(_ path: String, _ json: String? = nil, headers: [String: String] = [:]) async throws -> Answer {
        try await send(
            .post, path, json.map { Data($0.utf8) }, type: json == nil ? nil : "application/json", headers: headers)
    }

    /// Begins a consultation.
    func begin(_ json: String = #"{"customer": "c-1", "consent": {"analysis": true}}"#) async throws -> (
        id: String, token: String
    ) {
        let answer = try await post("/v1/consultations", json)
        return (answer.json["id"] as? String ?? "", answer.json["clientToken"] as? String ?? "")
    }
}
