import ArgumentParser
import Consultation
import Foundation

/// Customers to simulate: so many drawn here, or those of a file.
enum CustomersArgument: ExpressibleByArgument {
    case drawn(Int)
    case file(String)

    init?(argument: String) {
        if let count = Int(argument) {
            self = .drawn(count)
        } else {
            self = .file(argument)
        }
    }

    var defaultValueDescription: String {
        switch self {
        case .drawn(let count): String(count)
        case .file(let path): path
        }
    }

    /// How many there are, and each by its number.
    /// - Throws: `ExitCode(2)` after naming the line that is wrong.
    func customers(seed: UInt64, offer: Offer) throws -> (count: Int, customer: @Sendable (Int) -> SimulatedCustomer) {
        switch self {
        case .drawn(let count): return (count, { SimulatedCustomer(id: $0, seed: seed, offer: offer) })
        case .file(let path):
            let attributes = offer.space.attributes.map(\.name)
            let customers = try records(in: path).enumerated().map { id, entry -> SimulatedCustomer in
                // It would count for nothing: most likely it is misspelt, or meant for another catalog.
                if let other = entry.record.taste?.keys.sorted().first(where: { !attributes.contains($0) }) {
                    throw misuse(
                        "\(path), line \(entry.line): taste: \(other) is no attribute that the shades differ in; "
                            + "known here are \(attributes.joined(separator: ", "))")
                }
                do throws(ConsultationError) {
                    return try SimulatedCustomer(id: id, entry.record, offer: offer)
                } catch {
                    throw misuse("\(path), line \(entry.line): \(error.message)")
                }
            }
            return (customers.count, { customers[$0] })
        }
    }

    private func records(in path: String) throws -> [(line: Int, record: SimulatedCustomer.Record)] {
        var records: [(line: Int, record: SimulatedCustomer.Record)] = []
        let lines = try fileBytes(path).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where line.contains(where: { $0 > 32 }) {
            do {
                let record = try JSONDecoder().decode(SimulatedCustomer.Record.self, from: Data(line))
                records.append((number + 1, record))
            } catch let error as ConsultationError {
                throw misuse("\(path), line \(number + 1): \(error.message)")
            } catch {
                throw misuse(
                    "\(path), line \(number + 1): no customer; a line is {\"skin\": [L, a, b], \"taste\": {\"finish.matte\": 1}, "
                        + "\"photo\": {\"lab\": [L, a, b], \"covariance\": [LL, La, Lb, aa, ab, bb]}, \"knownShade\": \"SKU\"}"
                )
            }
        }
        guard !records.isEmpty else { throw misuse("\(path) holds no customer") }
        return records
    }
}
