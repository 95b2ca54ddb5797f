internal import CPostgres
internal import Stores

/// Owns an answer of libpq's.
struct PostgreSQLResult: ~Copyable {
    let handle: OpaquePointer

    init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { PQclear(handle) }

    /// What was done, such as `COMMIT`, as the server calls it.
    var command: String { String(cString: PQcmdStatus(handle)) }

    /// How many rows a statement touched.
    var touched: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    /// A part of an error.
    func field(_ name: Int32) -> String? { PQresultErrorField(handle, name).map { String(cString: $0) } }

    /// The types of a prepared statement's parameters, by their numbers.
    func parameterTypes() -> [PostgreSQLType] {
        (0..<PQnparams(handle)).map { PostgreSQLType(rawValue: PQparamtype(handle, $0)) }
    }

    /// - Throws: `invalid` when a column is of a type that `SQLValue` has nothing for.
    func rows() throws(PostgreSQLFailure) -> [SQLRow] {
        let (count, width) = (PQntuples(handle), PQnfields(handle))
        let types = (0..<width).map { PostgreSQLType(rawValue: PQftype(handle, $0)) }
        var rows: [SQLRow] = []
        rows.reserveCapacity(Int(count))
        for row in 0..<count {
            var values: [SQLValue] = []
            values.reserveCapacity(types.count)
            for (column, type) in types.enumerated() {
                values.append(try value(row, Int32(column), type))
            }
            rows.append(SQLRow(values))
        }
        return rows
    }

    private func value(_ row: Int32, _ column: Int32, _ type: PostgreSQLType) throws(PostgreSQLFailure) -> SQLValue {
        if PQgetisnull(handle, row, column) == 1 { return .null }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(handle, row, column), count: Int(PQgetlength(handle, row, column)))
        guard let value = type.value(of: bytes) else {
            throw PostgreSQLFailure(
                error: StoreError(
                    code: .invalid, message: "PostgreSQL: a column of type \(type.rawValue), which nothing here reads"))
        }
        return value
    }
}
