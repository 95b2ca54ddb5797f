/// A row of an answer; columns in the order of the query.
package struct SQLRow: Sendable, Hashable {
    private let values: [SQLValue]

    package init(_ values: [SQLValue]) { self.values = values }
}

extension SQLRow {
    /// - Throws: `damaged` when the column is not there or holds something else, here and below.
    package func text(_ column: Int) throws(StoreError) -> String {
        guard let text = try optionalText(column) else { throw Self.damaged(column) }
        return text
    }

    package func optionalText(_ column: Int) throws(StoreError) -> String? {
        switch try value(column) {
        case .null: nil
        case .text(let text): text
        default: throw Self.damaged(column)
        }
    }

    package func integer(_ column: Int) throws(StoreError) -> Int {
        guard case .integer(let integer) = try value(column) else { throw Self.damaged(column) }
        return integer
    }

    package func flag(_ column: Int) throws(StoreError) -> Bool { try integer(column) != 0 }

    package func real(_ column: Int) throws(StoreError) -> Double {
        guard let real = try optionalReal(column) else { throw Self.damaged(column) }
        return real
    }

    package func optionalReal(_ column: Int) throws(StoreError) -> Double? {
        switch try value(column) {
        case .null: nil
        case .real(let real): real
        case .integer(let integer): Double(integer)
        default: throw Self.damaged(column)
        }
    }

    package func blob(_ column: Int) throws(StoreError) -> [UInt8] {
        guard let blob = try optionalBlob(column) else { throw Self.damaged(column) }
        return blob
    }

    package func optionalBlob(_ column: Int) throws(StoreError) -> [UInt8]? {
        switch try value(column) {
        case .null: nil
        case .blob(let blob): blob
        default: throw Self.damaged(column)
        }
    }

    private func value(_ column: Int) throws(StoreError) -> SQLValue {
        guard values.indices.contains(column) else { throw Self.damaged(column) }
        return values[column]
    }

    private static func damaged(_ column: Int) -> StoreError {
        StoreError(code: .damaged, message: "column \(column) of a row is not what was written there")
    }
}
