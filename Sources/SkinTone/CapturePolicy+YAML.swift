extension CapturePolicy {
    /// - Parameter name: what to call the text in errors, such as its path.
    /// - Throws: `PolicyError` naming the key and what is wrong with it.
    public init(yaml: [UInt8], name file: String) throws(PolicyError) {
        do throws(PolicyError) {
            try self.init(PolicyNode(yaml: yaml))
        } catch {
            throw PolicyError(message: "\(file): not a capture policy: \(error.message)")
        }
        version = "\(name)-\(shortHash(of: yaml))"
        try check(file)
    }

    private init(_ root: PolicyNode) throws(PolicyError) {
        try root.allowOnly(["name", "minimumFaceWidth", "issues"])
        self.init(
            name: try root.required("name").string(), minimumFaceWidth: try root.required("minimumFaceWidth").number(),
            issues: try root.required("issues").byCode { code, node throws(PolicyError) in
                try Rule(node, standardAdvice: Self.advice[code])
            })
    }

    private func check(_ file: String) throws(PolicyError) {
        for (code, rule) in issues.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let limits = [rule.warning] + (rule.refusal.map { [$0] } ?? [])
            guard limits.allSatisfy(\.isFinite) else {
                throw PolicyError(message: "\(file): issues.\(code.rawValue): limits must be finite numbers")
            }
            if let refusal = rule.refusal, refusal != rule.warning, !code.isReached(rule.warning, by: refusal) {
                throw PolicyError(
                    message: "\(file): issues.\(code.rawValue): a photo would be refused before the warning")
            }
        }
        guard (0...100_000).contains(minimumFaceWidth) else {
            throw PolicyError(message: "\(file): minimumFaceWidth must lie in 0...100000")
        }
    }
}

extension CapturePolicy {
    /// The sentences for policies that give none of their own.
    static var advice: [CaptureIssue.Code: String] { sentences.onIssues }

    /// On a `PhotoContradiction`, with `{first}` and `{second}` for the two photos.
    static var adviceOnContradiction: String { sentences.onContradiction }

    private static let sentences: (onIssues: [CaptureIssue.Code: String], onContradiction: String) = {
        let contradiction = "photos_disagree"
        do throws(PolicyError) {
            let root = try PolicyNode(yaml: PackageResources.capture_advice_yaml)
            let onIssues = try root.byCode(besides: contradiction) { _, node throws(PolicyError) in
                try node.string()
            }
            return (onIssues, try root.required(contradiction).string())
        } catch {
            // The text is compiled in and a test reads it: no input can reach this.
            preconditionFailure("the built-in capture advice is broken: \(error)")
        }
    }()
}

extension CapturePolicy.Rule {
    fileprivate init(_ node: PolicyNode, standardAdvice: String?) throws(PolicyError) {
        try node.allowOnly(["warning", "refusal", "advice"])
        self.init(
            warning: try node.required("warning").number(), refusal: try node.optional("refusal")?.number(),
            advice: try node.optional("advice")?.string() ?? standardAdvice ?? "")
    }
}

extension PolicyNode {
    /// The values of a mapping whose keys are codes.
    /// - Parameter other: A key that may be there too, and is left out.
    /// - Throws: `PolicyError`, also for a code that there is not.
    fileprivate func byCode<Value>(
        besides other: String? = nil, _ value: (CaptureIssue.Code, PolicyNode) throws(PolicyError) -> Value
    ) throws(PolicyError) -> [CaptureIssue.Code: Value] {
        var values: [CaptureIssue.Code: Value] = [:]
        for (key, node) in try entries() where key != other {
            guard let code = CaptureIssue.Code(rawValue: key) else {
                let known = CaptureIssue.Code.allCases.map(\.rawValue).joined(separator: ", ")
                throw wrong("has an unknown code \"\(key)\"; known ones are \(known)")
            }
            values[code] = try value(code, node)
        }
        return values
    }
}
