/// From the colours shops draw to the skin they are for.
///
/// A web swatch is not skin: shops draw shades lighter, more saturated and each in their own manner. The map holds, for
/// every source and for all together, how swatches look at each depth; a swatch's depth on skin is read off that curve
/// and together with the shade's own words, its hue and chroma are moved to where skin of that depth lies, and part of
/// the swatch's lean is kept as undertone. Everything comes with a spread, because little of this is certain.
///
/// `SwatchSkinMapFitter` makes one. The default, `typical`, knows no source.
public struct SwatchSkinMap: Sendable, Hashable {
    /// Changes when anything in the map does: `swatch-skin-1-` and eight hexadecimal digits.
    public let version: String

    let pooled: Source
    let sources: [String: Source]

    /// What is known of one source.
    struct Source: Sendable, Hashable, Codable {
        var curve: SwatchCurve
        /// Standard deviation of a swatch's L* about the curve at depth ½.
        var scatter: Double
        /// How much lean (ΔH*ab, to the warm side) swatches show for each unit that skin has, and its deviation.
        var leanGain: Double
        var leanScatter: Double
        /// To be added to the skin's lean: swatches whose wearers are warmer than they look.
        var leanOffset: Double
    }

    init(pooled: Source, sources: [String: Source]) {
        self.pooled = pooled
        self.sources = sources
        version = Self.version(pooled, sources)
    }
}

extension SwatchSkinMap {
    /// What is known of shops in general, with no feed read.
    public static let typical = SwatchSkinMap(pooled: .typical, sources: [:])

    /// A source's name without case, accents and marks.
    static func key(_ source: String) -> String { NameToken.words(of: source).plain }

    func source(_ name: String) -> Source { sources[Self.key(name)] ?? pooled }

    private static func version(_ pooled: Source, _ sources: [String: Source]) -> String {
        var hash: UInt32 = 2_166_136_261
        func combine(_ byte: UInt8) { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        func combine(_ value: Double) {
            for shift in stride(from: 0, to: 64, by: 8) {
                combine(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
            }
        }
        func combine(_ source: Source) {
            let curve = source.curve
            for values in [curve.lightness, curve.a, curve.b, curve.uncertainty] { values.forEach(combine) }
            [source.scatter, source.leanGain, source.leanScatter, source.leanOffset].forEach(combine)
        }
        combine(pooled)
        for (name, source) in sources.sorted(by: { $0.key < $1.key }) {
            name.utf8.forEach(combine)
            combine(source)
        }
        let digits = String(hash, radix: 16)
        return "swatch-skin-1-" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}

extension SwatchSkinMap.Source {
    /// - Source: as for the curve: L* scatters by 8 about it, lean by 3.7 ΔH*ab, and shades named warm lie 2.2 above
    ///   those named cool where on skin they would 4.
    static let typical = Self(curve: .typical, scatter: 8, leanGain: 0.54, leanScatter: 3.6, leanOffset: 0)

    var isSound: Bool {
        curve.isSound && (1...50).contains(scatter) && (0...2).contains(leanGain) && (0.5...50).contains(leanScatter)
            && abs(leanOffset) < 50
    }
}
