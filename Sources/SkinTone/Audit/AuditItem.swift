package import ColorScience

/// One photo of an audit: the true skin, and what came of the photo.
package struct AuditItem: Sendable {
    package enum Outcome: Sendable {
        case read(AuditReading)
        /// No face was found, which counts against recall.
        case noFace
        /// A face that gave no reading, by the contract's code.
        case failed(String)
        /// Bytes that are no picture, by the contract's code: says nothing about the skin in it.
        case unreadable(String)
    }

    package var truth: Lab<D65>
    package var outcome: Outcome
    /// Whether the catalog has a shade within the tolerance of the truth at all; `nil` where none was asked.
    package var isServable: Bool?

    package init(truth: Lab<D65>, outcome: Outcome, isServable: Bool? = nil) {
        (self.truth, self.outcome, self.isServable) = (truth, outcome, isServable)
    }

    package var group: AuditGroup { AuditGroup(truth) }

    package var reading: AuditReading? {
        guard case .read(let reading) = outcome else { return nil }
        return reading
    }
}

/// Skins that are judged together.
package struct AuditGroup: Sendable, Hashable {
    package var itaClass: ITAClass
    package var undertone: Undertone

    package init(itaClass: ITAClass, undertone: Undertone) {
        (self.itaClass, self.undertone) = (itaClass, undertone)
    }

    package init(_ skin: Lab<D65>) {
        self.init(itaClass: ITAClass(skin.individualTypologyAngle), undertone: Undertone(skin))
    }

    /// Light to deep and, within a class, warm to cool.
    package static let all = ITAClass.allCases.flatMap { itaClass in
        Undertone.allCases.map { AuditGroup(itaClass: itaClass, undertone: $0) }
    }

    /// `light, warm`.
    package var words: String { "\(itaClass.rawValue), \(undertone.rawValue)" }
}
