import CVector
public import ColorScience

extension LabPlanes {
    /// The CIEDE2000 difference of every colour to `reference`, as `Lab.deltaE00(to:)` defines it.
    ///
    /// Within 1e-3 of the scalar twin, given the same colours rounded to `Float`, unless the two hues are nearer than
    /// 1e-5 radians to exact opposition, where the definition itself jumps; equal colours give exactly 0. Finite
    /// for coordinates up to ±1e6. A pair's difference does not depend on the colours around it.
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
        let table = CIEDE2000Table(self)
        let stride = 8 * table.blocks
        let whole = count / 8
        return [Float](unsafeUninitializedCapacity: count * references.count) { buffer, initialized in
            initialized = count * references.count
            guard let output = buffer.baseAddress else { return }
            withScratch { scratch, padded in
                table.values.withUnsafeBufferPointer { values in
                    guard let plane = values.baseAddress else { return }
                    for row in 0..<references.count {
                        let kernel = CIEDE2000Kernel(reference: references[row])
                        let start = output + row * count
                        differencesOfTable(plane, stride: stride, from: 0, blocks: whole, kernel, scratch, start)
                        guard whole < table.blocks else { continue }
                        differencesOfTable(plane, stride: stride, from: whole, blocks: 1, kernel, scratch, padded)
                        (start + 8 * whole).initialize(from: padded, count: count - 8 * whole)
                    }
                }
            }
        }
    }

    private func writeDeltaE00(to reference: Lab<D65>, _ output: UnsafeMutablePointer<Float>) {
        lightness.withUnsafeBufferPointer { lightness in
            a.withUnsafeBufferPointer { a in
                b.withUnsafeBufferPointer { b in
                    guard let l = lightness.baseAddress, let a = a.baseAddress, let b = b.baseAddress else { return }
                    let kernel = CIEDE2000Kernel(reference: reference)
                    let (whole, rest) = (count & ~7, count & 7)
                    withScratch { scratch, padded in
                        differencesOfPlanes(l, a, b, blocks: whole / 8, kernel, scratch, output)
                        guard rest > 0 else { return }
                        padded.initialize(repeating: 0, count: 24)
                        padded.update(from: l + whole, count: rest)
                        (padded + 8).update(from: a + whole, count: rest)
                        (padded + 16).update(from: b + whole, count: rest)
                        differencesOfPlanes(padded, padded + 8, padded + 16, blocks: 1, kernel, scratch, padded + 24)
                        (output + whole).initialize(from: padded + 24, count: rest)
                    }
                }
            }
        }
    }
}

/// Room for the three passes, and four padded blocks.
private func withScratch(_ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Void) {
    var scratch = CIEDE2000Scratch()
    scratch.storage.append(contentsOf: repeatElement(0, count: 32))
    scratch.storage.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        body(start, start + (buffer.count - 32))
    }
}

/// One to many, unprepared: also bound by the square root of each colour's own chroma.
@inline(never)
private func differencesOfPlanes(
    _ lightness: UnsafePointer<Float>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, blocks: Int,
    _ kernel: CIEDE2000Kernel, _ scratch: UnsafeMutablePointer<Float>, _ output: UnsafeMutablePointer<Float>
) {
    differences(lightness, a, b, chroma: nil, blocks: blocks, kernel, scratch: scratch, output)
}

/// One to part of a table; see `differences` for what bounds it.
@inline(never)
func differencesOfTable(
    _ plane: UnsafePointer<Float>, stride: Int, from block: Int, blocks: Int, _ kernel: CIEDE2000Kernel,
    _ scratch: UnsafeMutablePointer<Float>, _ output: UnsafeMutablePointer<Float>
) {
    let start = plane + 8 * block
    differences(
        start, start + stride, start + 2 * stride, chroma: start + 3 * stride, blocks: blocks, kernel,
        scratch: scratch, output)
}
