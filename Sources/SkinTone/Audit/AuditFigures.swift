internal import ColorScience

/// What came of some photos. Errors, coverage and matches are of the photos that are used: those with a reading that
/// the capture policy does not refuse.
package struct AuditFigures: Sendable {
    /// All that were tried and are pictures.
    package var photos: Int
    /// Photos a face was found in.
    package var found: AuditShare
    /// Faces found whose photo is not used: refused by the policy, too small, or without colour.
    package var refused: AuditShare

    /// ΔE00 between belief and truth, of the photos used; so all below.
    package var deltaE00: AuditSample
    /// Belief minus truth in L*, a* and b*.
    package var lightnessError: AuditSample
    package var aError: AuditSample
    package var bError: AuditSample
    package var radius50: AuditSample
    package var radius90: AuditSample
    /// Truths within the radius.
    package var inside50: AuditShare
    package var inside90: AuditShare
    package var rightClass: AuditShare
    package var rightUndertone: AuditShare
    /// Whether one of the shades shown suits, and whether any of the catalog would.
    package var served: AuditShare
    package var servable: AuditShare
    /// Mean of what an error of exposure alone would do, ΔE00; `nil` of nothing. See `ExposureUnit`.
    package var exposureUnit: Double?
    /// Mean energy score, Lab units; `nil` of nothing.
    package var energy: Double?

    /// - Parameter includesRefused: Whether refused readings count as used.
    package init(of items: [AuditItem], includesRefused: Bool = false) {
        let tried = items.filter(\.isPicture)
        photos = tried.count
        found = AuditShare(tried.lazy.map(\.hasFace))
        refused = AuditShare(tried.lazy.filter(\.hasFace).map { !$0.isUsed })

        let used = tried.compactMap { item in
            item.reading.flatMap { includesRefused || $0.isUsed ? (item: item, reading: $0) : nil }
        }
        let errors = used.map { $0.reading.error(from: $0.item.truth) }
        deltaE00 = AuditSample(used.map(\.reading.deltaE00))
        lightnessError = AuditSample(errors.map(\.lightness))
        aError = AuditSample(errors.map(\.a))
        bError = AuditSample(errors.map(\.b))
        radius50 = AuditSample(used.map(\.reading.radius50))
        radius90 = AuditSample(used.map(\.reading.radius90))
        inside50 = AuditShare(used.lazy.map { $0.reading.deltaE00 <= $0.reading.radius50 })
        inside90 = AuditShare(used.lazy.map { $0.reading.deltaE00 <= $0.reading.radius90 })
        rightClass = AuditShare(used.lazy.map { $0.reading.itaClass == $0.item.group.itaClass })
        rightUndertone = AuditShare(used.lazy.map { $0.reading.undertone == $0.item.group.undertone })
        served = AuditShare(used.lazy.compactMap(\.reading.isServed))
        servable = AuditShare(used.lazy.compactMap(\.item.isServable))
        exposureUnit = AuditSample(used.map(\.item.exposureUnit)).mean
        energy = AuditSample(used.map(\.reading.energy)).mean
    }

    /// Photos used.
    package var used: Int { deltaE00.count }

    /// The median error in units of what exposure alone would do.
    package var relativeMedian: Double? {
        guard let median = deltaE00.median, let exposureUnit, exposureUnit > 0 else { return nil }
        return median / exposureUnit
    }
}
