// Loops over one row. Each takes `count` pixels of the converter's layout and writes three bytes a pixel.
extension RowConverter {
    /// Three bytes a pixel are copied at the memory's pace. Else bound by stores: three single bytes a pixel.
    func copyColors(_ source: UnsafePointer<UInt8>, count: Int, to destination: UnsafeMutablePointer<UInt8>) {
        if layout.bytes == 3 {
            destination.update(from: source, count: count * 3)
            return
        }
        let (step, sample) = (layout.bytes, layout.bits / 8)
        for pixel in 0..<count {
            for channel in 0..<3 { destination[pixel * 3 + channel] = level(source + pixel * step + channel * sample) }
        }
    }

    /// Bound by stores: three single bytes a pixel, beside four loads.
    func lookUp(
        _ table: [UInt8], _ source: UnsafePointer<UInt8>, count: Int, to destination: UnsafeMutablePointer<UInt8>
    ) {
        let (step, isWide) = (layout.bytes, layout.bits == 16)
        table.withUnsafeBufferPointer { table in
            for pixel in 0..<count {
                let sample = source + pixel * step
                let level = isWide ? Int(wide(sample)) : Int(sample.pointee)
                for channel in 0..<3 { destination[pixel * 3 + channel] = table[level * 3 + channel] }
            }
        }
    }

    /// Ink without a profile, as Pillow and browsers do: what one ink and black leave of the paper's light.
    ///
    /// Bound by arithmetic: six operations a channel, mostly to divide by 255, beside four loads and three stores.
    func convertInk(_ source: UnsafePointer<UInt8>, count: Int, to destination: UnsafeMutablePointer<UInt8>) {
        for pixel in 0..<count {
            let black = UInt32(source[pixel * 4 + 3])
            for channel in 0..<3 {
                destination[pixel * 3 + channel] = over255(UInt32(source[pixel * 4 + channel]) * black)
            }
        }
    }

    /// Composites colours already in `pixels` over white, in encoded values, with the alpha of `source`.
    ///
    /// Bound by arithmetic: seven operations a channel, mostly to divide by 255, beside four loads and three stores.
    func layOverWhite(_ source: UnsafePointer<UInt8>, count: Int, _ pixels: UnsafeMutablePointer<UInt8>) {
        let (step, sample) = (layout.bytes, layout.bits / 8)
        for pixel in 0..<count {
            let alpha = UInt32(level(source + (pixel + 1) * step - sample))
            for channel in 0..<3 {
                let color = UInt32(pixels[pixel * 3 + channel])
                pixels[pixel * 3 + channel] = over255(color * alpha + 255 * (255 - alpha))
            }
        }
    }

    /// A sample rounded to 8 bits.
    @inline(__always)
    private func level(_ sample: UnsafePointer<UInt8>) -> UInt8 {
        layout.bits == 16 ? UInt8((UInt32(wide(sample)) * 255 + 32_895) >> 16) : sample.pointee
    }

    @inline(__always)
    private func wide(_ sample: UnsafePointer<UInt8>) -> UInt16 {
        UnsafeRawPointer(sample).loadUnaligned(as: UInt16.self)
    }

    /// Division by 255 rounded to nearest, exact for 0...65,025.
    @inline(__always)
    private func over255(_ value: UInt32) -> UInt8 {
        let biased = value + 128
        return UInt8(truncatingIfNeeded: (biased + biased >> 8) >> 8)
    }
}
