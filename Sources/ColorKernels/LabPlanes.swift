public import ColorScience

/// Many CIELAB colours under D65 as three planes of `Float`: the form the kernels loop over.
///
/// The planes always hold `count` values each. A plane may be replaced or written in place; one of another length
/// stops the program.
public struct LabPlanes: Sendable, Equatable {
    /// L*, 0...100.
    public var lightness: [Float] {
        didSet { precondition(lightness.count == count, "planes must keep their length") }
    }

    /// a*, green (−) to red (+).
    public var a: [Float] {
        didSet { precondition(a.count == count, "planes must keep their length") }
    }

    /// b*, blue (−) to yellow (+).
    public var b: [Float] {
        didSet { precondition(b.count == count, "planes must keep their length") }
    }

    /// How many colours there are.
    public private(set) var count: Int

    /// `count` times black.
    public init(count: Int) {
        self.count = count
        lightness = [Float](repeating: 0, count: count)
        a = lightness
        b = lightness
    }

    /// Takes over planes of equal length.
    package init(lightness: [Float], a: [Float], b: [Float]) {
        precondition(lightness.count == a.count && a.count == b.count, "planes must be of one length")
        self.lightness = lightness
        self.a = a
        self.b = b
        count = lightness.count
    }
}

extension LabPlanes {
    /// The given colours, rounded to `Float`.
    public init(_ colors: some Collection<Lab<D65>>) {
        self.init(
            lightness: colors.map { Float($0.lightness) }, a: colors.map { Float($0.a) },
            b: colors.map { Float($0.b) })
    }

    /// The colours at some places, in that order; each must be one of 0..<`count`.
    public func gathered(at places: [Int]) -> LabPlanes {
        LabPlanes(
            lightness: places.map { lightness[$0] }, a: places.map { a[$0] }, b: places.map { b[$0] })
    }

    /// The colour at `i`, 0..<`count`. Writing rounds to `Float`.
    public subscript(i: Int) -> Lab<D65> {
        get { Lab(Double(lightness[i]), Double(a[i]), Double(b[i])) }
        set {
            lightness[i] = Float(newValue.lightness)
            a[i] = Float(newValue.a)
            b[i] = Float(newValue.b)
        }
    }

    /// Adds a colour at the end, rounded to `Float`.
    /// - Complexity: O(1), amortised.
    public mutating func append(_ color: Lab<D65>) {
        count += 1
        lightness.append(Float(color.lightness))
        a.append(Float(color.a))
        b.append(Float(color.b))
    }
}
