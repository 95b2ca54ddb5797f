/// An id in 16 bytes, the same on every machine and in every run; what remains of millions of ids in memory.
struct ItemDigest: Hashable, Sendable {
    private let low: UInt64
    private let high: UInt64

    /// Two independent multiplicative hashes of the UTF-8 bytes.
    /// - Source: FNV-1a (draft-eastlake-fnv); the finaliser of MurmurHash3; multipliers of Steele and Vigna,
    ///   "Computationally easy, spectrally good multipliers" (2021).
    init(_ id: String) {
        var first: UInt64 = 0xCBF2_9CE4_8422_2325
        var second: UInt64 = 0
        for byte in id.utf8 {
            first = (first ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            second = (second &+ UInt64(byte) &+ 1) &* 0xD134_2543_DE82_EF95
            second ^= second &>> 32
        }
        low = Self.mixed(first)
        high = Self.mixed(second)
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value &>> 33)) &* 0xFF51_AFD7_ED55_8CCD
        value = (value ^ (value &>> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return value ^ (value &>> 33)
    }

    /// Eight hexadecimal digits of it, for people.
    var shortText: String {
        let digits = String(low >> 32, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// A number in `0..<count`, equally likely each.
    func bucket(of count: Int) -> Int { Int(low.multipliedFullWidth(by: UInt64(count)).high) }
}
