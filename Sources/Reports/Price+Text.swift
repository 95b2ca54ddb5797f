import Foundation
package import ShadeCatalog

extension Price {
    /// Such as `EUR 31.00`.
    package var text: String { "\(currency) \(String(format: "%.2f", amount))" }
}
