import Yams

extension CapturePolicy {
    /// - Parameter name: what to call the text in errors, such as its path.
    /// - Throws: `PolicyError` naming the key and what is wrong with it.
    public init(yaml: [UInt8], name file: String) throws(PolicyError) {
        do throws(PolicyError) {
            try self.init(PolicyNode(yaml: yaml))
        } catch {
            throw PolicyError(message: "\(file): not a capture policy: \(error.message)")
        }
        version = "\(name)-\(Self.hash(of: yaml))"
        try check(file)
    }

    private init(_ root: PolicyNode) throws(PolicyError) {
        var issues: [String: Rule] = [:]
        for (code, node) in try root.required("issues").entries() { issues[code] = try Rule(node) }
        self.init(
            name: try root.required("name").string(), minimumFaceWidth: try root.required("minimumFaceWidth").number(),
            issues: issues)
    }

    private func check(_ file: String) throws(PolicyError) {
        for code in issues.keys.sorted() where CaptureIssue.Code(rawValue: code) == nil {
            let known = CaptureIssue.Code.allCases.map(\.rawValue).joined(separator: ", ")
            throw PolicyError(message: "\(file): issues: unknown code \"\(code)\"; known ones are \(known)")
        }
        for (code, rule) in issues.sorted(by: { $0.key < $1.key }) {
            let limits = [rule.warning] + (rule.refusal.map { [$0] } ?? [])
            guard limits.allSatisfy(\.isFinite) else {
                throw PolicyError(message: "\(file): issues.\(code): limits must be finite numbers")
            }
            if let refusal = rule.refusal, refusal != rule.warning, !rule.isReached(rule.warning, by: refusal) {
                throw PolicyError(message: "\(file): issues.\(code): a photo would be refused before the warning")
            }
        }
        guard (0...100_000).contains(minimumFaceWidth) else {
            throw PolicyError(message: "\(file): minimumFaceWidth must lie in 0...100000")
        }
    }

    /// FNV-1a over 32 bits, eight hexadecimal digits.
    static func hash(of bytes: [UInt8]) -> String {
        let value = bytes.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}

extension CapturePolicy.Rule {
    fileprivate init(_ node: PolicyNode) throws(PolicyError) {
        let worse = try node.optional("worse")
        let direction = try worse?.string()
        self.init(
            warning: try node.required("warning").number(), refusal: try node.optional("refusal")?.number(),
            worse: direction.flatMap(Direction.init), advice: try node.required("advice").string())
        if let worse, self.worse == nil { throw worse.wrong("is not readable: larger or smaller is meant") }
    }
}

/// A place in a policy file, with its path for errors.
///
/// Walks the YAML tree itself: Yams' decoder compiles regular expressions to guess scalars' types, which takes longer
/// than reading a photo's skin.
struct PolicyNode {
    private let node: Node
    private let path: String

    private init(_ node: Node, _ path: String) {
        self.node = node
        self.path = path
    }

    init(yaml: [UInt8]) throws(PolicyError) {
        guard let text = String(validating: yaml, as: UTF8.self) else {
            throw PolicyError(message: "it is not UTF-8")
        }
        do {
            guard let root = try compose(yaml: text, .basic) else { throw PolicyError(message: "it is empty") }
            self.init(root, "")
        } catch let error as PolicyError { throw error } catch { throw PolicyError(message: "it is not valid YAML") }
    }

    func wrong(_ what: String) -> PolicyError {
        PolicyError(message: path.isEmpty ? "it \(what)" : "\(path) \(what)")
    }

    private func place(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func entries() throws(PolicyError) -> [(String, PolicyNode)] {
        guard case .mapping(let mapping) = node else { throw wrong("has the wrong type") }
        var entries: [(String, PolicyNode)] = []
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else { throw wrong("has a key that is not a word") }
            entries.append((scalar.string, PolicyNode(value, place(of: scalar.string))))
        }
        return entries
    }

    func required(_ key: String) throws(PolicyError) -> PolicyNode {
        guard let found = try entries().first(where: { $0.0 == key }) else {
            throw PolicyError(message: "\(place(of: key)) is missing")
        }
        return found.1
    }

    /// `nil` when the key is absent or its value is null.
    func optional(_ key: String) throws(PolicyError) -> PolicyNode? {
        guard let found = try entries().first(where: { $0.0 == key })?.1 else { return nil }
        if case .scalar(let scalar) = found.node, scalar.style == .plain,
            ["", "~", "null", "Null", "NULL"].contains(scalar.string)
        {
            return nil
        }
        return found
    }

    func string() throws(PolicyError) -> String {
        guard case .scalar(let scalar) = node else { throw wrong("has the wrong type") }
        return scalar.string
    }

    /// YAML 1.2's decimal numbers, `.inf` and `.nan`.
    func number() throws(PolicyError) -> Double {
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
}
