package import ColorScience

/// Many vectors as planes of `Double`, coordinate by coordinate.
///
/// Eight vectors at a time go through the loops; each by the same operations in the same order as one alone would, so
/// that a plane's length changes no result.
package struct VectorPlanes: Sendable {
    package let dimensions: Int
    /// How many vectors: a multiple of 8.
    package let count: Int
    /// Plane by plane.
    private var values: [Double]

    private typealias Eight = SIMD8<Double>

    /// - Precondition: planes of one length, a multiple of 8.
    package init(_ planes: [[Float]]) {
        self.init(planes.map { $0.map(Double.init) })
    }

    /// - Precondition: planes of one length, a multiple of 8.
    package init(_ planes: some Collection<[Double]>) {
        dimensions = planes.count
        count = planes.first?.count ?? 0
        precondition(
            count % 8 == 0 && planes.allSatisfy { [count] in $0.count == count }, "vectors come in eights, in planes")
        values = planes.flatMap(\.self)
    }

    /// Coordinate by coordinate, rounded.
    package var floats: [[Float]] {
        (0..<dimensions).map { plane in values[plane * count..<(plane + 1) * count].map { Float($0) } }
    }
}

extension VectorPlanes {
    /// Some of them, from one multiple of 8 to another.
    package func part(_ range: Range<Int>) -> VectorPlanes {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= count && range.lowerBound % 8 == 0, "a part of what there is")
        return VectorPlanes(
            (0..<dimensions).map { Array(values[$0 * count + range.lowerBound..<$0 * count + range.upperBound]) })
    }

    /// A copy moved by a vector.
    /// Bound by loads and stores: one each an operation.
    package func moved(by step: [Double]) -> VectorPlanes {
        precondition(step.count == dimensions, "one step a coordinate")
        var moved = self
        moved.values.withUnsafeMutableBufferPointer { values in
            for plane in 0..<dimensions {
                for i in plane * count..<(plane + 1) * count { values[i] += step[plane] }
            }
        }
        return moved
    }

    /// Each coordinate less its weighted mean, in weighted standard deviations.
    /// Bound by the chains of sums: each addition waits for the one before.
    /// - Parameter shares: one a vector, summing to 1.
    package func standardized(by shares: [Double]) -> VectorPlanes {
        precondition(shares.count == count, "a share for each vector")
        var scaled = self
        scaled.values.withUnsafeMutableBufferPointer { values in
            for plane in 0..<dimensions {
                let part = UnsafeMutableBufferPointer(rebasing: values[plane * count..<(plane + 1) * count])
                var (mean, square) = (0.0, 0.0)
                for i in 0..<count { mean += part[i] * shares[i] }
                for i in 0..<count { square += (part[i] - mean) * (part[i] - mean) * shares[i] }
                let scale = 1 / max(square.squareRoot(), 1e-6)
                for i in 0..<count { part[i] = (part[i] - mean) * scale }
            }
        }
        return scaled
    }

    /// One of them.
    package subscript(place: Int) -> [Double] { (0..<dimensions).map { values[$0 * count + place] } }

    /// Of every vector x: |x − `center`|².
    /// Bound by loads: one for three operations.
    package func squaredDistances(to center: [Double]) -> [Double] {
        precondition(center.count == dimensions, "one value a coordinate")
        return eights { start, _ in
            var sum = Eight.zero
            for k in center.indices {
                let step = Self.load(start + k * count) - center[k]
                sum += step * step
            }
            return sum
        }
    }

    /// Which of some places each vector is nearest to; of equally near ones the first.
    /// Bound by the arithmetic: three operations a coordinate and place.
    package func nearest(of places: [[Double]]) -> [Int] {
        precondition(places.allSatisfy { $0.count == dimensions }, "one value a coordinate")
        let centers = places.flatMap(\.self)
        let nearest = centers.withUnsafeBufferPointer { centers in
            eights { start, held in
                for k in 0..<dimensions { held[k] = Self.load(start + k * count) }
                var (best, least) = (Eight.zero, Eight(repeating: .infinity))
                for place in places.indices {
                    var sum = Eight.zero
                    for k in 0..<dimensions {
                        let step = held[k] - centers[place * dimensions + k]
                        sum += step * step
                    }
                    let isNearer = sum .< least
                    least.replace(with: sum, where: isNearer)
                    best.replace(with: Double(place), where: isNearer)
                }
                return best
            }
        }
        return nearest.map { Int($0) }
    }

    /// Lᵀ · x of every vector x, L·Lᵀ being the system's matrix: squared distances between these are what the matrix
    /// makes of the vectors' differences.
    /// Bound by loads: one for two operations.
    /// - Complexity: O(`count` · `dimensions`²).
    package func transposedProduct(with system: SymmetricSystem) -> VectorPlanes {
        precondition(system.count == dimensions, "a row of the matrix for each coordinate")
        var product = self
        product.values.withUnsafeMutableBufferPointer { target in
            system.factor.withUnsafeBufferPointer { factor in
                guard let target = target.baseAddress else { return }
                for i in stride(from: 0, to: count, by: 8) {
                    // Of the vector a column takes its own coordinate and later ones: those before it may be gone.
                    for column in 0..<dimensions {
                        var sum = Eight.zero
                        for row in column..<dimensions {
                            sum += factor[row * dimensions + column] * Self.load(target + row * count + i)
                        }
                        UnsafeMutableRawPointer(target + column * count + i).storeBytes(of: sum, as: Eight.self)
                    }
                }
            }
        }
        return product
    }

    /// Vectors x with Lᵀ · x = each of some vectors, L·Lᵀ being the system's matrix: standard normals become draws whose
    /// precision it is.
    /// Bound by loads: one for two operations.
    /// - Complexity: O(`count` · `dimensions`²).
    package func transposedSolution(of system: SymmetricSystem) -> VectorPlanes {
        precondition(system.count == dimensions, "a row of the matrix for each coordinate")
        var solved = self
        solved.values.withUnsafeMutableBufferPointer { target in
            system.factor.withUnsafeBufferPointer { factor in
                guard let target = target.baseAddress else { return }
                withUnsafeTemporaryAllocation(of: Eight.self, capacity: dimensions) { held in
                    for i in stride(from: 0, to: count, by: 8) {
                        for row in stride(from: dimensions - 1, through: 0, by: -1) {
                            var x = Self.load(UnsafePointer(target) + row * count + i)
                            for k in stride(from: row + 1, to: dimensions, by: 1) {
                                x -= factor[k * dimensions + row] * held[k]
                            }
                            x /= factor[row * dimensions + row]
                            held[row] = x
                            UnsafeMutableRawPointer(target + row * count + i).storeBytes(of: x, as: Eight.self)
                        }
                    }
                }
            }
        }
        return solved
    }

    /// Σ share · vector over each group.
    /// Bound by the sums in memory: each waits for the last of its group.
    package func sums(by shares: [Double], groups: [Int], of groupCount: Int) -> [[Double]] {
        precondition(shares.count == count && groups.count == count, "a share and a group for each vector")
        var sums = [[Double]](repeating: [Double](repeating: 0, count: dimensions), count: groupCount)
        for plane in 0..<dimensions {
            var own = [Double](repeating: 0, count: groupCount)
            for i in 0..<count { own[groups[i]] += shares[i] * values[plane * count + i] }
            for group in 0..<groupCount { sums[group][plane] = own[group] }
        }
        return sums
    }

    /// The weighted covariance of vectors, each less the mean of the group that it is in, row by row.
    /// Bound by loads: three for four operations.
    package func covariance(shares: [Double], groups: [Int], means: [[Double]]) -> [Double] {
        precondition(shares.count == count && groups.count == count, "a share and a group for each vector")
        var centered = values
        centered.withUnsafeMutableBufferPointer { centered in
            for plane in 0..<dimensions {
                let mean = means.map { $0[plane] }
                for i in 0..<count { centered[plane * count + i] -= mean[groups[i]] }
            }
        }
        var covariance = [Double](repeating: 0, count: dimensions * dimensions)
        centered.withUnsafeBufferPointer { centered in
            shares.withUnsafeBufferPointer { shares in
                guard let centered = centered.baseAddress, let shares = shares.baseAddress else { return }
                for row in 0..<dimensions {
                    for column in 0...row {
                        var sum = Eight.zero
                        for i in stride(from: 0, to: count, by: 8) {
                            sum +=
                                Self.load(shares + i) * Self.load(centered + row * count + i)
                                * Self.load(centered + column * count + i)
                        }
                        covariance[row * dimensions + column] = sum.sum()
                        covariance[column * dimensions + row] = covariance[row * dimensions + column]
                    }
                }
            }
        }
        return covariance
    }

    @inline(__always)
    private static func load(_ address: UnsafePointer<Double>) -> Eight {
        UnsafeRawPointer(address).loadUnaligned(as: Eight.self)
    }

    /// A value for each vector, eight at a time.
    /// - Parameter work: of the first plane's eight, and of room for `dimensions` times eight.
    @inline(__always)
    private func eights(
        _ work: (UnsafePointer<Double>, UnsafeMutableBufferPointer<Eight>) -> Eight
    ) -> [Double] {
        [Double](unsafeUninitializedCapacity: count) { target, filled in
            values.withUnsafeBufferPointer { source in
                guard let source = source.baseAddress, let target = target.baseAddress else { return }
                withUnsafeTemporaryAllocation(of: Eight.self, capacity: dimensions) { held in
                    for i in stride(from: 0, to: count, by: 8) {
                        UnsafeMutableRawPointer(target + i).storeBytes(of: work(source + i, held), as: Eight.self)
                    }
                }
            }
            filled = count
        }
    }
}
