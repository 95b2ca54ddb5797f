extension RGBImage {
    /// A picture whose bytes `fill` writes, all of them unless it throws.
    init(
        width: Int, height: Int, fill: (UnsafeMutablePointer<UInt8>) throws(ImagingError) -> Void
    ) throws(ImagingError) {
        var failure: ImagingError?
        let size = width * height * 3
        let pixels = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            do throws(ImagingError) {
                try fill(start)
                count = size
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        self.init(width: width, height: height, pixels: pixels)
    }
}
