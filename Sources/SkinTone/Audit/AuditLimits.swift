/// What an audit asks of a set; each line of `audit-limits.yaml` says what it means.
package struct AuditLimits: Sendable, Hashable {
    /// By their names in `audit-limits.yaml`, all of which are there.
    private var values: [String: Double]
    /// The name with a hash of the figures, so that two sets of limits can be told apart.
    package let version: String

    /// The limits that come with the program.
    package static let standard: AuditLimits = {
        do { return AuditLimits(values: try read(PackageResources.audit_limits_yaml), name: "standard") } catch {
            // The text is compiled in and a test reads it: no input can reach this.
            preconditionFailure("the built-in audit limits are broken: \(error)")
        }
    }()

    /// The standard limits with the lines of a file in their place.
    /// - Parameter name: What to call the text in errors, such as its path.
    /// - Throws: `PolicyError` naming the key and what is wrong with it.
    package init(yaml: [UInt8], name file: String) throws(PolicyError) {
        let standard = Self.standard.values
        let own: [String: Double]
        do throws(PolicyError) { own = try Self.read(yaml) } catch {
            throw PolicyError(
                message: "\(file): not audit limits: \(error.message); write a name and a number a line, such as "
                    + "lightnessBias: 2")
        }
        for key in own.keys.sorted() where standard[key] == nil {
            throw PolicyError(
                message: "\(file): unknown limit \"\(key)\"; known ones are "
                    + standard.keys.sorted().joined(separator: ", "))
        }
        for (key, value) in own.sorted(by: { $0.key < $1.key }) where !(0...1_000_000).contains(value) {
            throw PolicyError(message: "\(file): \(key) must be a number of at least 0")
        }
        self.init(values: standard.merging(own) { $1 }, name: "own")
        for range in [coverage50, coverage90, coverage90Part] where range.least > range.most {
            throw PolicyError(message: "\(file): a coverage's least share lies above its most")
        }
    }

    private init(values: [String: Double], name: String) {
        self.values = values
        let text = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value);" }.joined()
        version = "\(name)-\(shortHash(of: text.utf8))"
    }

    private static func read(_ yaml: [UInt8]) throws(PolicyError) -> [String: Double] {
        var values: [String: Double] = [:]
        for (key, node) in try PolicyNode(yaml: yaml).entries() { values[key] = try node.number() }
        return values
    }
}

extension AuditLimits {
    private func value(_ name: String) -> Double { values[name] ?? .infinity }

    package var fewest: Int { Int(value("fewest")) }
    package var medianRatio: Double { value("medianRatio") }
    package var lightnessBias: Double { value("lightnessBias") }
    package var servedSpread: Double { value("servedSpread") }
    package var recallSpread: Double { value("recallSpread") }
    package var refusalSpread: Double { value("refusalSpread") }

    /// A share and the one it must not pass.
    package typealias Range = (least: Double, most: Double)
    package var coverage50: Range { (value("coverage50Least"), value("coverage50Most")) }
    package var coverage90: Range { (value("coverage90Least"), value("coverage90Most")) }
    package var coverage90Part: Range { (value("coverage90PartLeast"), value("coverage90PartMost")) }
}
