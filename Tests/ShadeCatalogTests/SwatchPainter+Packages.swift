import ColorScience
import Foundation

/// Product in its package: bottle, squeeze tube with a window, lipstick, pan.
extension SwatchPainter {
    /// A round solid seen from the side: `across` runs from −1 to 1.
    private static func lit(_ across: Double, strength: Double, from: Double) -> Double {
        let t = min(1, abs(across - from))
        return 1 - strength * (1 - (1 - t * t).squareRoot())
    }

    private static func packaging(_ random: inout SwatchRandom) -> Light {
        SwatchScene.light(
            random.pick([
                Lab(8, 0, 0), Lab(20, 0, 0), Lab(96, 0, 0), Lab(90, 0, 2), Lab(75, 4, 30), Lab(70, 3, 22),
                Lab(76, 14, 14),
                Lab(72, 0, 0), Lab(85, 8, 6), Lab(35, 0, -2),
            ]))
    }

    /// Lacquer or metal: dark and bright bands along the side.
    private static func coat(_ scene: inout SwatchScene, _ cx: Double, _ hw: Double, _ outline: Outline) {
        let paint = packaging(&scene.random)
        let bands = scene.random.within(0, 0.7)
        let (phase, times) = (scene.random.within(0, 6), scene.random.within(2, 7))
        scene.lay({ SwatchShape.inside(outline($0, $1)) }) { x, _ in
            let u = (x - cx) / max(hw, 1)
            let band = bands * sin(u * times + phase)
            return paint * (lit(u, strength: 0.5, from: 0) * (1 + band)) + Light(repeating: max(0, band - 0.4))
        }
    }

    static func bottle(_ scene: inout SwatchScene, _ color: Light) {
        let (w, h) = (Double(scene.width), Double(scene.height))
        let cx = w * scene.random.within(0.44, 0.56)
        let hh = h * scene.random.within(0.24, 0.32)
        let hw = min(w * 0.42, hh * scene.random.within(0.45, 0.95))
        let cy = h * 0.96 - hh
        let corner = hw * scene.random.within(0.05, 0.5)
        let outline: Outline = { SwatchShape.box($0, $1, cx, cy, hw, hh, corner) }
        scene.shadow(outline)
        let capHalf = (cy - hh - h * 0.04) / 2
        let capWidth = hw * scene.random.within(0.3, 0.95)
        coat(&scene, cx, capWidth) {
            SwatchShape.box($0, $1, cx, h * 0.04 + capHalf, capWidth, capHalf, capWidth * 0.08)
        }
        let wall = scene.random.within(0, 0.12) * hw
        let glass = SwatchScene.light(Lab(scene.random.within(75, 96), -1, 0))
        scene.lay({ SwatchShape.inside(outline($0, $1)) }) { x, _ in glass * lit((x - cx) / hw, strength: 0.3, from: 0)
        }
        let (strength, from) = (scene.random.within(0, 0.5), scene.random.within(-0.3, 0.3))
        let level = cy - hh + 2 * hh * scene.random.within(0, 0.12)
        scene.lay({ x, y in min(SwatchShape.inside(outline(x, y) + wall), SwatchShape.inside(level - y)) }) { x, _ in
            color * lit((x - cx) / hw, strength: strength, from: from)
        }
        for _ in 0..<2 where scene.random.chance(0.5) {
            let at = cx + hw * scene.random.pick([-0.78, -0.6, 0.62, 0.8])
            let (half, bright) = (hw * scene.random.within(0.02, 0.08), scene.random.within(0.15, 0.8))
            scene.lay({ x, y in
                bright * min(1, max(0, 1.5 - abs(x - at) / half)) * SwatchShape.inside(abs(y - cy) - hh * 0.85)
            }) { _, _ in Light(repeating: 1) }
        }
        if scene.random.chance(0.3) {
            let paper = packaging(&scene.random)
            let (lw, lh) = (hw * scene.random.within(0.5, 0.8), hh * scene.random.within(0.2, 0.4))
            scene.lay({ SwatchShape.inside(SwatchShape.box($0, $1, cx, cy, lw, lh, 1)) }) { _, _ in paper }
        }
        for line in 0..<Int(scene.random.within(0, 4)) {
            label(
                &scene, y: (cy + Double(line - 1) * hh * 0.22) / h, x: cx / w, ink: color.y > 0.2 ? 0.01 : 0.9,
                wide: hw * 1.1 / scene.size)
        }
    }

