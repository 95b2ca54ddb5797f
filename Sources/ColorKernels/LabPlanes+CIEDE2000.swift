internal import CVector
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
                    differences(l, a, b, count: count, to: reference, output)
                }
            }
        }
    }
}

/// Bound by the divider: nine square roots and three divisions for 8 pairs.
private func differences(
    _ lightness: UnsafePointer<Float>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int,
    to reference: Lab<D65>, _ output: UnsafeMutablePointer<Float>
) {
    let kernel = CIEDE2000Kernel(reference: reference)
    forEachBlock(of: count) { i in
        cv_store(output + i, kernel.distance(cv_load(lightness + i), cv_load(a + i), cv_load(b + i)))
    } tail: { i, length in
        let n = Int32(length)
        let distance = kernel.distance(
            cv_load_first(lightness + i, n), cv_load_first(a + i, n), cv_load_first(b + i, n))
        cv_store_first(output + i, distance, n)
    }
}
