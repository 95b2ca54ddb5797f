import ColorScience

/// A camera's colour filters, and the matrix its maker gave it.
public struct CameraModel: Sendable, Hashable {
    /// How many there are.
    public static let count = 40

    /// 0..<`count`; 0 is the measured one, the others are made from it.
    public let number: Int
    /// Each channel's response at each band; 1 for white under D65.
    let channels: [Spectrum]
    /// From white-balanced channels to linear sRGB; white stays white.
    let matrix: Matrix3

    /// - Parameter number: taken modulo `count`.
    public init(number: Int) {
        let number = (number % Self.count + Self.count) % Self.count
        self.number = number
        let channels = Self.filters(number).map { $0 * (1 / ($0 * Illuminant.d65.power).sum) }
        self.channels = channels
        matrix = Self.fitted(channels)
    }

    public static func == (left: CameraModel, right: CameraModel) -> Bool { left.number == right.number }
    public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

extension CameraModel {
    /// What the channels see of a reflectance under a light; 1 for white under D65.
    func response(_ reflectance: Spectrum, under light: Illuminant) -> SIMD3<Double> {
        Self.response(channels, to: reflectance * light.power)
    }

    private static func response(_ channels: [Spectrum], to arriving: Spectrum) -> SIMD3<Double> {
        SIMD3((channels[0] * arriving).sum, (channels[1] * arriving).sum, (channels[2] * arriving).sum)
    }

    /// What the channels see of white.
    func white(under light: Illuminant) -> SIMD3<Double> { response(Spectrum { _ in 1 }, under: light) }

    /// The measured filters moved by up to 9 nm, and narrowed to those of cameras with less overlap.
    private static func filters(_ number: Int) -> [Spectrum] {
        var random = SplitMix64(seed: UInt64(number), purpose: 70)
        let measured = [table.red, table.green, table.blue]
        guard number > 0 else { return measured }
        // How much filters overlap differs from maker to maker, less from channel to channel.
        let openness = Double(random.unit())
        return zip(measured, [605.0, 535, 460]).map { channel, center in
            let shift = Double(random.within(-9, 9))
            let width = (42 + 50 * openness) * Double(random.within(0.9, 1.1))
            return Spectrum { nm in
                let offset = (nm - shift - center) / width
                return channel.value(at: nm - shift) * bell(offset) + 1e-4
            }
        }
    }

    /// What matrices are fitted to under D65: skins, which makers care for most, and patches.
    private static let patches: [(reflectance: Spectrum, target: SIMD3<Double>, weight: Double)] = {
        var patches = SkinOptics.typical.map { (reflectance: $0, weight: 40.0) }
        for center in stride(from: 420.0, through: 660, by: 30) {
            for (width, base, height): (Double, Double, Double) in [(30, 0.06, 0.4), (70, 0.04, 0.6)] {
                let patch = Spectrum { nm in base + height * bell((nm - center) / width) }
                patches.append((patch, 1))
                patches.append((patch.map { 0.85 - $0 }, 1))
            }
        }
        return patches.map { patch in
            let target = StandardObserver.linearSRGB(patch.reflectance)
            return (patch.reflectance, target, patch.weight / (0.05 + target.y))
        }
    }()

    /// Least squares over `patches`; white fixed.
    private static func fitted(_ channels: [Spectrum]) -> Matrix3 {
        let seen = patches.map { response(channels, to: $0.reflectance * Illuminant.d65.power) }
        // White fixed leaves two unknowns a row: out − b = u (r − b) + v (g − b).
        var rows: [SIMD3<Double>] = []
        for output in 0..<3 {
            var (uu, uv, vv, ut, vt) = (0.0, 0.0, 0.0, 0.0, 0.0)
            for (patch, raw) in zip(patches, seen) {
                let weight = patch.weight
                let (u, v, t) = (raw.x - raw.z, raw.y - raw.z, patch.target[output] - raw.z)
                uu += weight * u * u
                uv += weight * u * v
                vv += weight * v * v
                ut += weight * u * t
                vt += weight * v * t
            }
            let determinant = uu * vv - uv * uv
            let (u, v) = ((ut * vv - vt * uv) / determinant, (vt * uu - ut * uv) / determinant)
            rows.append(SIMD3(u, v, 1 - u - v))
        }
        return Matrix3(rows: rows)
    }
}
