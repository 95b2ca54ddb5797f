import Foundation
import Stores
import TestSupport
import Testing

@testable import Server

struct WebOriginTests {
    @Test(arguments: [
        ("https://shop.example", "https://shop.example"), ("HTTPS://Shop.Example/", "https://shop.example"),
        ("https://shop.example:443", "https://shop.example"), ("http://localhost:3000", "http://localhost:3000"),
        ("http://shop.example:80/", "http://shop.example"),
        ("https://xn--bcher-kva.example:8443", "https://xn--bcher-kva.example:8443"),
        ("https://[::1]:8080", "https://[::1]:8080"), ("https://[2001:DB8::1]", "https://[2001:db8::1]"),
    ])
    func originsAreKeptAsBrowsersWriteThem(given: String, text: String) throws {
        #expect(try WebOrigin(given).text == text)
    }

    @Test(arguments: [
        "", "shop.example", "https://", "https:///", "https://shop.example/path", "https://shop.example//",
        "https://kim@shop.example", "https://*.shop.example", "*", "null", "ftp://shop.example", "https://shop.example:0",
        "https://shop.example:", "https://shop.example:x", "https://shop.example?x", "https://bücher.example",
        "https://shop .example", "https://a..b", "https://.example", "https://[::1", "https://a:1:2",
    ])
    func whatNoBrowserWritesIsRefused(given: String) {
        #expect(throws: WebOrigin.Fault.self) { try WebOrigin(given) }
    }

    @Test func theCommandListsAndChangesThem() async throws {
        let shop = try await ShopFixture()
        let path = shop.folder.appending(path: "shop.sqlite").path(percentEncoded: false)
        func tenant(_ words: [String], complaints: Bool = false) throws -> (status: Int32, output: String) {
            try ServerProgram.run(["tenant"] + words + ["--database", "sqlite:\(path)"], complaints: complaints)
        }
        let wrong = try tenant(
            ["create", "--id", "b", "--name", "B", "--origin", "https://shop.example/path"], complaints: true)
        #expect(wrong.status == 2)
        #expect(wrong.output.contains("no path"))
        #expect(try await shop.store.tenant("b") == nil)
        let made = try tenant(["create", "--id", "b", "--name", "B", "--origin", "https://Shop.example/"])
        #expect(made.status == 0)
        #expect(try await shop.store.tenant("b")?.origins == ["https://shop.example"])

        #expect(try tenant(["origins", "--id", "shop"]).output.isEmpty)
        let set = try tenant(
            ["origins", "--id", "shop", "--set", "https://a.example", "https://b.example:443", "https://A.example"])
        #expect(set.output == "https://a.example\nhttps://b.example\n")
        #expect(try tenant(["origins", "--id", "shop", "--set", "b.example"]).status == 2)
        #expect(try tenant(["origins", "--id", "none"]).status == 2)
        #expect(try await shop.store.tenant("shop")?.origins == ["https://a.example", "https://b.example"])
        #expect(try tenant(["origins", "--id", "shop", "--none"]).output.isEmpty)
        #expect(try await shop.store.tenant("shop")?.origins == [])
        let log = try await shop.store.audit(of: "shop", after: 0).filter { $0.action == "origins.changed" }
        #expect(log.map(\.detail) == [#"{"origins":"https://a.example https://b.example"}"#, #"{"origins":""}"#])
    }
}
