internal import ShadeCatalog
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
    private let bytes: [UInt8]
    private var scanner = DelimitedScanner(delimiter: UInt8(ascii: ","))
    private let columns: [String: Int]
    private let width: Int

    /// - Throws: `HeaderError` when the header lacks a column.
    package init(_ text: String) throws(HeaderError) {
        bytes = Array(text.utf8)
        let texts = scanner.record(of: bytes) == true ? scanner.texts(in: bytes) : []
        let header = texts.map { $0.lowercased().filter { $0 != " " && $0 != "\u{FEFF}" } }
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
            guard let isSound = scanner.record(of: bytes) else { break }
            rows += 1
            let (line, fields) = (scanner.recordStart.line, scanner.texts(in: bytes))
            guard isSound else {
                faults.append(Fault(line: line, message: scanner.fault ?? "a quote is not closed"))
                continue
            }
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

extension DelimitedScanner {
    /// Goes on to the next record of bytes that are all there.
    /// - Returns: Whether it is sound; `nil` at the end.
    fileprivate mutating func record(of bytes: [UInt8]) -> Bool? {
        switch scan(bytes.span, from: offset, line: line, isLast: true) {
        case .record: true
        case .broken: false
        case .incomplete, .nothing: nil
        }
    }
}
