/// What a key may do.
package enum Scope: String, Sendable, CaseIterable {
    /// Read skin off photos.
    case analyze
    /// Lead consultations, and tell what became of them.
    case consult
    /// Read and replace the catalog.
    case catalog
    /// Rules, keys, and customers' export and erasure.
    case admin
}
