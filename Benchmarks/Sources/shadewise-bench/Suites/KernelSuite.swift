import ColorKernels
import ColorScience
import Imaging

/// Colour conversion, differences, medians and resampling on arrays in memory.
enum KernelSuite {
    private static let pixels = 1 << 20

    static var benchmarks: [Benchmark] { conversions + differences + medians + resampling }

    private static var conversions: [Benchmark] {
        [
            Benchmark(name: "kernel/srgb8-to-lab", unit: "pixel", units: pixels) {
                let bytes = RandomColors.bytes(pixels: pixels, seed: 1)
                return Prepared {
                    keep(LabPlanes(srgb8: bytes))
                } error: {
                    let planes = LabPlanes(srgb8: bytes)
                    let errors = (0..<pixels).map { planes[$0].deltaE76(to: color(bytes, $0).lab) }
                    return BenchmarkError(value: errors.max() ?? 0, what: "max ΔE76", oracle: "SRGB8.lab")
                }
            },
            Benchmark(name: "kernel/srgb8-to-linear", unit: "pixel", units: pixels) {
                let bytes = RandomColors.bytes(pixels: pixels, seed: 1)
                return Prepared { keep(LinearPlanes(srgb8: bytes)) }
            },
            Benchmark(name: "kernel/srgb8-to-oklab", unit: "pixel", units: pixels) {
                let bytes = RandomColors.bytes(pixels: pixels, seed: 1)
                return Prepared {
                    keep(OklabPlanes(srgb8: bytes))
                } error: {
                    let planes = OklabPlanes(srgb8: bytes)
                    let errors = (0..<pixels).map { abs(planes[$0].lightness - color(bytes, $0).oklab.lightness) }
                    return BenchmarkError(value: errors.max() ?? 0, what: "max error of L", oracle: "SRGB8.oklab")
                }
            },
            Benchmark(name: "kernel/srgb8-to-oklab-scalar", unit: "pixel", units: pixels / 16) {
                let bytes = RandomColors.bytes(pixels: pixels / 16, seed: 1)
                return Prepared { for i in 0..<pixels / 16 { keep(color(bytes, i).oklab) } }
            },
            Benchmark(name: "kernel/lab-to-srgb8", unit: "pixel", units: pixels) {
                let bytes = RandomColors.bytes(pixels: pixels, seed: 1)
                let planes = LabPlanes(srgb8: bytes)
                return Prepared {
                    keep(planes.srgb8Clamping())
                } error: {
                    let wrong = zip(planes.srgb8Clamping(), bytes).count { $0 != $1 }
                    return BenchmarkError(value: Double(wrong), what: "codes changed", oracle: "the way back")
                }
            },
            Benchmark(name: "kernel/lab-to-srgb8-scalar", unit: "pixel", units: pixels / 16) {
                let bytes = RandomColors.bytes(pixels: pixels / 16, seed: 1)
                let planes = LabPlanes(srgb8: bytes)
                return Prepared {
                    for i in 0..<planes.count { keep(planes[i].srgb8Clamping()) }
                } error: {
                    let wrong = (0..<planes.count).count { planes[$0].srgb8Clamping() != color(bytes, $0) }
                    return BenchmarkError(value: Double(wrong), what: "colours changed", oracle: "the way back")
                }
            },
        ]
    }

    private static var differences: [Benchmark] {
        [
            Benchmark(name: "kernel/ciede2000-one-to-many", unit: "pair", units: 100_000) {
                let colors = RandomColors.planes(count: 100_000, seed: 2)
                let reference = Lab<D65>(52, 13, 20)
                var distances: [Float] = []
                return Prepared {
                    colors.deltaE00(to: reference, into: &distances)
                    keep(distances)
                } error: {
                    let found = colors.deltaE00(to: reference)
                    let errors = found.indices.map { abs(Double(found[$0]) - colors[$0].deltaE00(to: reference)) }
                    return BenchmarkError(value: errors.max() ?? 0, what: "max error", oracle: "Lab.deltaE00(to:)")
                }
            },
            Benchmark(name: "kernel/ciede2000-many-to-many", unit: "pair", units: 64 * 16_384) {
                let colors = RandomColors.planes(count: 16_384, seed: 3)
                let references = RandomColors.planes(count: 64, seed: 4)
                return Prepared { keep(colors.deltaE00(toEach: references)) }
            },
            Benchmark(name: "kernel/ciede2000-ten-nearest", unit: "reference", units: 64) {
                let colors = RandomColors.planes(count: 100_000, seed: 3)
                let references = RandomColors.planes(count: 64, seed: 4)
                let neighbors = LabNeighbors(colors)
                return Prepared {
                    keep(neighbors.nearest(10, toEach: references))
                } error: {
                    let wrong = neighbors.nearest(10, toEach: references).enumerated().count { row, found in
                        let nearest = colors.deltaE00(to: references[row]).sorted().prefix(10)
                        return found.map(\.deltaE00) != Array(nearest)
                    }
                    return BenchmarkError(value: Double(wrong), what: "references off", oracle: "sorting all")
                }
            },
        ]
    }

    private static var medians: [Benchmark] {
        // As many colours as a region is read from, and a picture's.
        [4_096, pixels].map { count in
            Benchmark(name: "kernel/median-of-\(count)", unit: "color", units: count) {
                let planes = LabPlanes(srgb8: DrawnPhoto.selfie(width: 896, height: 1_171).pixels)
                // From the middle, where the face is.
                let range = (pixels - count) / 2..<(pixels + count) / 2
                return Prepared {
                    keep(planes.median(of: range))
                } error: {
                    let sorted = planes.lightness[range].sorted()
                    let median = Double(sorted[(count - 1) / 2] + sorted[count / 2]) / 2
                    let found = planes.median(of: range)?.lightness ?? .nan
                    return BenchmarkError(value: abs(found - median), what: "median off by", oracle: "sorting")
                }
            }
        }
    }

    private static var resampling: [Benchmark] {
        let resizing = [(1_512, 2_016, "half"), (750, 1_000, "quarter")].map { width, height, name in
            Benchmark(name: "kernel/resize-12mp-to-\(name)", unit: "pixel", units: 3_024 * 4_032) {
                let photo = RGBImage(
                    width: 3_024, height: 4_032, pixels: RandomColors.bytes(pixels: 3_024 * 4_032, seed: 5))
                return Prepared { keep(photo.resized(width: width, height: height)) }
            }
        }
        let reducing = [2, 4].map { factor in
            Benchmark(name: "kernel/crop-12mp-reduced-by-\(factor)", unit: "pixel", units: 3_024 * 4_032) {
                let photo = RGBImage(
                    width: 3_024, height: 4_032, pixels: RandomColors.bytes(pixels: 3_024 * 4_032, seed: 5))
                let whole = PixelRegion(x: 0, y: 0, width: photo.width, height: photo.height)
                return Prepared { keep(photo.cropped(to: whole, reducedBy: factor)) }
            }
        }
        return resizing + reducing
    }

    private static func color(_ bytes: [UInt8], _ i: Int) -> SRGB8 {
        SRGB8(red: bytes[3 * i], green: bytes[3 * i + 1], blue: bytes[3 * i + 2])
    }
}
