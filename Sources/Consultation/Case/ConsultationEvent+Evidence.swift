import ColorScience

extension SkinEvidence {
    /// What is said of her skin by a shade that fits.
    static func fitting(
        _ sku: String, skin: [Double], uncertainty: Double, noise: Double
    ) throws(ConsultationError) -> SkinEvidence {
        guard let lab = Lab<D65>(coordinates: skin), (0..<100).contains(uncertainty) else {
            throw ConsultationError(code: .unknownSKU, message: "\(sku) has no colour")
        }
        return .knownShade(lab, uncertainty: uncertainty, noise: noise)
    }
}

extension ConsultationEvent.SkinStatement {
    func evidence(degrees: Double, knowsPopulation: Bool) throws(ConsultationError) -> SkinEvidence {
        guard let mean = Lab<D65>(coordinates: lab), let spread = Covariance3(entries: covariance) else {
            throw ConsultationError(code: .invalidEvent, message: "reading \(id) of skin holds no colour and spread")
        }
        return SkinEvidence(mean: mean, covariance: spread, degrees: degrees, knowsPopulation: knowsPopulation)
    }
}

extension Lab<D65> {
    /// `nil` for what is no colour.
    init?(coordinates: [Double]) {
        guard coordinates.count == 3, coordinates.allSatisfy({ abs($0) < 1e3 }) else { return nil }
        self.init(coordinates[0], coordinates[1], coordinates[2])
    }
}

extension Covariance3 {
    /// Entries LL, La, Lb, aa, ab, bb; `nil` for what is no positive definite matrix.
    init?(entries: [Double]) {
        guard entries.count == 6, entries.allSatisfy({ abs($0) < 1e6 }) else { return nil }
        self.init(
            ll: entries[0], la: entries[1], lb: entries[2], aa: entries[3], ab: entries[4], bb: entries[5])
        let root = cholesky
        guard min(root.ll, root.aa, root.bb) > 1e-3 else { return nil }
    }
}

extension ConsultationEvent.Feedback {
    /// What speaks for its being said, then for what else might be: nothing, or that it is off the other way.
    func scores(_ model: KeepModel) -> [StoredScore] {
        var said = StoredScore()
        switch kind {
        case .liked, .rejected, .kept, .returned:
            // She keeps it or not.
            said.constant = lab.isEmpty ? HarmonyTable.constant(of: features) : model.base
            said.taste = features
            if !lab.isEmpty { said.near = lab + [model.slope, KeepModel.bend] }
            return [said, StoredScore()]
        default:
            said.taste = kind.likes
            guard let toward = kind.toward, !lab.isEmpty else { return [said, StoredScore()] }
            var (opposite, fits) = (StoredScore(), StoredScore())
            said.lean = lab + [toward.x, toward.y, toward.z]
            opposite.lean = lab + [-toward.x, -toward.y, -toward.z]
            (fits.near, fits.constant) = (lab + [model.slope, KeepModel.bend], 1.5)
            return [said, opposite, fits]
        }
    }
}
