import ColorScience

/// Paints places behind a person, small and sharp; `Backdrop` puts them out of focus.
struct BackdropPainter {
    static let columns = 180
    static let rows = 240

    private var random: SplitMix64
    private let noise: ValueNoise
    private(set) var pixels: [Vector3]
    /// How often the picture is to be blurred.
    private(set) var blurs: Int

    init(_ style: PortraitLook.Backdrop, random: SplitMix64) {
        self.random = random
        noise = ValueNoise(seed: UInt32(truncatingIfNeeded: self.random.next()))
        pixels = [Vector3](repeating: .zero, count: Self.columns * Self.rows)
        blurs = Int(self.random.within(2, 12))
        switch style {
        case .soft, .wall: paintWall()
        case .window: paintWindow()
        case .shelf: paintShelf()
        case .foliage: paintFoliage()
        case .lights: paintLights()
        case .tiles: paintTiles()
        case .curtain: paintCurtain()
        }
    }

    /// Columns and rows as shares of the picture.
    private mutating func fill(
        _ x: ClosedRange<Float>, _ y: ClosedRange<Float>, _ color: (Float, Float) -> Vector3
    ) {
        let (width, height) = (Float(Self.columns), Float(Self.rows))
        let (left, right) = (
            max(Int(x.lowerBound * width), 0), min(Int((x.upperBound * width).rounded(.up)), Self.columns)
        )
        let (top, bottom) = (
            max(Int(y.lowerBound * height), 0), min(Int((y.upperBound * height).rounded(.up)), Self.rows)
        )
        guard left < right, top < bottom else { return }
        for row in top..<bottom {
            for column in left..<right {
                pixels[row * Self.columns + column] = color(
                    (Float(column) + 0.5) / width, (Float(row) + 0.5) / height)
            }
        }
    }

    private mutating func fill(_ color: (Float, Float) -> Vector3) { fill(0...1, 0...1, color) }

    /// White, grey and coloured paints, from pale to strong.
    private mutating func paint() -> Vector3 {
        let paints: [Vector3] = [
            Vector3(0.78, 0.77, 0.74), Vector3(0.80, 0.80, 0.80), Vector3(0.62, 0.59, 0.52), Vector3(0.30, 0.30, 0.31),
            Vector3(0.25, 0.38, 0.44), Vector3(0.30, 0.38, 0.25), Vector3(0.50, 0.20, 0.13), Vector3(0.58, 0.42, 0.17),
            Vector3(0.16, 0.20, 0.34), Vector3(0.55, 0.38, 0.37), Vector3(0.07, 0.07, 0.08), Vector3(0.42, 0.33, 0.25),
        ]
        // A third of all walls are white.
        let choice = random.unit() < 0.33 ? Int(random.unit() * 2) : Int(random.unit() * Float(paints.count))
        return paints[choice] * random.within(0.75, 1.1)
    }

    private mutating func paintWall() {
        let wall = paint()
        let noise = noise
        let (slope, side) = (random.within(0.05, 0.5), random.unit() < 0.5 ? Float(0) : 1)
        fill { x, y in wall * (1.05 - slope * abs(x - side) - 0.15 * y + 0.05 * noise(Vector3(x * 3, y * 4, 0))) }
        if random.unit() < 0.5 {
            // A corner: the other wall gets less light.
            let at = random.unit() < 0.5 ? random.within(0.04, 0.25) : random.within(0.75, 0.96)
            let dim = random.within(0.6, 0.85)
            let range: ClosedRange<Float> = at < 0.5 ? 0...at : at...1
            fill(range, 0...1) { x, y in wall * dim * (1 - 0.2 * abs(x - at) + 0.04 * noise(Vector3(x * 3, y * 4, 3))) }
        }
        for _ in 0..<Int(random.within(0, 3)) { hangPicture() }
    }

    private mutating func hangPicture() {
        let x = random.unit() < 0.5 ? random.within(-0.08, 0.16) : random.within(0.74, 0.96)
        let (y, width, height) = (random.within(0.04, 0.42), random.within(0.14, 0.26), random.within(0.12, 0.24))
        let frame = Vector3(repeating: random.within(0.03, 0.5)) * Vector3(1, 0.9, 0.8)
        let (first, second) = (paint(), paint())
        fill(x...x + width, y...y + height) { _, _ in frame }
        let noise = noise
        fill(x + 0.016...x + width - 0.016, y + 0.012...y + height - 0.012) { u, v in
            mix(first, second, smoothstep(-0.2, 0.2, noise(Vector3(u * 11, v * 11, x * 9))))
        }
    }

    private mutating func paintWindow() {
        paintWall()
        let x = random.unit() < 0.5 ? random.within(-0.1, 0.12) : random.within(0.55, 0.75)
        let (width, bottom) = (random.within(0.28, 0.45), random.within(0.5, 0.85))
        let bright = random.within(0.9, 2.6)
        let noise = noise
        let frame = Vector3(repeating: random.unit() < 0.7 ? 0.7 : 0.1)
        fill(x...x + width, 0.02...bottom) { _, _ in frame }
        let panes = 2
        for pane in 0..<panes {
            let left = x + 0.014 + (width - 0.014) * Float(pane) / Float(panes)
            let right = left + width / Float(panes) - 0.026
            fill(left...right, 0.04...bottom - 0.02) { u, v in
                // Sky above, something green or grey below.
                let ground = smoothstep(bottom * 0.60, bottom * 0.68, v + 0.05 * noise(Vector3(u * 14, 1, 1)))
                let sky = Vector3(0.82, 0.92, 1.05) * bright
                return mix(
                    sky, Vector3(0.20, 0.27, 0.15) * bright * (0.7 + 0.4 * noise(Vector3(u * 30, v * 30, 1))), ground)
            }
        }
    }

