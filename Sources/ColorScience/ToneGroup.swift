/// Skins of one ITA class and one undertone, which are drawn and judged together.
package struct ToneGroup: Sendable, Hashable {
    package let itaClass: ITAClass
    package let undertone: Undertone

    package init(itaClass: ITAClass, undertone: Undertone) {
        (self.itaClass, self.undertone) = (itaClass, undertone)
    }

    /// The group that a skin belongs to.
    package init(_ skin: Lab<D65>) {
        self.init(itaClass: ITAClass(skin.individualTypologyAngle), undertone: Undertone(skin))
    }

    /// Light to deep and, within a class, warm to cool.
    package static let all = ITAClass.allCases.flatMap { itaClass in
        Undertone.allCases.map { ToneGroup(itaClass: itaClass, undertone: $0) }
    }

    /// `light, warm`.
    package var words: String { "\(itaClass.rawValue), \(undertone.rawValue)" }
}
