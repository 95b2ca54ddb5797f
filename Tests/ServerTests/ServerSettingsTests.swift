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

    @Test func whatWasForFlagsAloneIsASettingToo() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jobs-\(UUID().uuidString)")
            .path(percentEncoded: false)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let settings = try await ServerSettings(
            flags: ["privateWebhooks": "yes"], environment: ["SHADEWISE_JOB_ROOT": folder], file: nil)
        #expect(settings.options.allowsPrivateTargets)
        #expect(settings.options.jobRoot == folder)
        let faults = try await #require(throws: ServerSettings.Faults.self) {
            try await ServerSettings(flags: ["jobRoot": folder + "/none"], environment: [:], file: nil)
        }
        #expect(faults.description.contains("SHADEWISE_JOB_ROOT"))
    }

    @Test func masterKeysAndWhatTheProgramKnowsAreAmongTheMistakes() async throws {
        let key = Data(repeating: 9, count: 32).base64EncodedString()
        let faults = try await #require(throws: ServerSettings.Faults.self) {
            try await ServerSettings(
                flags: ["port": "x"],
                environment: [
                    "SHADEWISE_MASTER_KEY": "c2hvcnQ=", "SHADEWISE_MASTER_KEY_OLD_FILE": "/no/such/file",
                    "SHADEWISE_DATABASE": "sqlite:/no/such/folder/shop.sqlite",
                ], file: nil
            ) { settings in ["database: \(settings.database == nil ? "none" : "seen")"] }
        }
        #expect(faults.lines.count == 4)
        for name in ["port", "SHADEWISE_MASTER_KEY: ", "SHADEWISE_MASTER_KEY_OLD: ", "database: seen"] {
            #expect(faults.lines.contains { $0.hasPrefix(name) }, "\(name)")
        }
        #expect(!faults.description.contains("c2hvcnQ="))
        let alone = try await #require(throws: ServerSettings.Faults.self) {
            try await ServerSettings(flags: [:], environment: ["SHADEWISE_MASTER_KEY_OLD": key], file: nil)
        }
        #expect(alone.lines.count == 1)
        let both = try await ServerSettings(
            flags: [:],
            environment: [
                "SHADEWISE_MASTER_KEY": key, "SHADEWISE_MASTER_KEY_OLD": ShopFixture.masterKey,
            ], file: nil)
        #expect(both.options.masterKey != nil && both.options.formerMasterKey != nil)
    }

    @Test func variablesThatSayNothingAreNamed() async throws {
        let settings = try await ServerSettings(
            flags: [:],
            environment: [
                "SHADEWISE_PROT": "1", "SHADEWISE_DATABASE_FILE": "/x", "SHADEWISE_PORT": "1", "SHADEWISE_HOME": "/",
                "SHADEWISE_CPU": "x86-64-v2", "HOME": "/",
            ], file: nil)
        #expect(settings.unknownVariables == ["SHADEWISE_DATABASE_FILE", "SHADEWISE_PROT"])
    }

    @Test func theProgramTellsAllAtOnceAndNoPassword() throws {
        let run = try ServerProgram.run(
            ["serve", "--port", "x", "--job-root", "/no/such/folder"],
            environment: [
                "SHADEWISE_MASTER_KEY": "short", "SHADEWISE_DATABASE": "postgres://kim:hunter2@db:99999/shop",
            ], complaints: true)
        #expect(run.status == 2)
        for name in ["port", "jobRoot", "SHADEWISE_MASTER_KEY", "database"] {
            #expect(run.output.contains(name), "\(name)")
        }
        #expect(!run.output.contains("hunter2"))
        let lost = try ServerProgram.run(
            ["serve", "--database", "sqlite:/no/such/folder/shop.sqlite"], complaints: true)
        #expect(lost.status == 2)
        #expect(lost.output.contains("folder is not there"))
    }
}
