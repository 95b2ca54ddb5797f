import Foundation
import Server
import Testing

struct ServerSettingsTests {
    private func file(_ text: String) throws -> String {
        let url = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString).yaml")
        try text.write(to: url, atomically: true, encoding: .utf8)
        return url.path(percentEncoded: false)
    }

    @Test func flagsGoBeforeTheEnvironmentAndThatBeforeTheFile() async throws {
        let path = try file("shadewise:\n  port: 1\n  workers: 3\n  bodySeconds: 7\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let settings = try await ServerSettings(
            flags: ["port": "9"], environment: ["SHADEWISE_PORT": "8", "SHADEWISE_WORKERS": "2", "PORT": "7"],
            file: path)
        #expect((settings.options.port, settings.options.workers, settings.options.bodySeconds) == (9, 2, 7))
        #expect(settings.options.host == "127.0.0.1")
        #expect(settings.database == nil)
        let other = try await ServerSettings(
            flags: [:], environment: ["SHADEWISE_PICTURE_MEGABYTES": "5", "SHADEWISE_KEY_RATE": "none"], file: nil)
        #expect(other.options.pictureBytes == 5 << 20)
        #expect(other.options.keyRate == .infinity)
        #expect(!other.options.isBehindProxy)
        let proxy = try file("shadewise:\n  behindProxy: yes\n")
        defer { try? FileManager.default.removeItem(atPath: proxy) }
        let flags = try await ServerSettings(
            flags: [:], environment: ["SHADEWISE_PRIVATE_PROVIDERS": "yes"], file: proxy)
        #expect(flags.options.isBehindProxy && flags.options.allowsPrivateProviders)
    }

    @Test func allMistakesAreTold() async throws {
        let path = try file("shadewise:\n  prot: 1\n  workers: many\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let environment = [
            "SHADEWISE_PORT": "70000", "SHADEWISE_LOG": "loud", "SHADEWISE_DATABASE": "mysql://x",
            "SHADEWISE_HOST": "a b",
        ]
        let faults = try await #require(throws: ServerSettings.Faults.self) {
            try await ServerSettings(flags: ["clientRate": "-1"], environment: environment, file: path)
        }
        for name in ["port", "log", "database", "host", "clientRate", "workers", "prot"] {
            #expect(faults.lines.contains { $0.contains(name) }, "\(name)")
        }
        #expect(!faults.description.contains("mysql"), "an address may hold a password")
    }
}
