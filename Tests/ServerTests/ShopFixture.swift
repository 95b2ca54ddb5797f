import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Server
import Stores
import TestSupport

/// A service with a shop on it, over a database of its own that goes with it.
final class ShopFixture: Sendable {
    static let tenant = "shop"
    /// Of 32 bytes, for tests alone.
    static let masterKey = Data((0..<32).map { UInt8($0 &* 7 &+ 3) }).base64EncodedString()

    let folder = FileManager.default.temporaryDirectory.appending(path: "shadewise-shop-\(UUID().uuidString)")
    let store: Store
    let key: String
    let application: ServerApplication

    init(
        master: String? = masterKey, logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        clock: TestClock? = nil,
        _ set: (inout ServerOptions) -> Void = { _ in }
    ) async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try await Store(
            SQLiteDatabase(path: folder.appending(path: "shop.sqlite").path(percentEncoded: false)))
        key = try await Self.addShop(Self.tenant, to: store)
        var options = ServerOptions()
        options.masterKey = try master.map { try MasterKey(base64: $0) }
        options.passwordCost = .quick
        set(&options)
        application = try ServerApplication(
            store: store, models: SharedData.models.path(percentEncoded: false), options: options, logger: logger,
            clock: { clock?.now ?? Date().timeIntervalSince1970 })
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// - Returns: A key with all scopes.
    static func addShop(_ id: String, to store: Store) async throws -> String {
        let now = Date().timeIntervalSince1970
        try await store.add(Tenant(id: id, name: id), at: now)
        let feed = [UInt8](try Data(contentsOf: SharedData.root.appending(path: "Catalog/sample.csv")))
        _ = try await store.replaceCatalog(of: id, with: feed, name: "sample", shades: 1, at: now)
        return try await TenantKeys.add(to: id, in: store, named: "all", scopes: Scope.allCases)
    }

    /// The database's files, as they lie on the disk.
    var databaseBytes: Data {
        get throws {
            try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .sorted { $0.path() < $1.path() }.reduce(into: Data()) { $0 += try Data(contentsOf: $1) }
        }
    }

    /// A drawn selfie.
    /// - Parameter comment: put into it, where cameras write theirs.
    static func selfie(comment: String? = nil) throws -> [UInt8] {
        let bytes = [UInt8](
            try Data(contentsOf: SharedData.root.appending(path: "Assets/selfies/selfie-3-medium.jpg")))
        guard let comment else { return bytes }
        let text = Array(comment.utf8)
        let length = text.count + 2
        return bytes[..<2] + [0xFF, 0xFE, UInt8(length >> 8), UInt8(length & 255)] + text + bytes[2...]
    }
}

/// An answer of the service.
struct Answer {
    let response: TestResponse

    var status: Int { response.status.code }
    var bytes: [UInt8] { [UInt8](buffer: response.body) }
    var text: String { String(buffer: response.body) }

    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:] }

    subscript(_ name: String) -> String? { json[name] as? String }
}

extension TestClientProtocol {
    /// Asks as a shop's program does.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, key: String?, json: String? = nil, body: [UInt8]? = nil,
        type: String? = nil, _ headers: [String: String] = [:]
    ) async throws -> Answer {
        var fields: HTTPFields = [:]
        if let key { fields[.authorization] = "Bearer \(key)" }
        if json != nil { fields[.contentType] = "application/json" }
        if let type { fields[.contentType] = type }
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
        let buffer = json.map { ByteBuffer(string: $0) } ?? body.map { ByteBuffer(bytes: $0) }
        return Answer(response: try await execute(uri: path, method: method, headers: fields, body: buffer))
    }

    /// Begins a consultation.
    /// - Returns: Its id.
    func begin(_ shop: ShopFixture, customer: String = "anna", consent: String) async throws -> String {
        let begun = try await ask(
            .post, "/v1/consultations", key: shop.key,
            json: #"{"customer": "\#(customer)", "consent": {\#(consent)}}"#)
        guard let id = begun["id"] else { throw Failure(description: begun.text) }
        return id
    }

    func send(_ selfie: [UInt8], to consultation: String, of shop: ShopFixture) async throws -> Answer {
        try await ask(
            .post, "/v1/consultations/\(consultation)/selfies", key: shop.key, body: selfie, type: "image/jpeg")
    }
}

struct Failure: Error, CustomStringConvertible { let description: String }
