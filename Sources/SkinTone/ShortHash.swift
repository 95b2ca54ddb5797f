/// Tells texts of one name apart: FNV-1a over 32 bits, eight hexadecimal digits.
/// - Source: Fowler, Noll and Vo, draft-eastlake-fnv.
func shortHash(of bytes: some Sequence<UInt8>) -> String {
    let value = bytes.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
}
