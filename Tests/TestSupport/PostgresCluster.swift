import Foundation

/// A private PostgreSQL server that `Scripts/postgres.sh` starts in a temporary folder. It ends with the process that
/// runs the tests, however that ends.
public final class PostgresCluster: Sendable {
    /// Of the server's socket.
    public let folder: String

    /// - Parameter tls: listening on 127.0.0.1, too.
    public init(tls: Bool = false) throws {
        folder = "/tmp/shadewise-pg-\(UUID().uuidString.prefix(8))"
        try Self.run(["start", folder, "\(ProcessInfo.processInfo.processIdentifier)"] + (tls ? ["tls"] : []))
    }

    deinit { try? Self.run(["remove", folder]) }

    /// One for all tests that leave it as it is.
    public static let shared = Result { try PostgresCluster() }

    public static let isInstalled: Bool = {
        let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        return (paths + folders.map { "/usr/lib/postgresql/\($0)/bin" }).contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/initdb")
        }
    }()

    public static let skipReason = "PostgreSQL is not installed: `make test` or Scripts/install-packages.sh installs it"

    /// A new, empty database's name.
    public func newDatabase() throws -> String {
        let name = "t_\(UUID().uuidString.prefix(8).lowercased())"
        try Self.run(["database", folder, name])
        return name
    }

    /// - Parameter more: further parameters, such as `&connections=2`.
    public func address(_ database: String = "postgres", _ more: String = "") -> String {
        "postgres:///\(database)?host=\(folder)&user=postgres\(more)"
    }

    /// - Parameter action: `stop`, `crash` or `resume`.
    public func run(_ action: String) throws { try Self.run([action, folder]) }

    private static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = SharedData.root.appending(path: "Scripts/postgres.sh")
        process.arguments = arguments
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let message = try errors.fileHandleForReading.readToEnd() ?? Data()
            throw PythonOracle.Failure(message: String(decoding: message, as: UTF8.self))
        }
    }
}
