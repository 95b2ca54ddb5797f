import ColorScience
import Imaging

/// A photo whose person's true skin colour is known.
struct AuditPhoto: Sendable {
    /// What messages call it.
    var name: String
    var truth: Lab<D65>
    var encoded: Result<EncodedImage, ImagingError>
}

/// Photos with known skin, made or opened one by one, from several threads at once.
protocol AuditSet: Sendable {
    var count: Int { get }
    /// What the set is, for the report.
    var description: AuditDescription { get }
    /// - Throws: `OutputError` when the set cannot go on.
    func photo(_ index: Int) throws -> AuditPhoto
}

/// What a set is.
struct AuditDescription: Encodable, Equatable {
    enum Kind: String, Encodable { case drawn, relit, labelled }

    var kind: Kind
    /// A labelled set's manifest, by its file name.
    var manifest: String?
    var perGroup: Int?
    var seed: UInt64?
    var fold: String?
    /// Of the picture; a relit photo keeps its own.
    var size: [Int]?
    /// Real photos that take turns.
    var photos: [String]?
}
