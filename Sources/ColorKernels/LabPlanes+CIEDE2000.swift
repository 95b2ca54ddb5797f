import CVector
public import ColorScience

extension LabPlanes {
    /// The CIEDE2000 difference of every colour to `reference`, as `Lab.deltaE00(to:)` defines it.
    ///
    /// Within 1e-3 of the scalar twin, given the same colours rounded to `Float`, unless the two hues are nearer than
    /// 1e-5 radians to exact opposition, where the definition itself jumps; equal colours give exactly 0. Finite
    /// for coordinates up to ±1e6.
    /// - Complexity: O(`count`).
    public func deltaE00(to reference: Lab<D65>) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let output = buffer.baseAddress { writeDeltaE00(to: reference, output) }
            initialized = count
        }
    }

    /// The same into an array at hand, which becomes `count` long: no allocation when it has the capacity.
    public func deltaE00(to reference: Lab<D65>, into distances: inout [Float]) {
        if distances.count > count { distances.removeLast(distances.count - count) }
        if distances.count < count {
            distances.append(contentsOf: repeatElement(0, count: count - distances.count))
        }
        distances.withUnsafeMutableBufferPointer { buffer in
            if let output = buffer.baseAddress { writeDeltaE00(to: reference, output) }
        }
    }

    /// The difference of every colour to every reference: row by row, one row of `count` for each reference.
    /// - Complexity: O(`count` · `references.count`).
    public func deltaE00(toEach references: LabPlanes) -> [Float] {
        [Float](unsafeUninitializedCapacity: count * references.count) { buffer, initialized in
            if let output = buffer.baseAddress {
                for row in 0..<references.count { writeDeltaE00(to: references[row], output + row * count) }
            }
            initialized = count * references.count
        }
    }

    private func writeDeltaE00(to reference: Lab<D65>, _ output: UnsafeMutablePointer<Float>) {
        lightness.withUnsafeBufferPointer { lightness in
            a.withUnsafeBufferPointer { a in
                b.withUnsafeBufferPointer { b in
                    guard let l = lightness.baseAddress, let a = a.baseAddress, let b = b.baseAddress else { return }
                    let kernel = CIEDE2000Kernel(reference: reference)
                    let (whole, rest) = (count & ~7, count & 7)
                    if whole > 0 { differences(l, a, b, blocks: whole / 8, kernel, output) }
                    guard rest > 0 else { return }
                    withUnsafeTemporaryAllocation(of: Float.self, capacity: 32) { padded in
                        padded.initialize(repeating: 0)
                        let start = padded.baseAddress.unsafelyUnwrapped
                        start.update(from: l + whole, count: rest)
                        (start + 8).update(from: a + whole, count: rest)
                        (start + 16).update(from: b + whole, count: rest)
                        differences(start, start + 8, start + 16, blocks: 1, kernel, start + 24)
                        (output + whole).initialize(from: start + 24, count: rest)
                    }
                }
            }
        }
    }
}

/// Bound by the divider: nine square roots and three divisions for 8 pairs.
///
/// A pair's dependent operations take some 250 cycles, too long for a processor to look past; three passes over a batch
/// that stays in the first-level cache give it independent work at every step.
@inline(never)
private func differences(
    _ lightness: UnsafePointer<Float>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, blocks: Int,
    _ kernel: CIEDE2000Kernel, _ output: UnsafeMutablePointer<Float>
) {
    let batch = 16
    withUnsafeTemporaryAllocation(of: CIEDE2000Kernel.Geometry.self, capacity: batch) { geometries in
        let geometry = geometries.baseAddress.unsafelyUnwrapped
        var first = 0
        while first < blocks {
            let length = min(batch, blocks &- first)
            let start = 8 &* first
            for k in 0..<length {
                let i = start &+ 8 &* k
                cv_store(output + i, kernel.stretch(cv_load(a + i), cv_load(b + i)))
            }
            for k in 0..<length {
                let i = start &+ 8 &* k
                geometry[k] = kernel.geometry(cv_load(a + i), cv_load(b + i), stretch: cv_load(output + i))
            }
            for k in 0..<length {
                let i = start &+ 8 &* k
                cv_store(output + i, kernel.distance(cv_load(lightness + i), geometry[k]))
            }
            first &+= batch
        }
    }
}
