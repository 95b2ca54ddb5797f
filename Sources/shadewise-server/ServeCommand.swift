import ArgumentParser
import Foundation
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
            curl -H "Authorization: Bearer $KEY" -H "Consent: analysis;v=1" -H "Content-Type: image/jpeg" \\
              --data-binary @selfie.jpg "http://127.0.0.1:8080/v1/analyses?match=foundation&top=3"
            """)

    @OptionGroup var store: DatabaseOption

    @Option(help: "Address to listen on; 0.0.0.0 for all.")
    var host = "127.0.0.1"

    @Option(help: "Port to listen on; 0 for any that is free.")
    var port = 8080

    @Option(help: ArgumentHelp("Threads for photos and beliefs; as many as cores.", valueName: "n"))
    var workers: Int?

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

    @Option(help: "What to log: error, info or debug.")
    var log = "info"

    @Option(help: ArgumentHelp("Folder of the face networks.", visibility: .hidden))
    var models: String?

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port lies in 0...65535") }
        guard (1...256).contains(workers ?? 1) else { throw ValidationError("--workers lies in 1...256") }
        guard Logger.Level(rawValue: log) != nil else { throw ValidationError("--log is error, info or debug") }
    }

    func run() async throws {
        let level = Logger.Level(rawValue: log) ?? .info
        LoggingSystem.bootstrap { label in JSONLogHandler(label: label, level: level) }
        let store = try await store.open(usual: demo ? "memory" : nil)
        var options = ServerOptions()
        (options.host, options.port) = (host, port)
        (options.jobRoot, options.allowsPrivateTargets) = (jobRoot, privateWebhooks)
        options.jobLease = jobLease
        if let workers { options.workers = workers }
        do { options.masterKey = try MasterKey.inEnvironment(ProcessInfo.processInfo.environment) } catch {
            throw ValidationError("\(error)")
        }
        let key = demo ? try await DemoTenant.prepare(in: store, catalog: Installation.sampleCatalog) : nil
        let application = try ServerApplication(
            store: store, models: models ?? Installation.models, options: options,
            logger: Logger(label: "shadewise"))
        try await application.run { port in
            print("listening: http://\(host):\(port)")
            if let key { print("key: \(key)") }
            // To a file it would wait for more.
            fflush(nil)
        }
    }
}
