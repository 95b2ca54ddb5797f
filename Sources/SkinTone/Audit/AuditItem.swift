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

    package let truth: Lab<D65>
    package var outcome: Outcome
    /// Whether the catalog has a shade within the tolerance of the truth at all; `nil` where none was asked.
    package var isServable: Bool?
    /// What an error of exposure alone would do to the true skin, ΔE00; see `ExposureUnit`.
    package let exposureUnit: Double

    /// - Complexity: O(1), 101 differences.
    package init(truth: Lab<D65>, outcome: Outcome, isServable: Bool? = nil) {
        (self.truth, self.outcome, self.isServable) = (truth, outcome, isServable)
        exposureUnit = ExposureUnit.of(truth)
    }

    package var group: ToneGroup { ToneGroup(truth) }

    package var reading: AuditReading? {
        guard case .read(let reading) = outcome else { return nil }
        return reading
    }

    /// Whether its bytes are a picture.
    package var isPicture: Bool { if case .unreadable = outcome { false } else { true } }

    /// Whether a face was found, whatever came of it.
    package var hasFace: Bool {
        switch outcome {
        case .read, .failed: true
        case .noFace, .unreadable: false
        }
    }

    /// Whether there is a reading that the capture policy does not refuse.
    package var isUsed: Bool { reading?.isUsed == true }
}
