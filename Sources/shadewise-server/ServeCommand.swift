import ArgumentParser
import Foundation
import Inputs
import Logging
import Reports
import Server

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer over HTTP until told to stop.",
        discussion: """
            With --demo it brings its own tenant, sample catalog and key, which it prints. Log lines go to standard error, \
            one JSON object each.

            shadewise-server serve --demo
            Settings in the file, under `shadewise:`, or as SHADEWISE_PORT and the like: host, port, workers, \
            waitingPerWorker, pictureMegabytes, feedMegabytes, bodyRoomMegabytes, bodySeconds, connections, keyRate, clientRate, \
            learnMinutes, behindProxy (yes where a proxy says in X-Forwarded-For who asks), privateProviders (yes to let shops' identity \
            providers lie in private networks and speak http), privateWebhooks, jobRoot, log, database. All that is wrong with them, \
            with master keys and with the database's address is told at once; a SHADEWISE_… that is none of them is warned of.

            curl -H "Authorization: Bearer $KEY" -H "Consent: analysis;v=1" -H "Content-Type: image/jpeg" \\
              --data-binary @selfie.jpg "http://127.0.0.1:8080/v1/analyses?match=foundation&top=3"
            """)

    @OptionGroup var store: DatabaseOption

    @Option(help: "Address to listen on; 0.0.0.0 for all (127.0.0.1).")
    var host: String?

    @Option(help: "Port to listen on; 0 for any that is free (8080).")
    var port: String?

    @Option(help: ArgumentHelp("Threads for photos and beliefs (as many as cores).", valueName: "n"))
    var workers: String?

    @Option(
        help: ArgumentHelp("Settings in YAML; flags and SHADEWISE_… go before it.", valueName: "settings.yaml"),
        completion: .file())
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Folder with a folder for each retailer, by its id, with folders of pictures for jobs.", valueName: "folder"
        ))
    var jobRoot: String?

    @Option(help: ArgumentHelp("Seconds that a worker keeps a job's pictures unheard of.", visibility: .hidden))
    var jobLease = 60.0

    @Flag(help: "Let webhooks lead into private networks.")
    var privateWebhooks = false

    @Flag(help: "With a tenant to try things on, the sample catalog and a key, which is printed.")
    var demo = false

    @Option(help: "What to log: error, warning, info or debug (info).")
    var log: String?

    @Option(help: ArgumentHelp("Folder of the face networks.", visibility: .hidden))
    var models: String?

    func run() async throws {
        let settings = try await settings()
        let level = Logger.Level(rawValue: settings.log) ?? .info
        LoggingSystem.bootstrap { label in JSONLogHandler(label: label, level: level) }
        let logger = Logger(label: "shadewise")
        for name in settings.unknownVariables {
            logger.warning("variable of the environment says nothing", metadata: ["name": .string(name)])
        }
        let store = try await store.open(usual: settings.database ?? (demo ? "memory" : nil))
        var options = settings.options
        options.jobLease = jobLease
        let key = demo ? try await DemoTenant.prepare(in: store, catalog: Installation.sampleCatalog) : nil
        if demo { try await DemoTenant.fill(in: store) }
        let application = try ServerApplication(
            store: store, models: models ?? Installation.models, options: options, logger: logger)
        try await application.run { [host = options.host] port in
            print("listening: http://\(host):\(port)")
            if let key { print("key: \(key)") }
            // To a file it would wait for more.
            fflush(nil)
        }
    }

    /// - Throws: `ValidationError` with all that is wrong, a line each.
    private func settings() async throws -> ServerSettings {
        let given: [String: String?] = [
            "host": host, "port": port, "workers": workers, "log": log, "database": store.database,
            "jobRoot": jobRoot, "privateWebhooks": privateWebhooks ? "yes" : nil,
        ]
        do {
            return try await ServerSettings(
                flags: given.compactMapValues(\.self), environment: ProcessInfo.processInfo.environment, file: config
            ) { settings in
                DatabaseOption.fault(in: settings.database ?? (demo ? "memory" : nil)).map { [$0] } ?? []
            }
        } catch let faults as ServerSettings.Faults { throw ValidationError(faults.description) }
    }
}
