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
    static let advice: [CaptureIssue.Code: String] = {
        do throws(PolicyError) {
            return try PolicyNode(yaml: PackageResources.capture_advice_yaml).byCode {
                _, node throws(PolicyError) in try node.string()
            }
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
    /// - Throws: `PolicyError`, also for a code that there is not.
    fileprivate func byCode<Value>(
        _ value: (CaptureIssue.Code, PolicyNode) throws(PolicyError) -> Value
    ) throws(PolicyError) -> [CaptureIssue.Code: Value] {
        var values: [CaptureIssue.Code: Value] = [:]
        for (key, node) in try entries() {
            guard let code = CaptureIssue.Code(rawValue: key) else {
                let known = CaptureIssue.Code.allCases.map(\.rawValue).joined(separator: ", ")
                throw wrong("has an unknown code \"\(key)\"; known ones are \(known)")
            }
            values[code] = try value(code, node)
        }
        return values
    }
}
