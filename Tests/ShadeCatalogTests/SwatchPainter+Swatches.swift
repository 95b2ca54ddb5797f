import ColorScience
import Foundation

/// Product on a ground: smears, dabs, powder, crops.
extension SwatchPainter {
    typealias Light = SwatchScene.Light
    typealias Outline = (Double, Double) -> Double

    /// A wet film: brush furrows, a swollen edge, gloss.
    static func film(_ scene: inout SwatchScene, _ color: Light, coverage: Outline, edge: Outline) {
        let turn = scene.random.within(-1.2, 1.2)
        let furrow = scene.size / scene.random.within(8, 40)
        let deep = scene.random.within(0, 0.09) * furrow
        let swell = scene.random.within(0, 0.05) * scene.size
        let wide = scene.size * scene.random.within(0.02, 0.08)
        let gloss = scene.random.chance(0.6) ? scene.random.within(0, 0.5) : 0
        let sharp = scene.random.within(15, 200)
        let copy = scene
        // A gloss that every level point shows would be a veil; only furrows and edges turn to the lamp.
        scene.relief(coverage, color, gloss: gloss, sharpness: sharp) { x, y in
            let across = -x * sin(turn) + y * cos(turn)
            let along = (x * cos(turn) + y * sin(turn)) / 14
            let lift = swell * exp(min(0, edge(x, y)) / wide)
            return deep * copy.noise(across, along, scale: furrow) - lift
        }
    }

    static func smears(_ scene: inout SwatchScene, _ color: Light, count: Int) {
        let turn = scene.random.within(-0.9, 0.9)
        let (cx, cy) = (Double(scene.width), Double(scene.height))
        let center = (cx * scene.random.within(0.4, 0.6), cy * scene.random.within(0.4, 0.6))
        for index in 0..<count {
            let aside = (Double(index) - Double(count - 1) / 2) * scene.size * 0.75 / Double(count)
            let half = scene.size * scene.random.within(0.1, 0.24) / (count > 1 ? 0.55 * Double(count) : 1)
            let length = scene.size * scene.random.within(0.22, 0.42)
            let rough = scene.random.within(0.05, 0.35) * half
            let copy = scene
            let layer = UInt64(index + 7)
            let outline: Outline = { x, y in
                let (u, v) = (x - center.0 + aside * sin(turn), y - center.1 - aside * cos(turn))
                let (p, q) = (u * cos(turn) + v * sin(turn), -u * sin(turn) + v * cos(turn))
                let bent = q - 0.2 * p * p / max(length, 1)
                return SwatchShape.box(p, bent, 0, 0, length, half, half * 0.8)
                    + rough * copy.noise(x, y, scale: max(2, half * 0.5), layer: layer)
            }
            scene.shadow(outline)
            let thin = scene.random.chance(0.3) ? scene.random.within(0.75, 0.95) : 1
            let soft = scene.random.within(0.5, 2.5)
            film(
                &scene, color,
                coverage: {
                    min(1, max(0, 0.5 - outline($0, $1) / soft)) * thin + (1 - thin)
                        * (outline($0, $1) < -half * 0.3 ? 1 : 0)
                }, edge: outline)
        }
    }

    static func arm(_ scene: inout SwatchScene, _ color: Light) {
        let skin = scene.light[0]
        if scene.random.chance(0.5) {
            // An arm across the picture, round, before something pale.
            let around = SwatchScene.light(Lab(scene.random.within(85, 100), 0, scene.random.within(0, 3)))
            let tilt = scene.random.within(-0.3, 0.3)
            let half = Double(scene.height) * scene.random.within(0.33, 0.45)
            let (w, h) = (Double(scene.width), Double(scene.height))
            func across(_ x: Double, _ y: Double) -> Double { (y - h / 2 - (x - w / 2) * tilt) / half }
            scene.lay({ _, _ in 1 }) { _, _ in around }
            scene.lay({ x, y in SwatchShape.inside((abs(across(x, y)) - 1) * half) }) { x, y in
                skin * (0.55 + 0.45 * max(0, 1 - pow(across(x, y), 2)).squareRoot())
            }
        }
        let copy = scene
        for i in scene.light.indices {
            let (x, y) = (Double(i % scene.width), Double(i / scene.width))
            scene.light[i] *= 1 + 0.04 * copy.noise(x, y, scale: copy.size / 5, layer: 3)
        }
        smears(&scene, color, count: scene.random.pick([1, 1, 3]))
    }