    /// A slim gloss tube, the product below or, turned over, above its cap.
    static func tube(_ scene: inout SwatchScene, _ color: Light) {
        let (w, h) = (Double(scene.width), Double(scene.height))
        let cx = w * scene.random.within(0.45, 0.55)
        let hw = min(w * 0.3, h * scene.random.within(0.06, 0.12))
        let split = h * scene.random.within(0.35, 0.55)
        let body: Outline = {
            SwatchShape.box($0, $1, cx, (split + h * 0.97) / 2, hw, (h * 0.97 - split) / 2, hw * 0.3)
        }
        scene.shadow(body)
        coat(&scene, cx, hw) {
            SwatchShape.box($0, $1, cx, (h * 0.03 + split) / 2, hw, (split - h * 0.03) / 2, hw * 0.1)
        }
        scene.lay({ SwatchShape.inside(body($0, $1)) }) { _, _ in Light(repeating: 0.8) }
        let wall = hw * scene.random.within(0.03, 0.2)
        let strength = scene.random.within(0.05, 0.5)
        scene.lay({ SwatchShape.inside(body($0, $1) + wall) }) { x, _ in
            color * lit((x - cx) / hw, strength: strength, from: 0)
        }
        if scene.random.chance(0.6) {
            let at = cx - hw * 0.5
            scene.lay({ x, y in
                0.6 * SwatchShape.inside(abs(x - at) - hw * 0.08) * SwatchShape.inside(body(x, y) + hw * 0.4)
            }) {
                _, _ in Light(repeating: 1)
            }
        }
    }

    static func bullet(_ scene: inout SwatchScene, _ color: Light) {
        let (w, h) = (Double(scene.width), Double(scene.height))
        let cx = w * scene.random.within(0.44, 0.56)
        let hw = min(w * 0.25, h * scene.random.within(0.09, 0.15))
        let ring = h * scene.random.within(0.38, 0.5)
        let collar = ring + h * scene.random.within(0.06, 0.14)
        let half = hw * scene.random.within(0.65, 0.85)
        let slope = scene.random.within(-1.6, 1.6)
        let isDome = scene.random.chance(0.3)
        let stick: Outline = { x, y in
            let sides = SwatchShape.box(
                x, y, cx, (h * 0.05 + ring) / 2, half, (ring - h * 0.05) / 2, isDome ? half : half * 0.3)
            return isDome
                ? sides
                : max(sides, (h * 0.05 + half * abs(slope) - y + (x - cx) * slope) / (1 + slope * slope).squareRoot())
        }
        scene.shadow(stick)
        scene.lay({ x, y in min(SwatchShape.inside(stick(x, y)), SwatchShape.inside(y - ring)) }) { _, _ in color }
        let (strength, from) = (scene.random.within(0.1, 0.55), scene.random.within(-0.3, 0.3))
        let shine = scene.random.chance(0.6) ? scene.random.within(0.05, 0.4) : 0
        scene.lay({ x, y in min(SwatchShape.inside(stick(x, y)), SwatchShape.inside(y - ring)) }) { x, _ in
            let u = (x - cx) / half
            return color * lit(u, strength: strength, from: from)
                + Light(repeating: shine * exp(-pow((u + 0.5) / 0.12, 2)))
        }
        coat(&scene, cx, hw * 0.9) {
            SwatchShape.box($0, $1, cx, (ring + collar) / 2, hw * 0.9, (collar - ring) / 2, 0)
        }
        coat(&scene, cx, hw) {
            SwatchShape.box($0, $1, cx, (collar + h * 0.97) / 2, hw, (h * 0.97 - collar) / 2, hw * 0.1)
        }
    }

    static func pan(_ scene: inout SwatchScene, _ color: Light) {
        let (cx, cy) = (Double(scene.width) / 2, Double(scene.height) / 2)
        let r = scene.size * scene.random.within(0.25, 0.4)
        let isRound = scene.random.chance(0.6)
        let rim = r * scene.random.within(1.06, 1.22)
        func plate(_ radius: Double) -> Outline {
            isRound
                ? { SwatchShape.circle($0, $1, cx, cy, radius) }
                : { SwatchShape.box($0, $1, cx, cy, radius, radius, radius * 0.12) }
        }
        scene.shadow(plate(rim))
        coat(&scene, cx, rim, plate(rim))
        let copy = scene
        let (grain, emboss) = (
            scene.random.within(0, 0.25), scene.random.chance(0.5) ? scene.random.within(0.3, 1.5) : 0
        )
        let inside = plate(r)
        scene.relief({ SwatchShape.inside(inside($0, $1)) }, color, gloss: 0, sharpness: 1) { x, y in
            let ring = abs(SwatchShape.circle(x, y, cx, cy, r * 0.5)) - r * 0.06
            return grain * copy.noise(x, y, scale: 2, layer: 31) - emboss * SwatchShape.inside(ring / 2)
                - r * 0.03 * exp(min(0, inside(x, y)) / (r * 0.04))
        }
    }
}
