import ColorScience

/// 8-bit codes, with fractions, of linear light.
struct CodeTable {
    private static let steps = 1024
    /// By √light, where the curve is nearly straight.
    private let codes: [Float]
    /// The largest light that has a code of its own.
    private let top: Float

    static let sRGB = CodeTable(top: 1, encoded)

    /// - Parameter encoding: 0...1 of linear light in 0...`top`.
    init(top: Double, _ encoding: (Double) -> Double) {
        self.top = Float(top)
        codes = (0...Self.steps).map { step in
            let root = Double(step) / Double(Self.steps)
            return Float(255 * encoding(root * root * top))
        }
    }

    @inline(__always) func code(_ light: Float) -> Float {
        let position = clamp(top == 1 ? light : light / top).squareRoot() * Float(Self.steps)
        let index = min(Int(position), Self.steps - 1)
        return mix(codes[index], codes[index + 1], position - Float(index))
    }
}
