import ColorScience
import Foundation
import Imaging
import ShadeCatalog

/// How time grows with the size of a photo, of a catalog and of the machine.
enum GrowthSuite {
    static var benchmarks: [Benchmark] { megapixels + shades + cores }

    private static var megapixels: [Benchmark] {
        [(384, 512), (768, 1_024), (1_080, 1_440), (1_536, 2_048), (2_160, 2_880), (3_024, 4_032)].map { size in
            let name = "growth/megapixels/" + (Double(size.0 * size.1) / 1e6).roundedToTenths
            return Benchmark(name: name, unit: "photo", units: 1) {
                let work = try PhotoWork()
                let bytes = try DrawnPhoto.selfie(width: size.0, height: size.1).phoneJPEG()
                return Prepared { keep(try work.matches(EncodedImage(bytes: bytes))) }
            }
        }
    }

    private static var shades: [Benchmark] {
        [1_000, 3_000, 10_000, 30_000, 100_000].map { count in
            Benchmark(name: "growth/shades/\(count)", unit: "query", units: 1) {
                let matcher = try ShadeMatcher(catalog: RandomColors.catalog(count: count), category: .foundation)
                let belief = LabGaussian(
                    mean: Lab(52, 13, 20), covariance: Covariance3(standardDeviations: 4, 1.5, 2.5))
                return Prepared { keep(matcher.matches(for: belief, top: 10)) }
            }
        }
    }

    private static var cores: [Benchmark] {
        let powers = sequence(first: 1) { 2 * $0 }.prefix { $0 <= ProcessInfo.processInfo.activeProcessorCount }
        return powers.map { threads in
            Benchmark(name: "growth/cores/\(threads)", unit: "photo", units: 24) {
                let work = try PhotoWork()
                let photos = try (0..<8).map {
                    try EncodedImage(bytes: DrawnPhoto.selfie(width: 768, height: 1_024, seed: $0).phoneJPEG())
                }
                return Prepared { work.run(photos + photos + photos, threads: threads) }
            }
        }
    }
}

extension Double {
    fileprivate var roundedToTenths: String { "\((self * 10).rounded() / 10)" }
}
