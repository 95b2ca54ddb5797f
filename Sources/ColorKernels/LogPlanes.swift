import CVector

/// Natural logarithms of linear-light sRGB as three planes of `Float`: light and exposure add a constant there.
public struct LogPlanes: Sendable, Equatable {
    public let red: [Float]
    public let green: [Float]
    public let blue: [Float]

    /// How many colours there are.
    public var count: Int { red.count }

    /// - Precondition: three planes of one length.
    public init(red: [Float], green: [Float], blue: [Float]) {
        precondition(red.count == green.count && red.count == blue.count, "planes must be of one length")
        (self.red, self.green, self.blue) = (red, green, blue)
    }
}

extension LabPlanes {
    /// Converts logarithms of linear light, within 1e-4 ΔE76 of the scalar conversion for light up to white's.
    /// - Precondition: the number of colours is a multiple of 8.
    /// - Complexity: O(*n*) in the number of colours.
    public init(logarithms: LogPlanes) {
        precondition(logarithms.count % 8 == 0, "colours come in whole vectors")
        let (lightness, a, b) = makePlanes(count: logarithms.count) { planes in
            logarithms.red.withUnsafeBufferPointer { red in
                logarithms.green.withUnsafeBufferPointer { green in
                    logarithms.blue.withUnsafeBufferPointer { blue in
                        convertLogarithmsToLab(
                            red.baseAddress.unsafelyUnwrapped, green.baseAddress.unsafelyUnwrapped,
                            blue.baseAddress.unsafelyUnwrapped, planes, blocks: logarithms.count / 8)
                    }
                }
            }
        }
        self.init(lightness: lightness, a: a, b: b)
    }
}

/// Bound by the vector ports: about 115 operations for 8 colours.
private func convertLogarithmsToLab(
    _ red: UnsafePointer<Float>, _ green: UnsafePointer<Float>, _ blue: UnsafePointer<Float>, _ planes: PlanePointers,
    blocks: Int
) {
    let matrix = ColorMatrix(rows: linearToRelativeXYZ)
    for place in stride(from: 0, to: 8 &* blocks, by: 8) {
        storeLab(
            red: exponential(cv_load(red + place)), green: exponential(cv_load(green + place)),
            blue: exponential(cv_load(blue + place)), matrix, planes, at: place)
    }
}
