import CImageCodecs

/// The one owner of a libjpeg decoder.
///
/// It borrows the encoded bytes and lives inside a `withUnsafeBufferPointer` of theirs.
struct JPEGReader: ~Copyable {
    let width: Int
    let height: Int
    let layout: PixelLayout
    private let handle: OpaquePointer
    private let scans: Int
    private var window = codecs_window()
    private var skippedColumns = 0

    /// Reads the header.
    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: ImageLimits) throws(ImagingError) {
        guard let start = bytes.baseAddress else { throw .truncated }
        guard let handle = codecs_jpeg_reader_create(start, bytes.count, limits.workingBytes) else {
            throw .outOfMemory
        }
        var header = codecs_jpeg_header()
        do throws(ImagingError) {
            try ImagingError.check(codecs_jpeg_read_header(handle, &header), .jpeg)
        } catch {
            codecs_jpeg_reader_destroy(handle)
            throw error
        }
        self.handle = handle
        (width, height) = (Int(header.width), Int(header.height))
        scans = min(limits.scans, max(Self.usualScans, Self.scanBudget / max(width * height, 1)))
        layout = PixelLayout(model: header.channels == 1 ? .gray : header.channels == 3 ? .rgb : .ink)
    }

    deinit { codecs_jpeg_reader_destroy(handle) }

    /// Pixels gone over in all scans together: a scan that says nothing new costs bytes of file but a walk over every
    /// block. Large pictures get fewer scans than `ImageLimits` grants, but never fewer than encoders write.
    private static let scanBudget = 2_000_000_000
    private static let usualScans = 16
}

extension JPEGReader {
    /// Chooses the size, `eighths` / 8, and returns that of the whole picture.
    mutating func setScale(eighths: Int) throws(ImagingError) -> (width: Int, height: Int) {
        var (width, height) = (Int32(0), Int32(0))
        try ImagingError.check(codecs_jpeg_set_scale(handle, Int32(eighths), &width, &height), .jpeg)
        return (Int(width), Int(height))
    }

    /// Starts decoding `part` of a scaled picture of the given width.
    mutating func start(_ part: PixelRegion, of width: Int) throws(ImagingError) {
        // Colour is interpolated from neighbours, so some columns beyond the part are decoded too; libjpeg leaves the
        // last two of a row it cuts off undefined.
        let margin = 8
        let (low, high) = (max(part.x - margin, 0), min(part.x + part.width + margin, width))
        window = codecs_window(
            x: Int32(low), y: Int32(part.y), width: Int32(high - low), height: Int32(part.height))
        try ImagingError.check(codecs_jpeg_start(handle, Int32(clamping: scans), &window), .jpeg)
        skippedColumns = part.x - Int(window.x)
    }

    /// Call after the picture's last row.
    mutating func finish() throws(ImagingError) {
        try ImagingError.check(codecs_jpeg_finish(handle), .jpeg)
    }
}

extension JPEGReader: RowSource {
    var rowBytes: Int { Int(window.width) * layout.bytes }
    var leadingBytes: Int { skippedColumns * layout.bytes }

    mutating func read(_ rows: UnsafeMutablePointer<UInt8>, count: Int) throws(ImagingError) {
        try ImagingError.check(codecs_jpeg_read_rows(handle, rows, Int32(count)), .jpeg)
    }
}
