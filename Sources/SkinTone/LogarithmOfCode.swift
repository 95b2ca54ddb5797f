import ColorScience

/// Natural logarithm of the linear light of each sRGB code; code 0 counts as half a code.
let logarithmOfCode: [Float] = (0..<256).map { code in
    Float(naturalLogarithm(linearized(max(Double(code), 0.5) / 255)))
}
