import ArgumentParser
import CProcess
import Foundation

@main
struct ShadewiseServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shadewise-server",
        abstract: "The HTTP service: selfies in, ranked and explained shades out.",
        discussion: """
            Try it:             shadewise-server serve --demo
            A first retailer:   shadewise-server tenant create --id shop --name "My shop" --database sqlite:shop.sqlite
            Its first stylist:  shadewise-server admin create --tenant shop --login kim@shop.example --database sqlite:shop.sqlite
            Its orders:         shadewise-server import orders orders.csv --tenant shop --database sqlite:shop.sqlite

            Exits 0 on success, 1 when an item failed, 2 on misuse.
            """,
        version: "0.1.0",
        subcommands: [
            ServeCommand.self, TenantCommand.self, AdminCommand.self, ImportCommand.self, AuditCommand.self,
            SweepCommand.self, KeysCommand.self,
        ])

    /// ArgumentParser exits 64 on misuse; the contract says 2.
    static func main() async {
        cprocess_prepare_heap()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let code = exitCode(for: error)
            let message = fullMessage(for: error)
            if code.isSuccess { print(message) } else { FileHandle.standardError.write(Data((message + "\n").utf8)) }
            Foundation.exit(code == .validationFailure ? 2 : code.rawValue)
        }
    }
}
