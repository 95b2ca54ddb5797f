import ColorScience
import FaceMesh
import Portraits

@testable import SkinTone

extension FaultyPicture {
    /// What light falls on a place, smoothly, for cloth to be lit as the face was.
    private func shading() -> [Float] {
        let smooth = blurred(light.map(\.y), sigma: 0.12 * size)
        let typical = max(smooth[Int(point(1).y) * width + Int(point(1).x)], 1e-4)
        return smooth.map { max(0.35, min(1.8, $0 / typical)) }
    }

    /// Cloth from the nose's bridge to below the chin, white to black or coloured, with folds and a weave.
    mutating func wearMask(random: inout SplitMix64) {
        let outline = [114, 47, 100, 118, 111, 116, 123, 137, 177, 215, 172, 136, 150, 149, 176, 148, 152]
        let right = landmarks.ring(outline)
        let left = landmarks.ring(FaceTemplate.mirrored(outline.reversed()))
        let area = cover([right + left], softness: 0.006)
        let cloths: [SIMD3<Float>] = [
            [0.75, 0.76, 0.78], [0.42, 0.60, 0.74], [0.02, 0.02, 0.022], [0.16, 0.16, 0.17], [0.45, 0.10, 0.12],
            [0.08, 0.12, 0.26], [0.30, 0.42, 0.30],
        ]
        let cloth = cloths[Int.random(in: cloths.indices, using: &random)]
        let (lit, fold) = (shading(), Float.random(in: 0.05...0.25, using: &random))
        let phase = Float.random(in: 0...6, using: &random)
        lay(
            { [width, size] index in
                let (x, y) = (Float(index % width), Float(index / width))
                let across: Float = 2 * Self.wave(x / size * 9)
                let wave: Float = Self.wave(y / size * 40 + across + phase)
                return cloth * (lit[index] * (1 + fold * wave))
            }, over: area)
        addGrain(0.02, over: area, random: &random)
    }

    /// A hand before the mouth: the person's own skin, four fingers side by side.
    mutating func holdHand(random: inout SplitMix64) {
        let (top, bottom) = (point(2), point(152))
        let across = (point(454) - point(234)) / max(size, 1)
        let down = (bottom - top) / max(((bottom - top) * (bottom - top)).sum().squareRoot(), 1)
        let length = Float.random(in: 0.75...0.95, using: &random) * size
        let finger = ((bottom - top) * (bottom - top)).sum().squareRoot() * 0.27
        let side: Float = Bool.random(using: &random) ? 1 : -1
        let samples = [50, 280, 151].map { light[Int(point($0).y) * width + Int(point($0).x)] }
        let skin: SIMD3<Float> = samples.reduce(.zero, +) / 3
        let tone = Float.random(in: 0.8...1.05, using: &random)
        let start = top + across * (-side * length * 0.42)
        for number in 0..<4 {
            let axis = start + down * (finger * (Float(number) + 0.42))
            let reach = length * [0.92, 1, 0.96, 0.8][number]
            let middle = axis + across * (side * reach / 2)
            let outline = (0..<40).map { step -> SIMD2<Float> in
                let turn: Float = Float(step) / 40 * 2 * .pi
                // A rounded bar: the ellipse's fourth power.
                let (c, s) = (Self.wave(turn + .pi / 2), Self.wave(turn))
                func bar(_ value: Float) -> Float { (value < 0 ? -1 : 1) * abs(value).squareRoot() }
                let right: SIMD2<Float> = across * (bar(c) * reach / 2)
                return middle + right + down * (bar(s) * finger / 2)
            }
            let area = cover([outline], softness: 0.006)
            lay(
                { [width] index in
                    let offset = SIMD2(Float(index % width), Float(index / width)) - axis
                    let height: Float = (offset * down).sum() / (finger / 2)
                    return skin * (tone * max(0.3, 1 - 0.55 * height * height))
                }, over: area)
            addGrain(0.02, over: area, random: &random)
        }
    }

