internal import CPostgres
internal import Foundation
package import Stores

/// Where a PostgreSQL database is and how to speak with it, as a URL says:
/// `postgres://user:password@host:5432/database?sslmode=verify-full&connections=8`.
///
/// libpq reads it, so all its parameters are understood, with the variables of the environment (`PGPASSFILE`, …) for
/// what the URL does not say. `connections` and `statement_timeout` are ours.
package struct PostgreSQLAddress: Sendable {
    /// libpq's parameters by name.
    let parameters: [String: String]
    /// How many connections there are at most.
    package var connections = 8
    /// Seconds that a statement may take.
    package var statementTimeout = 15.0
    /// Seconds beyond that after which a server that says nothing is left.
    package var grace = 3.0
    /// Seconds that connecting may take.
    package var connectTimeout = 5.0
    /// Seconds that a transaction may wait for a connection.
    package var patience = 10.0
    /// Seconds after which a connection that nobody needs ends.
    package var leisure = 60.0
    /// Transactions that may wait for a connection.
    package var room = 1000

    /// - Throws: `misconfigured` when it cannot be understood; what it says is not repeated, for it may hold a password.
    package init(_ text: String) throws(StoreError) {
        guard Self.isAddress(text) else {
            throw Self.misunderstood("it begins with postgres:// or postgresql://")
        }
        let (rest, own) = Self.split(text)
        guard let read = Self.parse(rest), Self.arePorts(read["port"]) else {
            throw Self.misunderstood("write postgres://user:password@host:5432/database?sslmode=verify-full")
        }
        parameters = read.merging(Self.usual(read)) { given, _ in given }
        connections = try Int(Self.figure(own["connections"], "connections", 1...200, usual: Double(connections)))
        statementTimeout = try Self.figure(
            own["statement_timeout"], "statement_timeout", 0.001...3600, usual: statementTimeout)
        connectTimeout = try Self.figure(
            parameters["connect_timeout"], "connect_timeout", 1...600, usual: connectTimeout)
    }

    package static func isAddress(_ text: String) -> Bool {
        text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    }
}

extension PostgreSQLAddress {
    /// Our own parameters apart from libpq's, which does not know them.
    private static func split(_ text: String) -> (rest: String, own: [String: String]) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return (text, [:]) }
        var (kept, own): ([Substring], [String: String]) = ([], [:])
        for item in parts[1].split(separator: "&") {
            let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if ["connections", "statement_timeout"].contains(sides[0]) {
                own[String(sides[0])] = sides.count == 2 ? String(sides[1]) : ""
            } else {
                kept.append(item)
            }
        }
        return (parts[0] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&")), own)
    }

    /// libpq looks at them only when it connects.
    private static func arePorts(_ text: String?) -> Bool {
        (text ?? "").split(separator: ",").allSatisfy { port in (1...65_535).contains(Int(port) ?? 0) }
    }

    private static func parse(_ text: String) -> [String: String]? {
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(text, &message)
        defer {
            PQconninfoFree(options)
            PQfreemem(message)
        }
        guard var option = options else { return nil }
        var parameters: [String: String] = [:]
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parameters[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return parameters
    }

    /// What is meant where neither the address nor the environment says.
    private static func usual(_ given: [String: String]) -> [String: String] {
        let environment = ProcessInfo.processInfo.environment
        var usual = ["client_encoding": "UTF8", "fallback_application_name": "shadewise"]
        // A dead peer is found out in half a minute, not in hours.
        (usual["keepalives_idle"], usual["keepalives_interval"], usual["keepalives_count"]) = ("10", "5", "3")
        // libpq would speak in the clear wherever the server does not insist on more.
        let host = given["hostaddr"] ?? given["host"] ?? environment["PGHOSTADDR"] ?? environment["PGHOST"] ?? ""
        let isNear = host.split(separator: ",").allSatisfy { host in
            host.hasPrefix("/") || ["localhost", "::1"].contains(host) || host.hasPrefix("127.")
        }
        let isSaid = environment["PGSSLMODE"] != nil || given["service"] != nil || environment["PGSERVICE"] != nil
        if !isNear, !isSaid { usual["sslmode"] = "require" }
        return usual
    }

    private static func figure(
        _ text: String?, _ name: String, _ range: ClosedRange<Double>, usual: Double
    ) throws(StoreError) -> Double {
        guard let text else { return usual }
        guard let figure = Double(text), range.contains(figure) else {
            throw misunderstood("\(name) lies in \(range.lowerBound.formatted())…\(range.upperBound.formatted())")
        }
        return figure
    }

    private static func misunderstood(_ remedy: String) -> StoreError {
        StoreError(code: .misconfigured, message: "the database's address cannot be understood: \(remedy)")
    }
}
