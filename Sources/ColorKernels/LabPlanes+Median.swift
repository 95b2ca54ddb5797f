import CVector
public import ColorScience

extension LabPlanes {
    /// The exact median of each channel on its own, over every `step`-th colour of a range; `nil` when that is empty.
    /// Coordinates that are not finite are left out.
    /// - Complexity: O(*n*); three selections.
    public func median(of range: Range<Int>, step: Int = 1) -> Lab<D65>? {
        precondition(step > 0 && range.lowerBound >= 0 && range.upperBound <= count, "the range lies within the planes")
        func median(_ plane: [Float]) -> Double? {
            guard step > 1 else { return plane[range].quantile(0.5).map(Double.init) }
            let sample = stride(from: range.lowerBound, to: range.upperBound, by: step).map { plane[$0] }
            return sample[...].quantile(0.5).map(Double.init)
        }
        guard let lightness = median(lightness), let a = median(a), let b = median(b) else { return nil }
        return Lab(lightness, a, b)
    }

    /// Converts some pixels of a picture, in the order of `places`, each of which is 0..<`pixels.count / 3`.
    /// - Precondition: `pixels`, interleaved sRGB bytes, holds three a pixel.
    /// - Complexity: O(`places.count`).
    public init(srgb8 pixels: [UInt8], at places: [Int32]) {
        self.init(srgb8: bytes(of: pixels, at: places))
    }
}

/// Bound by loads and stores alike: four and three a pixel.
private func bytes(of pixels: [UInt8], at places: [Int32]) -> [UInt8] {
    let limit = Int32(clamping: pixels.count / 3)
    precondition(places.allSatisfy { $0 >= 0 && $0 < limit }, "every place is one of the picture")
    return [UInt8](unsafeUninitializedCapacity: 3 * places.count) { target, count in
        pixels.withUnsafeBufferPointer { pixels in
            places.withUnsafeBufferPointer { places in
                for (index, place) in places.enumerated() {
                    let source = 3 &* Int(place)
                    target[3 &* index] = pixels[source]
                    target[3 &* index &+ 1] = pixels[source &+ 1]
                    target[3 &* index &+ 2] = pixels[source &+ 2]
                }
            }
        }
        count = 3 * places.count
    }
}