    /// Dark or coloured glasses: two ellipses and a bridge.
    mutating func wearSunglasses(random: inout SplitMix64) {
        let (right, left) = (center(FaceTemplate.rightEye), center(FaceTemplate.leftEye))
        let across = (left - right) / max(((left - right) * (left - right)).sum().squareRoot(), 1)
        let down = SIMD2(-across.y, across.x)
        let wide = Float.random(in: 0.185...0.23, using: &random) * size
        let high = Float.random(in: 0.14...0.19, using: &random) * size
        let lenses: [SIMD3<Float>] = [
            [0.012, 0.012, 0.013], [0.035, 0.022, 0.012], [0.012, 0.02, 0.04], [0.06, 0.065, 0.075],
            [0.03, 0.035, 0.02],
        ]
        let lens = lenses[Int.random(in: lenses.indices, using: &random)]
        var outlines = [right, left].map { middle in
            (0..<40).map { step -> SIMD2<Float> in
                let turn: Float = Float(step) / 40 * 2 * .pi
                let right: SIMD2<Float> = across * (wide * Self.wave(turn + .pi / 2))
                return middle + right + down * (high * (0.12 + Self.wave(turn)))
            }
        }
        let half = SIMD2<Float>(repeating: 0.012 * size)
        outlines.append([right - down * half, left - down * half, left + down * half, right + down * half])
        let area = cover(outlines, softness: 0.005)
        let mirror = Float.random(in: 0...0.05, using: &random)
        let middle = (right + left) / 2
        lay(
            { [width] index in
                let offset = SIMD2(Float(index % width), Float(index / width)) - middle
                let height: Float = (offset * down).sum() / high
                return lens + SIMD3(repeating: mirror * max(0, -height))
            }, over: area)
    }

    /// Strands from the parting over one cheek.
    mutating func dropHair(random: inout SplitMix64) {
        let isRight = Bool.random(using: &random)
        func place(_ index: Int) -> SIMD2<Float> { point(isRight ? index : Int(FaceTemplate.mirror[index])) }
        let colors: [SIMD3<Float>] = [
            [0.012, 0.010, 0.009], [0.045, 0.026, 0.016], [0.10, 0.055, 0.028], [0.30, 0.20, 0.10],
            [0.16, 0.055, 0.022],
        ]
        let hair = colors[Int.random(in: colors.indices, using: &random)]
        let (inner, outer) = (place(49), place(137))
        for _ in 0..<Int.random(in: 60...90, using: &random) {
            let share = Float.random(in: 0...1, using: &random)
            let start = place(109) + (place(54) - place(109)) * share
            let fall: SIMD2<Float> = (place(152) - place(10)) * 0.28
            let end = inner + (outer - inner) * share + fall
            let bend = (place(127) - place(168)) * Float.random(in: 0.05...0.25, using: &random)
            let thick = size * Float.random(in: 0.006...0.012, using: &random)
            let shine = Float.random(in: 0.6...1.9, using: &random)
            draw(from: start, bend: bend, to: end, thick: thick, color: hair * shine)
        }
    }

    private mutating func draw(
        from start: SIMD2<Float>, bend: SIMD2<Float>, to end: SIMD2<Float>, thick: Float, color: SIMD3<Float>
    ) {
        let steps = Int(size * 2)
        for step in 0...steps {
            let share = Float(step) / Float(steps)
            let bent: SIMD2<Float> = bend * (4 * share * (1 - share))
            let middle = start + (end - start) * share + bent
            let reach = Int(thick) + 1
            for y in max(0, Int(middle.y) - reach)...min(height - 1, max(0, Int(middle.y)) + reach) {
                for x in max(0, Int(middle.x) - reach)...min(width - 1, max(0, Int(middle.x)) + reach) {
                    let offset = SIMD2(Float(x) + 0.5, Float(y) + 0.5) - middle
                    let distance: Float = (offset * offset).sum().squareRoot()
                    let cover: Float = max(0, min(1, thick / 2 + 0.5 - distance)) * 0.6
                    light[y * width + x] += (color - light[y * width + x]) * cover
                }
            }
        }
    }

    private func center(_ ring: [Int]) -> SIMD2<Float> { ring.map(point).reduce(.zero, +) / Float(ring.count) }

    private mutating func addGrain(_ amount: Float, over cover: [Float], random: inout SplitMix64) {
        for index in cover.indices where cover[index] > 0.5 {
            light[index] *= 1 + Float.random(in: -amount...amount, using: &random)
        }
    }

    /// A sine of no more accuracy than drawing asks for, the same on every machine.
    /// - Source: Bhaskara I, 7th century: within 0.002.
    static func wave(_ turn: Float) -> Float {
        let cycle = turn / (2 * .pi)
        let part = (cycle - cycle.rounded(.down)) * 2
        let half = part < 1 ? part : part - 1
        let arch: Float = half * (1 - half)
        let value: Float = 16 * arch / (5 - 4 * arch)
        return part < 1 ? value : -value
    }
}
