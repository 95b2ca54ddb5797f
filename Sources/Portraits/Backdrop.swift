import ColorScience

/// What is behind the person, far out of focus: painted small and enlarged.
struct Backdrop {
    private let columns: Int
    private let rows: Int
    private var pixels: [Vector3] = []

    /// A place of the given style, more or less out of focus.
    init(_ style: PortraitLook.Backdrop, seed: UInt64, seen: (Vector3) -> Vector3) {
        let painter = BackdropPainter(style, random: SplitMix64(seed: seed, purpose: 41))
        (columns, rows, pixels) = (BackdropPainter.columns, BackdropPainter.rows, painter.pixels.map(seen))
        for _ in 0..<painter.blurs { blur() }
    }

    /// - Parameters:
    ///   - hairLuminance: the hair's reflectance, which the wall behind must not equal.
    ///   - seen: what the camera makes of a colour.
    init(seed: UInt64, hairLuminance: Float, seen: (Vector3) -> Vector3) {
        (columns, rows) = (60, 80)
        var random = SplitMix64(seed: seed, purpose: 40)
        let hues: [Vector3] = [
            Vector3(1.0, 0.97, 0.93), Vector3(0.86, 0.95, 1.04), Vector3(0.94, 1.0, 0.90), Vector3(1.06, 0.96, 0.86),
            Vector3(0.92, 0.94, 1.0), Vector3(0.98, 0.92, 0.94), Vector3(0.80, 0.95, 0.96), Vector3(1.1, 0.93, 0.78),
        ]
        let hue = hues[Int(random.unit() * Float(hues.count))]
        // Light hair stands out from a darker wall, dark hair from a lighter one.
        let level = hairLuminance > 0.12 ? random.within(0.10, 0.22) : random.within(0.24, 0.52)
        let kind = Int(random.unit() * 3)
        let lightSide: Float = random.unit() < 0.5 ? 0 : 1
        struct Patch { var x: Float, y: Float, width: Float, height: Float, color: Vector3, softness: Float }
        var patches: [Patch] = []
        switch kind {
        case 0: break
        case 1:
            let windowX = mix(random.within(0.02, 0.14), random.within(0.86, 0.98), lightSide)
            patches.append(
                Patch(x: windowX, y: 0.30, width: 0.13, height: 0.27, color: Vector3(0.80, 0.84, 0.88), softness: 0.05))
            patches.append(
                Patch(
                    x: 1 - windowX, y: random.within(0.35, 0.6), width: 0.16, height: 0.04,
                    color: hue * level * 0.35, softness: 0.035))
            patches.append(
                Patch(
                    x: 1 - windowX, y: 0.28, width: 0.10, height: 0.13,
                    color: Vector3(random.within(0.15, 0.5), random.within(0.15, 0.4), random.within(0.1, 0.4)) * level
                        * 1.6,
                    softness: 0.05))
        default:
            for _ in 0..<16 {
                let size = random.within(0.025, 0.11)
                let green = Vector3(random.within(0.25, 0.7), random.within(0.5, 1), random.within(0.2, 0.6))
                patches.append(
                    Patch(
                        x: random.unit(), y: random.within(0, 0.9), width: size, height: size,
                        color: mix(hue, green, random.within(0.3, 1)) * level * random.within(0.5, 1.7), softness: 0.05)
                )
            }
        }
        let noise = ValueNoise(seed: UInt32(truncatingIfNeeded: random.next()))
        for row in 0..<rows {
            for column in 0..<columns {
                let x = Float(column) / Float(columns - 1)
                let y = Float(row) / Float(rows - 1)
                let glow = 1.12 - 0.30 * abs(x - lightSide) - 0.18 * y
                var color = hue * level * (glow + 0.06 * noise(Vector3(x * 3, y * 4, 0)))
                for patch in patches {
                    let dx = abs(x - patch.x) - patch.width
                    let dy = (abs(y - patch.y) - patch.height)
                    let isRound = kind == 2
                    let distance =
                        isRound
                        ? (((x - patch.x) * (x - patch.x) * 0.5625) + (y - patch.y) * (y - patch.y)).squareRoot()
                            - patch.width
                        : max(dx, dy)
                    let share = smoothstep(patch.softness, -patch.softness, distance)
                    color = mix(color, patch.color, share * (isRound ? 0.6 : 1))
                }
                pixels.append(color)
            }
        }
        for _ in 0..<8 { blur() }
        pixels = pixels.map(seen)
    }

    private mutating func blur() {
        let old = pixels
        let (columns, rows) = (columns, rows)
        func at(_ column: Int, _ row: Int) -> Vector3 {
            old[min(max(row, 0), rows - 1) * columns + min(max(column, 0), columns - 1)]
        }
        for row in 0..<rows {
            for column in 0..<columns {
                var sum = Vector3.zero
                for dy in -1...1 { for dx in -1...1 { sum += at(column + dx, row + dy) } }
                pixels[row * columns + column] = sum / 9
            }
        }
    }

    /// The colour at `x`, `y` in 0...1 of the picture, by quadratic B-splines, which show no grid.
    func color(_ x: Float, _ y: Float) -> Vector3 {
        func weights(_ position: Float, _ count: Int) -> (Int, Float, Float, Float) {
            let nearest = min(max(Int((position + 0.5).rounded(.down)), 1), count - 2)
            let t = position - Float(nearest)
            return (nearest, 0.5 * (0.5 - t) * (0.5 - t), 0.75 - t * t, 0.5 * (0.5 + t) * (0.5 + t))
        }
        let (column, x0, x1, x2) = weights(clamp(x) * Float(columns - 1), columns)
        let (row, y0, y1, y2) = weights(clamp(y) * Float(rows - 1), rows)
        func line(_ row: Int) -> Vector3 {
            let start = row * columns + column
            return pixels[start - 1] * x0 + pixels[start] * x1 + pixels[start + 1] * x2
        }
        return line(row - 1) * y0 + line(row) * y1 + line(row + 1) * y2
    }
}
