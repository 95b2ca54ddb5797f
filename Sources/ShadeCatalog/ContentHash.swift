internal import ColorScience

/// Names a catalog's content; the shades' hashes are summed, so their order does not matter.
package struct CatalogFingerprint {
    private var sum: UInt64 = 0

    package init() {}

    /// - Parameter fingerprint: Of one more shade.
    package mutating func add(_ fingerprint: UInt64) { sum &+= fingerprint &+ 1 }

    /// See `ShadeCatalog.version`.
    package var version: String {
        let digits = String(sum & 0xFFFF_FFFF_FFFF, radix: 16)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }
}

extension Shade {
    /// A hash of everything the shade says, the same on every machine and in every run.
    package var fingerprint: UInt64 { ContentHash.fingerprint(of: self) }
}

/// FNV-1a over what a shade says, for versions that are the same on every machine and in every run.
/// - Source: draft-eastlake-fnv, 64-bit offset basis and prime.
struct ContentHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    static func fingerprint(of shade: Shade) -> UInt64 {
        var hash = ContentHash()
        hash.combine(shade)
        return hash.finished
    }

    private mutating func combine(_ shade: Shade) {
        combine(shade.sku)
        combine(shade.brand)
        combine(shade.product)
        combine(shade.name)
        combine(shade.depth)
        combine(shade.url)
        combine(shade.category.rawValue)
        combine(shade.provenance.rawValue)
        combine(shade.finish?.rawValue)
        combine(shade.coverage?.rawValue)
        combine(shade.undertone?.rawValue)
        combine(shade.price?.currency)
        combine(shade.lab.lightness)
        combine(shade.lab.a)
        combine(shade.lab.b)
        combine(shade.labUncertainty)
        combine(shade.price?.amount ?? -1)
        let swatch = UInt64(shade.swatch.red) << 16 | UInt64(shade.swatch.green) << 8 | UInt64(shade.swatch.blue)
        combine(swatch << 4 | code(shade.isVegan) << 2 | code(shade.isFragranceFree))
        combine(UInt64(bitPattern: Int64(shade.stock ?? -1)))
        combine(UInt64(shade.allergens.map { $0.count + 1 } ?? 0))
        for allergen in shade.allergens ?? [] { combine(allergen) }
        // Catalogs that state none of these keep the versions that they had before there were such columns.
        guard shade.formula != nil || shade.wear != nil || shade.skinTypes != nil else { return }
        combine(shade.formula?.rawValue)
        combine(shade.wear ?? -1)
        combine(UInt64(shade.skinTypes.map { $0.count + 1 } ?? 0))
        for name in shade.skinTypes?.names ?? [] { combine(name) }
    }

    /// Text and its end, so that neighbouring fields cannot trade letters. 0xFF is in no UTF-8.
    mutating func combine(_ text: String?) {
        guard let text else { return combine(byte: 0xFE) }
        for byte in text.utf8 { combine(byte: byte) }
        combine(byte: 0xFF)
    }

    /// Adding 0 makes the two zeros one.
    mutating func combine(_ number: Double) { combine((number + 0).bitPattern) }

    private func code(_ flag: Bool?) -> UInt64 { flag.map { $0 ? 2 : 1 } ?? 0 }

    /// A whole word at a time: FNV's step, the word in place of a byte, and a shift to bring high bits down.
    private mutating func combine(_ word: UInt64) {
        state = (state ^ word) &* 0x100_0000_01B3
        state ^= state >> 29
    }

    private mutating func combine(byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    /// - Source: the finaliser of SplitMix64 (Steele, Lea and Flood 2014), so that sums do not cancel.
    var finished: UInt64 {
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