    private mutating func paintShelf() {
        let wood = [Vector3(0.30, 0.17, 0.08), Vector3(0.72, 0.70, 0.66), Vector3(0.09, 0.055, 0.035)][
            Int(random.unit() * 3)]
        fill { _, _ in wood * 0.25 }
        let shelves = Int(random.within(4, 8))
        for shelf in 0..<shelves {
            let top = Float(shelf) / Float(shelves)
            let height = 1 / Float(shelves)
            fill(0...1, top + height * 0.92...top + height) { x, _ in wood * (1 - 0.2 * x) }
            var x = random.within(-0.02, 0.02)
            while x < 1 {
                if random.unit() < 0.10 {
                    x += random.within(0.03, 0.12)
                    continue
                }
                let width = random.within(0.014, 0.045)
                let tall = height * random.within(0.55, 0.86)
                let spine = paint() * random.within(0.35, 1)
                let base = top + height * 0.92
                fill(x...x + width * 0.93, base - tall...base) { u, _ in spine * (1.1 - 6 * abs(u - x - width * 0.4)) }
                let label = base - tall * random.within(0.3, 0.8)
                let ink = Vector3(repeating: random.unit() < 0.5 ? 0.6 : 0.04)
                fill(x + width * 0.2...x + width * 0.72, label...label + 0.02) { _, _ in ink }
                x += width
            }
        }
    }

    private mutating func paintFoliage() {
        let noise = noise
        let bright = random.within(0.5, 1.3)
        let sun = random.within(0.1, 0.9)
        fill { x, y in
            let p = Vector3(x * 7, y * 9, 0)
            let leaves = noise(p) + 0.6 * noise(p * 2.3) + 0.45 * noise(p * 5.1) + 0.3 * noise(p * 11)
            let green = mix(Vector3(0.018, 0.034, 0.012), Vector3(0.17, 0.26, 0.055), smoothstep(-0.9, 1.1, leaves))
            let gap = smoothstep(0.75, 1.25, leaves + 0.6 * bell((x - sun) / 0.3) * (1 - y))
            return mix(green, Vector3(0.85, 0.95, 1.0), gap * 0.9) * bright
        }
        if random.unit() < 0.5 {
            let trunk = random.unit() < 0.5 ? random.within(0, 0.15) : random.within(0.8, 0.95)
            fill(trunk...trunk + 0.09, 0...1) { x, y in
                Vector3(0.10, 0.075, 0.05) * bright * (1 + 0.5 * noise(Vector3(x * 60, y * 14, 4)))
            }
        }
    }

    private mutating func paintLights() {
        let night = Vector3(0.012, 0.014, 0.022) * random.within(1, 5)
        let noise = noise
        fill { x, y in night * (1.2 + 0.8 * noise(Vector3(x * 5, y * 6, 0)) + y) }
        let lamps = [Vector3(1.3, 0.75, 0.3), Vector3(1.1, 0.9, 0.65), Vector3(0.9, 0.2, 0.15), Vector3(0.3, 0.6, 1.1)]
        for _ in 0..<Int(random.within(25, 60)) {
            let (x, y, size) = (random.unit(), random.within(0, 0.8), random.within(0.012, 0.045))
            let lamp = lamps[Int(random.unit() * Float(lamps.count))] * random.within(0.2, 1)
            let (width, height) = (Float(Self.columns), Float(Self.rows))
            for row in max(Int((y - size) * height), 0)..<min(Int((y + size) * height) + 2, Self.rows) {
                for column in max(
                    Int((x - size * 1.34) * width), 0)..<min(Int((x + size * 1.34) * width) + 2, Self.columns)
                {
                    let dx = ((Float(column) + 0.5) / width - x) / 1.34
                    let dy = (Float(row) + 0.5) / height - y
                    let disc = smoothstep(size, size * 0.8, (dx * dx + dy * dy).squareRoot())
                    pixels[row * Self.columns + column] += lamp * disc * 0.7
                }
            }
        }
        blurs = min(blurs, 3)
    }

    private mutating func paintTiles() {
        let tile = paint()
        let isBrick = random.unit() < 0.5
        let noise = noise
        let (width, height): (Float, Float) = isBrick ? (0.13, 0.034) : (0.11, 0.083)
        let joint = isBrick ? Vector3(0.42, 0.40, 0.37) : Vector3(0.6, 0.6, 0.58)
        let brick = isBrick ? Vector3(0.30, 0.12, 0.075) * random.within(0.7, 1.5) : tile
        fill { x, y in
            let row = (y / height).rounded(.down)
            let shifted = x / width + (isBrick && Int(row) % 2 == 1 ? 0.5 : 0)
            let (u, v) = (shifted - shifted.rounded(.down), y / height - row)
            let seam = max(abs(u - 0.5) * 2 - 0.95, 0) + max(abs(v - 0.5) * 2 - (isBrick ? 0.82 : 0.95), 0)
            let tone = 1 + (isBrick ? 0.5 : 0.08) * noise(Vector3(shifted.rounded(.down) * 3.7, row * 2.9, 7))
            return mix(brick * tone, joint, min(seam * 14, 1)) * (1.05 - 0.2 * x)
        }
    }

    private mutating func paintCurtain() {
        let cloth = paint()
        let noise = noise
        let folds = random.within(14, 34)
        let phase = random.within(0, 6)
        fill { x, y in
            let wave = sine(x * folds * 2 + phase + 1.6 * noise(Vector3(x * 6, y * 1.2, 0)))
            return cloth * (0.72 + 0.30 * wave + 0.08 * noise(Vector3(x * 20, y * 8, 2)))
        }
    }
}
