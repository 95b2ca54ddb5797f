import ArgumentParser
import CProcess
import Foundation

@main
struct Shadewise: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shadewise",
        abstract: "Foundation shades that suit the person in a selfie, with how sure that is.",
        discussion: """
            Start with a photo:      shadewise match selfie.jpg
            Only the skin reading:   shadewise analyze selfie.jpg --format json
            A measured colour:       shadewise match --lab 62.1,11.8,19.0:0.7
            A folder of photos:      shadewise batch photos/ --out shades.csv
            With questions:          shadewise consult selfie.jpg
            On her own photo:        shadewise try-on selfie.jpg --look lip=SKU
            No photo at hand:        shadewise portrait --lab 46,13,19 --out portrait.jpg
            How right is it:         shadewise audit --generate --per-group 30 --report audit.html

            Exits 0 on success, 1 when an item failed, 2 on misuse, 3 when a declared limit is missed.
            """,
        version: "0.1.0",
        subcommands: [
            Analyze.self, Match.self, BatchCommand.self, CatalogCommand.self, PortraitCommand.self, AuditCommand.self,
            ConsultCommand.self, TryOnCommand.self, SimulateCommand.self,
        ])

    /// ArgumentParser exits 64 on misuse; the contract says 2.
    static func main() {
        StandardDescriptors.fill()
        cprocess_prepare_heap()
        EarlyPhoto.start()
        do {
            var command = try parseAsRoot()
            try command.run()
            try Terminal.flush()
        } catch {
            let code = exitCode(for: error)
            let message = fullMessage(for: error)
            if !message.isEmpty {
                if code.isSuccess { print(message) } else { Terminal.complain(message) }
            }
            try? Terminal.flush()
            Foundation.exit(code == .validationFailure ? 2 : code.rawValue)
        }
    }
}
