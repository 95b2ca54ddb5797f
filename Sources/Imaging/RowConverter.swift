import CLittleCMS

/// Turns rows as a decoder delivers them into 8-bit sRGB, alpha laid over white.
struct RowConverter: ~Copyable {
    let layout: PixelLayout
    private let method: Method

    private enum Method: ~Copyable {
        case copy
        /// Three bytes for each grey level.
        case table([UInt8])
        case ink
        case matrix(MatrixTransform)
        case transform(ColorTransform)
    }

    /// Pixels up to which tables are followed exactly: lcms2 takes a third of a microsecond for one.
    private static let exactPixels = 8_000_000

    /// A profile that does not fit the pixels, or that lcms2 cannot use, is passed over.
    /// - Parameter pixels: how many will be converted.
    init(_ color: SourceColor, layout: PixelLayout, pixels: Int) {
        self.layout = layout
        switch layout.model {
        case .gray:
            method = .table(Self.grayTable(color, bits: layout.bits))
        case .rgb:
            guard let profile = Self.profile(color, .rgb) else {
                method = .copy
                return
            }
            if let matrix = profile.matrixTransform(bits: layout.bits) {
                method = .matrix(matrix)
                return
            }
            let formats = layout.hasAlpha ? (kTypeRGBA8, kTypeRGBA16) : (kTypeRGB8, kTypeRGB16)
            // lcms2's shortcut for 16-bit input is a coarse grid that bends shadows: only for what would take too long.
            let isDeep = layout.bits == 16
            let isExact = isDeep && pixels <= Self.exactPixels
            if let transform = profile.transform(from: isDeep ? formats.1 : formats.0, exactly: isExact) {
                method = .transform(transform)
            } else {
                method = .copy
            }
        case .ink:
            if let profile = Self.profile(color, .ink), let transform = profile.transform(from: kTypeCMYK8Reversed) {
                method = .transform(transform)
            } else {
                method = .ink
            }
        }
    }

    /// Whether rows come out as they went in.
    var isCopy: Bool {
        switch method {
        case .copy: layout.bytes == 3
        default: false
        }
    }

    /// Converts `count` pixels of `source`; `destination` takes three bytes each.
    func convert(
        _ source: UnsafePointer<UInt8>, count: Int, to destination: UnsafeMutablePointer<UInt8>
    ) {
        switch method {
        case .copy:
            copyColors(source, count: count, to: destination)
        case .table(let table):
            lookUp(table, source, count: count, to: destination)
        case .ink:
            convertInk(source, count: count, to: destination)
        case .matrix(let matrix):
            matrix.convert(source, step: layout.bytes, count: count, to: destination)
        case .transform(let transform):
            transform.convert(source, count: count, to: destination)
        }
        if layout.hasAlpha { layOverWhite(source, count: count, destination) }
    }
}

extension RowConverter {
    private static func profile(_ color: SourceColor) -> ICCProfile? {
        switch color {
        case .standard: nil
        case .profile(let bytes): ICCProfile(bytes)
        case .calibrated(let calibration): ICCProfile(calibration)
        }
    }

    private static func profile(_ color: SourceColor, _ model: PixelLayout.Model) -> ICCProfile? {
        guard let profile = profile(color), profile.model == model else { return nil }
        return profile
    }

    /// Grey has few levels: whatever its profile, the conversion is a table. An RGB profile on grey pixels, which some
    /// writers leave there, gives the colours of its greys.
    private static func grayTable(_ color: SourceColor, bits: Int) -> [UInt8] {
        let levels = 1 << bits
        var table = [UInt8](repeating: 0, count: levels * 3)
        if let profile = profile(color), let model = profile.model, model != .ink {
            let channels = model == .gray ? 1 : 3
            let format =
                bits == 16
                ? (model == .gray ? kTypeGray16 : kTypeRGB16) : (model == .gray ? kTypeGray8 : kTypeRGB8)
            if let transform = profile.transform(from: format, exactly: true) {
                let samples = (0..<levels * channels).map { $0 / channels }
                table.withUnsafeMutableBufferPointer { table in
                    guard let destination = table.baseAddress else { return }
                    if bits == 16 {
                        transform.convert(samples.map { UInt16($0) }, count: levels, to: destination)
                    } else {
                        transform.convert(samples.map { UInt8($0) }, count: levels, to: destination)
                    }
                }
                return table
            }
        }
        for level in 0..<levels {
            let gray = UInt8(bits == 16 ? (level * 255 + 32_895) >> 16 : level)
            for channel in 0..<3 { table[level * 3 + channel] = gray }
        }
        return table
    }
}
