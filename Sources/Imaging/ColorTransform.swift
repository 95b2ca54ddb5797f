import CLittleCMS

/// An lcms2 transform of pixels to 8-bit sRGB.
struct ColorTransform: ~Copyable {
    private let handle: cmsHTRANSFORM
    private let context: ColorContext

    /// Takes over `handle`, made in `context`.
    init(handle: cmsHTRANSFORM, context: ColorContext) {
        self.handle = handle
        self.context = context
    }

    deinit { cmsDeleteTransform(handle) }

    /// Converts `count` pixels; `destination` takes three bytes each.
    func convert(_ source: UnsafeRawPointer, count: Int, to destination: UnsafeMutablePointer<UInt8>) {
        cmsDoTransform(handle, source, destination, UInt32(count))
    }
}
