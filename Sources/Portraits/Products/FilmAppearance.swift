import ColorScience

/// What a film makes of skin as the scene's camera sees it, under the main and the second light: factors on the
/// ground's colour, from a table over what the ground's colour is relative to the skin of jaw and lower cheek.
struct FilmAppearance: Sendable {
    /// What colours are multiplied with under either light.
    struct Factors {
        var key: Vector3
        var second: Vector3
    }

    /// Natural logarithms of the ground's colour relative to the skin's: from lips and drawn lipstick to bright spots.
    private static let range = (low: Float(-3), high: Float(1))
    private static let nodes = 13
    private static let step = (range.high - range.low) / Float(nodes - 1)

    /// Logarithms of factors, red fastest; they bend little between nodes.
    private let key: [Vector3]
    private let second: [Vector3]

    /// - Parameter skin: the reflectance of jaw and lower cheek.
    init(_ film: PigmentFilm, over skin: Spectrum, seen: SceneEye) {
        let basis = Self.basis(of: skin, seen: seen)
        var (key, second) = ([Vector3](), [Vector3]())
        for node in 0..<Self.nodes * Self.nodes * Self.nodes {
            let place = [node, node / Self.nodes, node / (Self.nodes * Self.nodes)].map {
                exponential(Double(Self.range.low + Self.step * Float($0 % Self.nodes)))
            }
            // The one mixture of smooth factors that has just this colour under the main light.
            let ground = (skin * (basis[0] * place[0] + basis[1] * place[1] + basis[2] * place[2]))
                .map { min(max($0, 0.001), 0.98) }
            let covered = film(over: ground)
            key.append(Self.logarithms(seen.key(covered), seen.key(ground)))
            second.append(Self.logarithms(seen.second(covered), seen.second(ground)))
        }
        (self.key, self.second) = (key, second)
    }

    /// - Parameter ground: its colour relative to the skin's, channel by channel.
    func callAsFunction(_ ground: Vector3) -> Factors {
        var (cell, share) = (SIMD3<Int>.zero, Vector3.zero)
        for channel in 0..<3 {
            let log = Float(logarithm(Double(max(ground[channel], 1e-4))))
            let position = clamp((log - Self.range.low) / Self.step, 0, Float(Self.nodes - 1))
            cell[channel] = min(Int(position), Self.nodes - 2)
            share[channel] = position - Float(cell[channel])
        }
        func value(_ table: [Vector3]) -> Vector3 {
            var sum = Vector3.zero
            for corner in 0..<8 {
                let (i, j, k) = (corner & 1, corner >> 1 & 1, corner >> 2)
                let weight =
                    (i == 1 ? share.x : 1 - share.x) * (j == 1 ? share.y : 1 - share.y)
                    * (k == 1 ? share.z : 1 - share.z)
                let node = cell.x + i + Self.nodes * (cell.y + j + Self.nodes * (cell.z + k))
                sum += table[node] * weight
            }
            return Vector3(exponential(sum.x), exponential(sum.y), exponential(sum.z))
        }
        return Factors(key: value(key), second: value(second))
    }

    private static func logarithms(_ covered: Vector3, _ ground: Vector3) -> Vector3 {
        let ratio = covered / ground
        return Vector3(
            Float(logarithm(Double(ratio.x))), Float(logarithm(Double(ratio.y))), Float(logarithm(Double(ratio.z))))
    }

    /// Three smooth factors on the skin's reflectance, together 1: each changes one channel of what is seen alone.
    private static func basis(of skin: Spectrum, seen: SceneEye) -> [Spectrum] {
        let bands = [
            Spectrum { 1 / (1 + exponential(-($0 - 592) / 16)) },
            Spectrum { bell(($0 - 540) / 42) },
            Spectrum { 1 / (1 + exponential(($0 - 488) / 16)) },
        ]
        let total = bands[0] + bands[1] + bands[2]
        let smooth = bands.map { $0 * total.map { 1 / $0 } }
        let whole = SIMD3<Double>(seen.key(skin))
        let columns = smooth.map { SIMD3<Double>(seen.key(skin * $0)) / whole }
        let inverse = Matrix3(columns: columns).inverse
        return inverse.columns.map { smooth[0] * $0.x + smooth[1] * $0.y + smooth[2] * $0.z }
    }
}
