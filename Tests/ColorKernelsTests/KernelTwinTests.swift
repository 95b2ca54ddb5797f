import ColorKernels
import ColorScience
import Foundation
import Testing

/// Every kernel beside its scalar twin, at sizes around the width of a vector, of a batch and of a sort.
enum Kernel: CaseIterable {
    case srgb8ToLab
    case srgb8ToLinear
    case srgb8ToOklab
    case srgb8AtPlacesToLab
    case logarithmsToLab
    case exponential
    case labToSRGB8
    case deltaE00
    case deltaE00Into
    case deltaE00ToEach
    case srgb8ToLogRatios
    case medianOfRange
    case quantile

    /// The largest difference between kernel and twin over `count` random entries, in units of what is allowed.
    func error(count: Int, _ random: inout SeededGenerator) -> Double {
        switch self {
        case .srgb8ToLab:
            let pixels = random.pixels(count)
            let planes = LabPlanes(srgb8: pixels)
            return worst(planes.count, of: count) { planes[$0].deltaE76(to: pixels.color(at: $0).lab) / 1e-4 }
        case .srgb8ToLinear:
            let pixels = random.pixels(count)
            let planes = LinearPlanes(srgb8: pixels)
            return worst(planes.count, of: count) { i in
                let (fast, exact) = (planes[i], pixels.color(at: i).linear)
                let error = max(
                    abs(fast.red - exact.red), abs(fast.green - exact.green), abs(fast.blue - exact.blue))
                return error / 0x1p-25
            }
        case .srgb8ToOklab:
            let pixels = random.pixels(count)
            let planes = OklabPlanes(srgb8: pixels)
            return worst(planes.count, of: count) { i in
                let (fast, exact) = (planes[i], pixels.color(at: i).oklab)
                let error = max(
                    abs(fast.lightness - exact.lightness), abs(fast.a - exact.a), abs(fast.b - exact.b))
                return error / 2e-6
            }
        case .srgb8AtPlacesToLab:
            let pixels = random.pixels(count)
            let places = (0..<count).map { _ in Int32.random(in: 0..<Int32(count), using: &random) }
            let planes = LabPlanes(srgb8: pixels, at: places)
            return worst(planes.count, of: count) {
                planes[$0].deltaE76(to: pixels.color(at: Int(places[$0])).lab) / 1e-4
            }
        case .logarithmsToLab:
            // Whole vectors only.
            let count = count & ~7
            let colors = (0..<count).map { _ in
                SIMD3<Float>.random(in: -7...0.3, using: &random)
            }
            let planes = LabPlanes(
                logarithms: LogPlanes(red: colors.map(\.x), green: colors.map(\.y), blue: colors.map(\.z)))
            return worst(planes.count, of: count) { i in
                let color = LinearSRGB(
                    red: exp(Double(colors[i].x)), green: exp(Double(colors[i].y)), blue: exp(Double(colors[i].z)))
                return planes[i].deltaE76(to: color.xyz.lab) / 1e-4
            }
        case .exponential:
            let values = (0..<count & ~7).map { _ in Float.random(in: -86...86, using: &random) }
            let powers = exponentials(of: values)
            return worst(powers.count, of: count & ~7) { i in
                abs(Double(powers[i]) / exp(Double(values[i])) - 1) / 3e-7
            }
        case .labToSRGB8:
            let planes = random.planes(count)
            let bytes = planes.srgb8Clamping()
            return worst(bytes.count, of: 3 * count) { i in
                let linear = planes[i / 3].xyz.linearSRGB
                let channel = [linear.red, linear.green, linear.blue][i % 3]
                let exact = 255 * (channel <= 0 ? 0 : channel >= 1 ? 1 : encodedForTest(channel))
                return abs(Double(bytes[i]) - exact) / 0.501
            }
        case .deltaE00:
            let (planes, reference) = (random.planes(count), random.lab())
            let distances = planes.deltaE00(to: reference)
            return worst(distances.count, of: count) {
                distanceError(planes[$0], reference, distances[$0])
            }
        case .deltaE00Into:
            let (planes, reference) = (random.planes(count), random.lab())
            var distances = [Float](repeating: 7, count: Int.random(in: 0...2 * count, using: &random))
            planes.deltaE00(to: reference, into: &distances)
            return worst(distances.count, of: count) {
                distanceError(planes[$0], reference, distances[$0])
            }
        case .deltaE00ToEach:
            let (planes, references) = (random.planes(count), random.planes(3))
            let distances = planes.deltaE00(toEach: references)
            return worst(distances.count, of: 3 * count) {
                distanceError(planes[$0 % count], references[$0 / count], distances[$0])
            }
        case .srgb8ToLogRatios:
            let pixels = random.pixels(count)
            let planes = LogRatioPlanes(srgb8: pixels)
            return worst(planes.light.count, of: count) { i in
                let color = pixels.color(at: i)
                let darkest = SRGB8(red: 1, green: 1, blue: 1).linear.red / 2
                let (red, green, blue) = (
                    log(max(color.linear.red, darkest)), log(max(color.linear.green, darkest)),
                    log(max(color.linear.blue, darkest))
                )
                return max(
                    abs(Double(planes.light[i]) - green), abs(Double(planes.redness[i]) - (red - green)),
                    abs(Double(planes.blueness[i]) - (blue - green))) / 1e-6
            }
        case .medianOfRange:
            let planes = random.planes(count)
            let (start, step) = (count / 5, Int.random(in: 1...3, using: &random))
            let median = planes.median(of: start..<count, step: step)
            let places = stride(from: start, to: count, by: step)
            let found = [median?.lightness, median?.a, median?.b].map { $0.map { Float($0) } }
            let sought = [planes.lightness, planes.a, planes.b].map { plane in
                places.map { plane[$0] }.twinQuantile(0.5)
            }
            return found == sought ? 0 : .infinity
        case .quantile:
            let (planes, start) = (random.planes(count), Int.random(in: 0...count, using: &random))
            return [0, 0.1, 0.5, 0.731, 1].map { fraction in
                max(
                    exactly(planes.lightness.quantile(fraction), planes.lightness.twinQuantile(fraction)),
                    exactly(planes.a[start...].quantile(fraction), planes.a[start...].twinQuantile(fraction)))
            }.max()!
        }
    }
}

