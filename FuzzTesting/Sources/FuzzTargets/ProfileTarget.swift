@testable import Imaging

/// An ICC profile as JPEG and PNG files carry it, judged and used for every layout of pixels it may meet.
enum ProfileTarget {
    static func run(_ bytes: [UInt8]) {
        guard let profile = ICCProfile(bytes), let model = profile.model else { return }
        _ = profile.description
        let space = profile.knownSpace
        guard space != nil || profile.isUsable else { return }
        switch model {
        case .gray:
            convert(bytes, PixelLayout(model: .gray, hasAlpha: true))
            convert(bytes, PixelLayout(model: .gray, bits: 16))
        case .rgb:
            convert(bytes, PixelLayout(model: .rgb))
            convert(bytes, PixelLayout(model: .rgb, hasAlpha: true, bits: 16))
            convert(bytes, PixelLayout(model: .gray))
        case .ink:
            // lcms2 prepares a grid of four inks, a tenth of a second's work with sanitizers.
            if bytes.reduce(0, &+) % 16 == 0 { convert(bytes, PixelLayout(model: .ink)) }
        }
    }

    /// Converts a few pixels, with bytes behind them that must stay as they are.
    private static func convert(_ bytes: [UInt8], _ layout: PixelLayout) {
        let (count, guarded) = (7, 16)
        let converter = RowConverter(.profile(bytes), layout: layout, pixels: count)
        let source = (0..<count * layout.bytes).map { UInt8(truncatingIfNeeded: $0 * 41) }
        var target = [UInt8](repeating: 0xA5, count: count * 3 + guarded)
        target.withUnsafeMutableBufferPointer { target in
            guard let start = target.baseAddress else { return }
            converter.convert(source, count: count, to: start)
        }
        require(target[(count * 3)...].allSatisfy { $0 == 0xA5 }, "a row's conversion stays in the row")
    }
}
