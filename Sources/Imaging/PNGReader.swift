import CImageCodecs

/// The one owner of a libpng decoder.
///
/// It borrows the encoded bytes and lives inside a `withUnsafeBufferPointer` of theirs.
struct PNGReader: ~Copyable {
    let width: Int
    let height: Int
    let color: SourceColor
    /// libpng refused the embedded profile.
    let hasBrokenProfile: Bool
    /// 8 bits unless colours need converting, which 16 do better.
    let layout: PixelLayout
    private let handle: OpaquePointer
    private let isInterlaced: Bool
    private let workingBytes: Int
    private(set) var rowBytes = 0
    private var skippedColumns = 0
    /// All rows of an interlaced picture and the next to deliver.
    private var rows: [UInt8] = []
    private var nextRow = 0

    /// Bytes that one byte of a zlib stream stands for at most.
    /// - Source: zlib.net, "Technical details": a little below 1032.
    private static let largestExpansion = 1032

    /// Reads the header.
    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: ImageLimits) throws(ImagingError) {
        guard let start = bytes.baseAddress else { throw .truncated }
        guard let handle = codecs_png_reader_create(start, bytes.count, ICCProfile.sizeLimit) else {
            throw .outOfMemory
        }
        var header = codecs_png_header()
        do throws(ImagingError) {
            try ImagingError.check(codecs_png_read_header(handle, &header), .png)
            // Before anything is allocated for a picture that cannot be there.
            let (size, overflow) = header.row_bytes.multipliedReportingOverflow(by: Int(header.height))
            guard !overflow, size / Self.largestExpansion <= bytes.count else { throw .truncated }
        } catch {
            codecs_png_reader_destroy(handle)
            throw error
        }
        self.handle = handle
        (width, height) = (Int(header.width), Int(header.height))
        isInterlaced = header.is_interlaced
        workingBytes = limits.workingBytes
        hasBrokenProfile = header.has_broken_profile
        color = Self.color(header)
        var layout = PixelLayout(model: header.channels < 3 ? .gray : .rgb, hasAlpha: header.channels % 2 == 0)
        if case .standard = color {} else { layout.bits = Int(header.bits) }
        self.layout = layout
    }

    deinit { codecs_png_reader_destroy(handle) }

    /// - Source: W3C PNG specification, third edition, 4.3: a profile goes before sRGB, that before gAMA and cHRM.
    private static func color(_ header: codecs_png_header) -> SourceColor {
        if let profile = header.profile {
            return .profile([UInt8](UnsafeBufferPointer(start: profile, count: header.profile_count)))
        }
        let xy = header.chromaticities
        let chromaticities = [xy.0, xy.1, xy.2, xy.3, xy.4, xy.5, xy.6, xy.7].map { Int($0) }
        guard !header.has_srgb, !header.has_broken_profile,
            header.gamma > 0 || chromaticities.contains(where: { $0 != 0 })
        else { return .standard }
        let calibration = PNGCalibration(gamma: Int(header.gamma), chromaticities: chromaticities)
        return calibration.isStandard ? .standard : .calibrated(calibration)
    }
}

extension PNGReader {
    /// Starts decoding the columns of `part` from its first row on. libpng cannot jump: rows above are decoded and
    /// dropped.
    mutating func start(_ part: PixelRegion) throws(ImagingError) {
        try ImagingError.check(codecs_png_start(handle, layout.bits == 16, &rowBytes), .png)
        skippedColumns = part.x
        if isInterlaced {
            let (size, overflow) = rowBytes.multipliedReportingOverflow(by: height)
            guard !overflow, size <= workingBytes else {
                throw .tooLarge("This interlaced PNG needs too much memory; save it again, not interlaced.")
            }
            rows = [UInt8](repeating: 0, count: size)
            let status = rows.withUnsafeMutableBufferPointer { codecs_png_read_all(handle, $0.baseAddress!) }
            try ImagingError.check(status, .png)
            nextRow = part.y
        } else {
            let dropped = RowBuffer(rowBytes)
            for _ in 0..<part.y { try read(dropped.start, count: 1) }
        }
    }

    /// Call after the picture's last row.
    mutating func finish() throws(ImagingError) {
        try ImagingError.check(codecs_png_finish(handle), .png)
    }
}

extension PNGReader: RowSource {
    var leadingBytes: Int { skippedColumns * layout.bytes }

    mutating func read(_ destination: UnsafeMutablePointer<UInt8>, count: Int) throws(ImagingError) {
        guard isInterlaced else {
            try ImagingError.check(codecs_png_read_rows(handle, destination, Int32(count)), .png)
            return
        }
        rows.withUnsafeBufferPointer {
            destination.update(from: $0.baseAddress! + nextRow * rowBytes, count: count * rowBytes)
        }
        nextRow += count
    }
}