/// - Source: IEC 61966-2-1:1999.
private func encodedForTest(_ linear: Double) -> Double {
    linear <= 0.0031308 ? 12.92 * linear : 1.055 * pow(linear, 1 / 2.4) - 0.055
}

struct KernelTwinTests {
    /// Bytes that are colours come back as they were.
    @Test func codesSurviveLabAndBack() {
        var random = SeededGenerator(seed: 8)
        let pixels = random.pixels(20_000)
        #expect(LabPlanes(srgb8: pixels).srgb8Clamping() == pixels)
    }

    @Test func blackWhiteAndNonsenseEncode() {
        let planes = LabPlanes([Lab(0, 0, 0), Lab(100, 0, 0), Lab(.nan, 0, 0), Lab(150, 90, -90)])
        let bytes = planes.srgb8Clamping()
        #expect(bytes[..<9] == [0, 0, 0, 255, 255, 255, 0, 0, 0])
        #expect(OklabPlanes(srgb8: [0, 0, 0])[0].lightness < 1e-6)
    }

    @Test(arguments: Kernel.allCases, [0, 1, 2, 7, 8, 9, 15, 16, 17, 95, 97, 127, 128, 129, 1000, 4099])
    func agreesWithItsScalarTwin(_ kernel: Kernel, _ count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        #expect(kernel.error(count: count, &random) <= 1)
    }
}

/// The largest of `error` over what a kernel returned; infinite when that is not as long as it should be.
private func worst(_ returned: Int, of expected: Int, _ error: (Int) -> Double) -> Double {
    guard returned == expected else { return .infinity }
    return (0..<expected).reduce(0) { worst, i in
        let next = error(i)
        return next.isNaN ? .infinity : max(worst, next)
    }
}

private func exactly(_ fast: Float?, _ exact: Float?) -> Double { fast == exact ? 0 : .infinity }

/// In units of the 1e-3 the kernel promises; 0 within 1e-5 radians of opposed hues, where the definition jumps.
func distanceError(_ color: Lab<D65>, _ reference: Lab<D65>, _ fast: Float) -> Double {
    let reference = reference.roundedToFloat
    let (cross, dot) = (
        color.a * reference.b - reference.a * color.b, color.a * reference.a + color.b * reference.b
    )
    if dot < 0, abs(cross) <= 1e-5 * -dot { return fast.isFinite ? 0 : .infinity }
    return abs(Double(fast) - reference.deltaE00(to: color)) / 1e-3
}

extension Lab<D65> {
    var roundedToFloat: Self { Lab(Double(Float(lightness)), Double(Float(a)), Double(Float(b))) }
}

extension [UInt8] {
    func color(at i: Int) -> SRGB8 { SRGB8(red: self[3 * i], green: self[3 * i + 1], blue: self[3 * i + 2]) }
}

extension SeededGenerator {
    mutating func planes(_ count: Int) -> LabPlanes {
        var planes = LabPlanes(count: 0)
        for _ in 0..<count { planes.append(lab()) }
        return planes
    }
}
