internal import Configuration
internal import Foundation
internal import Yams

/// How a server runs, put together from flags, environment and a file, in that order of precedence.
package struct ServerSettings: Sendable, Hashable {
    package var options = ServerOptions()
    /// `error`, `warning`, `info` or `debug`.
    package var log = "info"
    /// Where things are kept; `nil` where nobody says.
    package var database: String?
    /// Variables of the environment that begin as ours do and say nothing: misspelt, or of another version.
    package private(set) var unknownVariables: [String] = []

    /// All that is wrong with the settings, one a line, each with its name and what it may be.
    package struct Faults: Error, Sendable, Hashable, CustomStringConvertible {
        package let lines: [String]

        package var description: String { lines.joined(separator: "\n") }
    }

    /// - Parameters:
    ///   - flags: what the command line says, by the settings' names.
    ///   - environment: where `SHADEWISE_PORT` names the setting `port`, `SHADEWISE_BODY_SECONDS` `bodySeconds`.
    ///     Master keys come from there alone.
    ///   - file: a YAML file with `shadewise:` at the top and the settings below.
    ///   - more: tells what only the program knows to be wrong with the settings, such as a database's address.
    /// - Throws: `Faults`, with all of them.
    package init(
        flags: [String: String], environment: [String: String], file: String?,
        more: (ServerSettings) -> [String] = { _ in [] }
    ) async throws {
        var lines: [String] = []
        func provider(_ values: [String: String]) -> InMemoryProvider {
            InMemoryProvider(
                values: Dictionary(
                    uniqueKeysWithValues: values.map {
                        (AbsoluteConfigKey(["shadewise", $0]), ConfigValue(stringLiteral: $1))
                    }))
        }
        let names = Self.settings.map(\.name)
        // Environment names have words apart.
        let variables = Dictionary(
            uniqueKeysWithValues: names.compactMap { name in
                environment[Self.variable(of: name)].map { (name, $0) }
            })
        var stated: [String: String] = [:]
        if let file {
            do { stated = try Self.read(file, names: Set(names), faults: &lines) } catch {
                lines.append("\(file): cannot be read as YAML with `shadewise:` at the top")
            }
        }
        let usual = Dictionary(uniqueKeysWithValues: Self.settings.compactMap { s in s.usual.map { (s.name, $0) } })
        let reader = ConfigReader(
            providers: [provider(flags), provider(variables), provider(stated), provider(usual)]
        ).scoped(to: "shadewise")
        for setting in Self.settings {
            guard let text = reader.string(forKey: ConfigKey([setting.name])) else { continue }
            guard setting.apply(text, &self) else {
                lines.append("\(setting.name) (\(Self.variable(of: setting.name))): write \(setting.expected)")
                continue
            }
        }
        lines += options.takeKeys(from: environment)
        lines += more(self)
        guard lines.isEmpty else { throw Faults(lines: lines) }
        unknownVariables = Self.unknownVariables(in: environment)
    }

    /// `SHADEWISE_BODY_SECONDS` of `bodySeconds`.
    static func variable(of name: String) -> String {
        "SHADEWISE_" + name.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
    }

    private static func read(_ file: String, names: Set<String>, faults: inout [String]) throws -> [String: String] {
        let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
        guard let top = try Yams.load(yaml: text) as? [String: Any], let found = top["shadewise"] as? [String: Any]
        else {
            throw Faults(lines: [])
        }
        for name in found.keys.sorted() where !names.contains(name) {
            faults.append("\(file): `\(name)` is no setting: \(names.sorted().joined(separator: ", "))")
        }
        return found.filter { names.contains($0.key) }.mapValues { "\($0)" }
    }
}
