import ColorScience
import Imaging

/// Comparisons of pictures where a plane of shares says.
enum PictureMeasures {
    static func color(_ image: RGBImage, _ place: Int) -> Lab<D65> {
        SRGB8(red: image.pixels[3 * place], green: image.pixels[3 * place + 1], blue: image.pixels[3 * place + 2]).lab
    }

    /// Median ΔE00 where at least half of a pixel is meant.
    static func median(_ left: RGBImage, _ right: RGBImage, _ shares: [Float]) -> Double {
        let differences = shares.indices.filter { shares[$0] >= 0.5 }
            .map { color(left, $0).deltaE00(to: color(right, $0)) }.sorted()
        return differences.isEmpty ? .nan : differences[differences.count / 2]
    }

    /// Intersection over union of where either has at least half.
    static func overlap(_ left: [Float], _ right: [Float]) -> Double {
        var (both, either) = (0, 0)
        for (a, b) in zip(left, right) {
            if a >= 0.5, b >= 0.5 { both += 1 }
            if a >= 0.5 || b >= 0.5 { either += 1 }
        }
        return either == 0 ? 1 : Double(both) / Double(either)
    }

    /// The share of pixels that are wholly meant whose bytes differ; `nil` when there are fewer than 20.
    static func changed(_ left: RGBImage, _ right: RGBImage, _ shares: [Float]) -> Double? {
        let places = shares.indices.filter { shares[$0] >= 0.99 }
        guard places.count >= 20 else { return nil }
        let changed = places.filter { place in
            (0..<3).contains { left.pixels[3 * place + $0] != right.pixels[3 * place + $0] }
        }
        return Double(changed.count) / Double(places.count)
    }

    /// Root mean square of luminance against its neighbours two pixels off, which shading hardly changes.
    static func contrast(_ image: RGBImage, _ places: [Int]) -> Double {
        func y(_ place: Int) -> Double { color(image, place).xyz.y }
        let sum = places.reduce(0.0) { sum, place in
            let around = (y(place - 2) + y(place + 2) + y(place - 2 * image.width) + y(place + 2 * image.width)) / 4
            let ratio = y(place) / max(around, 1e-6) - 1
            return sum + ratio * ratio
        }
        return (sum / Double(max(places.count, 1))).squareRoot()
    }
}
