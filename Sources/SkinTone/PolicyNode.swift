import Yams

/// A place in a policy file, with its path for errors.
///
/// Walks the YAML tree itself: Yams' decoder compiles regular expressions to guess scalars' types, which takes longer
/// than reading a photo's skin.
package struct PolicyNode {
    private let node: Node
    private let path: String

    private init(_ node: Node, _ path: String) {
        self.node = node
        self.path = path
    }

    package init(yaml: [UInt8]) throws(PolicyError) {
        guard let text = String(validating: yaml, as: UTF8.self) else {
            throw PolicyError(message: "it is not UTF-8")
        }
        do {
            guard let root = try compose(yaml: text, .basic) else { throw PolicyError(message: "it is empty") }
            self.init(root, "")
        } catch let error as PolicyError { throw error } catch {
            throw PolicyError(message: "it is not valid YAML" + Self.place(of: error))
        }
    }

    /// Where the text stops being YAML, as far as the parser says.
    private static func place(of error: any Error) -> String {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ": line \(mark.line), column \(mark.column): \(problem)"
        case .duplicatedKeysInMapping(let keys, let context):
            ": line \(context.mark.line): \(keys.joined(separator: ", ")) is there twice"
        default: ""
        }
    }

    package func wrong(_ what: String) -> PolicyError {
        PolicyError(message: path.isEmpty ? "it \(what)" : "\(path) \(what)")
    }

    private func place(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    package func entries() throws(PolicyError) -> [(String, PolicyNode)] {
        try pairs().map { key, value in (key.string, PolicyNode(value, place(of: key.string))) }
    }

    private func pairs() throws(PolicyError) -> [(key: Node.Scalar, value: Node)] {
        guard case .mapping(let mapping) = node else { throw wrong("has the wrong type") }
        var pairs: [(key: Node.Scalar, value: Node)] = []
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else { throw wrong("has a key that is not a word") }
            pairs.append((scalar, value))
        }
        return pairs
    }

    /// Refuses what nothing reads: a key that is misspelled says nothing, and its author must know.
    /// - Throws: `PolicyError` with the key, its line and the keys there are.
    package func allowOnly(_ keys: [String]) throws(PolicyError) {
        for (key, _) in try pairs() where !keys.contains(key.string) {
            let line = key.mark.map { "line \($0.line): " } ?? ""
            throw PolicyError(
                message: line + "\(place(of: key.string)) is not known; known here are "
                    + keys.joined(separator: ", "))
        }
    }

    /// Of a list, each with its place in it, from 1.
    package func elements() throws(PolicyError) -> [PolicyNode] {
        guard case .sequence(let sequence) = node else { throw wrong("has the wrong type") }
        return sequence.enumerated().map { PolicyNode($1, "\(path)[\($0 + 1)]") }
    }

    package func required(_ key: String) throws(PolicyError) -> PolicyNode {
        guard let found = try entries().first(where: { $0.0 == key }) else {
            throw PolicyError(message: "\(place(of: key)) is missing")
        }
        return found.1
    }

    /// `nil` when the key is absent or its value is null.
    package func optional(_ key: String) throws(PolicyError) -> PolicyNode? {
        guard let found = try entries().first(where: { $0.0 == key })?.1 else { return nil }
        if case .scalar(let scalar) = found.node, scalar.style == .plain,
            ["", "~", "null", "Null", "NULL"].contains(scalar.string)
        {
            return nil
        }
        return found
    }

    package func string() throws(PolicyError) -> String {
        guard case .scalar(let scalar) = node else { throw wrong("has the wrong type") }
        return scalar.string
    }

    /// YAML 1.2's decimal numbers, `.inf` and `.nan`.
    package func number() throws(PolicyError) -> Double {
        guard case .scalar(let scalar) = node, scalar.style == .plain else { throw wrong("has the wrong type") }
        switch scalar.string {
        case ".inf", "+.inf", ".Inf", "+.Inf": return .infinity
        case "-.inf", "-.Inf": return -.infinity
        case ".nan", ".NaN": return .nan
        default:
            guard let value = Double(scalar.string) else { throw wrong("has the wrong type") }
            return value
        }
    }

    /// A number within limits.
    package func number(in range: ClosedRange<Double>) throws(PolicyError) -> Double {
        let value = try number()
        guard range.contains(value) else { throw wrong("must lie in \(range.lowerBound) to \(range.upperBound)") }
        return value
    }

    /// A key's number within limits.
    /// - Parameter absent: What it is where the key is absent or its value null; without it the key must be there.
    package func number(
        _ key: String, in range: ClosedRange<Double>, or absent: Double? = nil
    ) throws(PolicyError) -> Double {
        if let absent {
            guard let node = try optional(key) else { return absent }
            return try node.number(in: range)
        }
        return try required(key).number(in: range)
    }
}
