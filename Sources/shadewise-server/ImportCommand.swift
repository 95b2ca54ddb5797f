import ArgumentParser
import Foundation
import Server
import Stores

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in what the shop's systems know.", subcommands: [Orders.self])

    struct Orders: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "orders",
            abstract: "Orders, returns and reviews, a row each.",
            discussion: """
                A CSV whose header names customer, sku, kind (purchased, kept, returned, reviewed) and at (ISO 8601), and \
                may name id, reason and text. A row that was taken in before counts once. Rows that cannot be read are \
                told by line; the others are taken in.

                shadewise-server import orders orders.csv --tenant shop --database sqlite:shop.sqlite
                """)

        @Argument(help: ArgumentHelp("A CSV file; - for standard input.", valueName: "file"), completion: .file())
        var file: String

        @Option(help: "Whose they are.")
        var tenant: String

        @OptionGroup var store: DatabaseOption

        func run() async throws {
            let faults = try await store.open(for: tenant) { try await take(into: $0) }
            if faults > 0 { throw ExitCode(1) }
        }

        /// - Returns: How many rows were left out.
        private func take(into store: Store) async throws -> Int {
            let path = file == "-" ? "/dev/stdin" : file
            guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
                throw ValidationError("\(file) cannot be read as UTF-8 text")
            }
            var table: OrderTable
            do { table = try OrderTable(text) } catch { throw ValidationError("\(file): \(error)") }
            let intake = try await ShopIntake(store: store, tenant: tenant)
            var (added, joined, faults) = (0, 0, 0)
            while let batch = table.next(1000) {
                for fault in batch.faults {
                    FileHandle.standardError.write(Data("\(file):\(fault.line): \(fault.message)\n".utf8))
                }
                let taken = try await intake.add(batch.events, at: Date().timeIntervalSince1970)
                (added, joined) = (added + taken.new, joined + taken.joined)
                faults += batch.faults.count
            }
            print(
                "\(table.rows) rows: \(added) new (\(joined) said in consultations), "
                    + "\(table.rows - added - faults) known, \(faults) left out")
            return faults
        }
    }
}