    static func dab(_ scene: inout SwatchScene, _ color: Light) {
        let (cx, cy) = (
            Double(scene.width) * scene.random.within(0.42, 0.58),
            Double(scene.height) * scene.random.within(0.42, 0.58)
        )
        let r = scene.size * scene.random.within(0.2, 0.4)
        let copy = scene
        let outline: Outline = { x, y in
            SwatchShape.circle(x, y, cx, cy, r) + r * 0.12 * copy.noise(x, y, scale: r * 0.9, layer: 11)
        }
        scene.shadow(outline)
        let high = scene.random.within(0.1, 0.35) * r
        scene.relief(
            { SwatchShape.inside(outline($0, $1)) }, color, gloss: scene.random.within(0.2, 1),
            sharpness: scene.random.within(40, 300)
        ) { x, y in
            let t = min(1, max(0, -outline(x, y) / (r * 0.5)))
            return high * t * (2 - t)
        }
    }

    static func powder(_ scene: inout SwatchScene, _ color: Light) {
        let (cx, cy) = (Double(scene.width) / 2, Double(scene.height) / 2)
        let r = scene.size * scene.random.within(0.22, 0.4)
        let copy = scene
        let outline: Outline = { x, y in
            SwatchShape.circle(x, y, cx, cy, r) + r * 0.35 * copy.noise(x, y, scale: r * 0.35, layer: 21)
                + r * 0.15 * copy.noise(x, y, scale: max(1.5, r * 0.08), layer: 22)
        }
        scene.shadow(outline)
        let grain = scene.random.within(0.2, 1.2)
        scene.relief({ SwatchShape.inside(outline($0, $1)) }, color, gloss: 0, sharpness: 1) { x, y in
            grain * copy.noise(x, y, scale: max(1.5, copy.size / 90), layer: 23)
                + grain * copy.noise(x, y, scale: max(2, copy.size / 30), layer: 24)
        }
    }

    static func round(_ scene: inout SwatchScene, _ color: Light) {
        let r = scene.size * scene.random.within(0.25, 0.49)
        let (cx, cy) = (Double(scene.width) / 2, Double(scene.height) / 2)
        let outline: Outline = { SwatchShape.circle($0, $1, cx, cy, r) }
        if scene.random.chance(0.5) {
            scene.lay({ SwatchShape.inside(outline($0, $1)) }) { _, _ in color }
        } else {
            film(&scene, color, coverage: { SwatchShape.inside(outline($0, $1)) }, edge: outline)
        }
        label(&scene, y: 0.95)
    }

    static func tile(_ scene: inout SwatchScene, _ color: Light) {
        let inset = scene.size * scene.random.within(0, 0.15)
        let (cx, cy) = (Double(scene.width) / 2, Double(scene.height) / 2)
        let radius = scene.size * scene.random.within(0, 0.2)
        let outline: Outline = { SwatchShape.box($0, $1, cx, cy, cx - inset, cy - inset, radius) }
        film(&scene, color, coverage: { SwatchShape.inside(outline($0, $1)) }, edge: outline)
        label(&scene, y: scene.random.within(0.3, 0.9))
    }

    /// Strokes the size of lettering; what they spell does not matter.
    static func label(_ scene: inout SwatchScene, y: Double, x: Double = 0.5, ink: Double? = nil, wide: Double = 0.5) {
        guard scene.size > 60 else { return }
        let tall = scene.size * scene.random.within(0.03, 0.06)
        let ink = ink ?? scene.random.pick([0.02, 0.05, 0.9])
        let top = y * Double(scene.height) - tall / 2
        var left = Double(scene.width) * x - scene.size * wide / 2
        while left < Double(scene.width) * x + scene.size * wide / 2 {
            let (l, pen) = (left, max(1, tall / 6))
            let shape = Int(scene.random.within(0, 5))
            scene.lay({ x, y in
                let bars = [
                    SwatchShape.box(x, y, l, top + tall / 2, pen / 2, tall / 2, 0),
                    shape % 2 == 0 ? SwatchShape.box(x, y, l + tall / 4, top, tall / 4, pen / 2, 0) : 99,
                    shape > 1 ? SwatchShape.box(x, y, l + tall / 4, top + tall / 2, tall / 4, pen / 2, 0) : 99,
                    shape > 2 ? SwatchShape.box(x, y, l + tall / 2, top + tall / 2, pen / 2, tall / 2, 0) : 99,
                ]
                return SwatchShape.inside(bars.min() ?? 99)
            }) { _, _ in Light(repeating: ink) }
            left += tall * (scene.random.chance(0.15) ? 1.6 : 0.85)
        }
    }
}
