import ArgumentParser
import Foundation
import Server
import Stores

struct SweepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Remove what is kept no longer, and tell how much it was. A running service does so by itself.")

    @OptionGroup var store: DatabaseOption

    func run() async throws {
        let store = try await store.open()
        let removed = try await Sweeper(store: store, actor: "operator").sweep(at: Date().timeIntervalSince1970)
        for (name, count) in removed.sorted(by: { $0.key < $1.key }) { print("\(name)  \(count)") }
        await store.database.close()
    }
}
