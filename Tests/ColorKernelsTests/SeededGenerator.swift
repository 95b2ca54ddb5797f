import ColorScience

/// SplitMix64: the same seed gives the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}

extension SeededGenerator {
    mutating func pixels(_ count: Int) -> [UInt8] { (0..<3 * count).map { _ in .random(in: 0...255, using: &self) } }

    /// Anything in Lab, rounded to `Float`; a quarter of it close to grey.
    mutating func lab() -> Lab<D65> {
        let chroma = Int.random(in: 0..<4, using: &self) == 0 ? Float(0.01) : 110
        return Lab(
            Double(Float.random(in: 0...100, using: &self)), Double(Float.random(in: -chroma...chroma, using: &self)),
            Double(Float.random(in: -chroma...chroma, using: &self)))
    }
}
