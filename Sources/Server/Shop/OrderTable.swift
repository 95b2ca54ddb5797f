package import Stores

/// A CSV (RFC 4180) of orders, returns and reviews, read some rows at a time.
package struct OrderTable: Sendable {
    /// Why a row was left out.
    package struct Fault: Sendable, Hashable {
        package let line: Int
        package let message: String
    }

    /// Why a file is no such table.
    package struct HeaderError: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// Rows read so far, without the header.
    package private(set) var rows = 0
    private var records: CSVRecords
    private let columns: [String: Int]
    private let width: Int

    /// - Throws: `HeaderError` when the header lacks a column.
    package init(_ text: String) throws(HeaderError) {
        records = CSVRecords(text)
        let header = records.next()?.fields.map { $0.lowercased().filter { $0 != " " && $0 != "\u{FEFF}" } } ?? []
        columns = Dictionary(header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        width = header.count
        let missing = ["customer", "sku", "kind", "at"].filter { columns[$0] == nil }
        guard missing.isEmpty else {
            throw HeaderError(
                description: "the header lacks \(missing.joined(separator: ", ")): it names customer, sku, kind and at")
        }
    }

    /// The next rows, at most so many; `nil` at the end.
    package mutating func next(_ most: Int) -> (events: [ShopEvent], faults: [Fault])? {
        var (events, faults) = ([ShopEvent](), [Fault]())
        for _ in 0..<most {
            guard let (line, fields) = records.next() else { break }
            rows += 1
            guard fields.count == width else {
                faults.append(Fault(line: line, message: "has \(fields.count) cells, the header \(width)"))
                continue
            }
            func cell(_ name: String) -> String? { columns[name].map { fields[$0] }.flatMap { $0.isEmpty ? nil : $0 } }
            let event = IncomingShopEvent(
                id: cell("id"), customer: cell("customer") ?? "", sku: cell("sku") ?? "", kind: cell("kind") ?? "",
                reason: cell("reason"), text: cell("text"), at: cell("at") ?? "")
            do throws(Problem) { events.append(try event.checked()) } catch {
                faults.append(Fault(line: line, message: error.detail))
            }
        }
        return events.isEmpty && faults.isEmpty ? nil : (events, faults)
    }
}

/// The records of a CSV, one after another.
private struct CSVRecords: Sendable {
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1

    init(_ text: String) { bytes = Array(text.utf8) }

    /// - Returns: The line that a record begins on, and its cells; empty lines are passed over.
    mutating func next() -> (line: Int, fields: [String])? {
        while place < bytes.count, bytes[place] == 0x0A || bytes[place] == 0x0D { step() }
        guard place < bytes.count else { return nil }
        let start = line
        var fields: [String] = []
        while true {
            fields.append(field())
            guard place < bytes.count else { break }
            let end = bytes[place]
            step()
            if end == 0x2C { continue }
            if end == 0x0D, place < bytes.count, bytes[place] == 0x0A { step() }
            break
        }
        return (start, fields)
    }

    private mutating func field() -> String {
        guard place < bytes.count, bytes[place] == 0x22 else {
            let start = place
            while place < bytes.count, ![0x2C, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
            return String(decoding: bytes[start..<place], as: UTF8.self)
        }
        var text: [UInt8] = []
        place += 1
        while place < bytes.count {
            if bytes[place] == 0x22 {
                place += 1
                // Two quotes stand for one.
                guard place < bytes.count, bytes[place] == 0x22 else { break }
            }
            text.append(bytes[place])
            step()
        }
        // What stands behind the closing quote belongs to nothing.
        while place < bytes.count, ![0x2C, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func step() {
        if bytes[place] == 0x0A { line += 1 }
        place += 1
    }
}
