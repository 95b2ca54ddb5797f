import CVector
import CWide
import ColorScience

/// Colours in planes of a multiple of 8, with what CIEDE2000 needs of each worked out once: the form in which many
/// references meet the same colours.
struct CIEDE2000Table: Sendable {
    /// L*, a*, b* and chroma, plane after plane, each `8 * blocks` long; padded with black.
    private(set) var values: [Float]
    let blocks: Int

    init(_ planes: LabPlanes) {
        let blocks = (planes.count + 7) / 8
        let stride = 8 * blocks
        values = [Float](repeating: 0, count: 4 * stride)
        self.blocks = blocks
        values.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            for (plane, source) in [planes.lightness, planes.a, planes.b].enumerated() {
                for i in 0..<planes.count { start[plane * stride + i] = source[i] }
            }
            for i in 0..<blocks {
                let p = start + 8 * i
                cv_store(p + 3 * stride, CIEDE2000Kernel.length(cv_load(p + stride), cv_load(p + 2 * stride)))
            }
        }
    }
}

/// What the three passes over a batch hand on; one serves any number of calls.
struct CIEDE2000Scratch: Sendable {
    /// Blocks in a batch: what they hold stays in the first-level cache.
    static var batch: Int { 24 }

    var storage = [Float](repeating: 0, count: 5 * 8 * batch)
}

/// Bound by multiplications and by how far a processor can look past a pair's dependent operations, some 250 cycles;
/// square roots and divisions (seven and three for 8 pairs of skin colours) come next.
///
/// Three passes over a batch that stays in the first-level cache give independent work at every step.
/// - Parameter chroma: Of the colours, or `nil` to work it out.
@inline(__always)
func differences(
    _ lightness: UnsafePointer<Float>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    chroma: UnsafePointer<Float>?, blocks: Int, _ kernel: CIEDE2000Kernel, scratch: UnsafeMutablePointer<Float>,
    _ output: UnsafeMutablePointer<Float>
) {
    // Two blocks at a time where vectors are that wide, to the same bits.
    var first = cwide_is_available() ? blocks & ~1 : 0
    if first > 0 {
        let (l0, a0, b0) = kernel.reference
        cwide_ciede2000(l0, a0, b0, lightness, a, b, chroma, first / 2, output)
    }
    while first < blocks {
        let length = min(CIEDE2000Scratch.batch, blocks &- first)
        let start = 8 &* first
        if let chroma {
            for k in 0..<length {
                let i = start &+ 8 &* k
                cv_store(output + i, kernel.stretch(cv_load(chroma + i)))
            }
        } else {
            for k in 0..<length {
                let i = start &+ 8 &* k
                cv_store(output + i, kernel.stretch(CIEDE2000Kernel.length(cv_load(a + i), cv_load(b + i))))
            }
        }
        for k in 0..<length {
            let i = start &+ 8 &* k
            let geometry = kernel.geometry(cv_load(a + i), cv_load(b + i), stretch: cv_load(output + i))
            let place = scratch + 40 &* k
            cv_store(place, geometry.chroma0)
            cv_store(place + 8, geometry.chroma1)
            cv_store(place + 16, geometry.hueStep)
            cv_store(place + 24, geometry.cosine)
            cv_store(place + 32, geometry.sine)
        }
        for k in 0..<length {
            let i = start &+ 8 &* k
            let place = scratch + 40 &* k
            let geometry = CIEDE2000Kernel.Geometry(
                chroma0: cv_load(place), chroma1: cv_load(place + 8), hueStep: cv_load(place + 16),
                cosine: cv_load(place + 24), sine: cv_load(place + 32))
            cv_store(output + i, kernel.distance(cv_load(lightness + i), geometry))
        }
        first &+= CIEDE2000Scratch.batch
    }
}
