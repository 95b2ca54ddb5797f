internal import Yams

/// A place in the contract's document; what is not there is empty.
struct ContractNode: @unchecked Sendable {
    // Read only.
    private let node: Any?

    init(_ node: Any?) { self.node = node }

    subscript(key: String) -> ContractNode {
        if let map = node as? [AnyHashable: Any] { return ContractNode(map[key]) }
        return ContractNode(nil)
    }

    /// Of a list; otherwise none.
    var list: [ContractNode] { (node as? [Any])?.map(ContractNode.init) ?? [] }

    /// Of a text, number or truth; otherwise nothing.
    var text: String {
        switch node {
        case let text as String: text
        case let value as Bool: "\(value)"
        case let value as Int: "\(value)"
        case let value as Double: "\(value)"
        default: ""
        }
    }

    /// Of an object, by name.
    var entries: [(String, ContractNode)] {
        (node as? [AnyHashable: Any] ?? [:]).map { ("\($0.key)", ContractNode($0.value)) }.sorted { $0.0 < $1.0 }
    }
}
