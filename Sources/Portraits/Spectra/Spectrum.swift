/// Values over wavelength: 400 to 700 nm by 10.
struct Spectrum: Sendable, Hashable {
    static let wavelengths = (0...30).map { Double(400 + 10 * $0) }

    private(set) var values: [Double]

    /// The function's value at each band's wavelength in nm.
    init(_ function: (Double) -> Double) { values = Self.wavelengths.map(function) }

    /// - Precondition: a value for each band.
    init(_ values: [Double]) {
        precondition(values.count == Self.wavelengths.count, "a value for each band")
        self.values = values
    }
}

extension Spectrum: ExpressibleByArrayLiteral {
    init(arrayLiteral elements: Double...) { self.init(elements) }
}

extension Spectrum {
    /// The sum over all bands.
    var sum: Double { values.reduce(0, +) }

    func map(_ transform: (Double) -> Double) -> Spectrum { Spectrum(values.map(transform)) }

    /// The value at any wavelength, by straight lines between bands; the end bands' values beyond.
    func value(at wavelength: Double) -> Double {
        let position = min(max((wavelength - 400) / 10, 0), 30)
        let band = min(Int(position), 29)
        return values[band] + (values[band + 1] - values[band]) * (position - Double(band))
    }

    static func * (left: Spectrum, right: Spectrum) -> Spectrum {
        Spectrum(zip(left.values, right.values).map { $0 * $1 })
    }

    static func + (left: Spectrum, right: Spectrum) -> Spectrum {
        Spectrum(zip(left.values, right.values).map { $0 + $1 })
    }

    static func * (left: Spectrum, right: Double) -> Spectrum { Spectrum(left.values.map { $0 * right }) }
}
