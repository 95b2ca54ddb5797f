/// Averages boxes of `factor` × `factor` pixels of rows as they come; boxes at the right and lower edge may be partial.
struct BoxReducer: ~Copyable {
    let factor: Int
    let width: Int
    private let channels: Int
    private let sourceWidth: Int
    private var sums: [UInt32]
    private var rows = 0

    /// - Precondition: `factor` is at most `maximumFactor`, so that sums fit 32 bits.
    init(factor: Int, width: Int, channels: Int) {
        precondition((1...Self.maximumFactor).contains(factor), "sums would overflow")
        self.factor = factor
        self.width = (width + factor - 1) / factor
        self.channels = channels
        sourceWidth = width
        sums = [UInt32](repeating: 0, count: self.width * channels)
    }

    static let maximumFactor = 4096

    /// Adds a row; true when a row of boxes is full.
    mutating func add(_ row: UnsafePointer<UInt8>) -> Bool {
        let (factor, channels, sourceWidth) = (factor, channels, sourceWidth)
        sums.withUnsafeMutableBufferPointer { sums in
            var source = row
            var left = sourceWidth
            var box = 0
            if factor == 2, channels == 3 {
                // The most frequent case, without an inner loop.
                while left >= 2 {
                    for channel in 0..<3 {
                        sums[3 * box + channel] &+= UInt32(source[channel]) &+ UInt32(source[channel + 3])
                    }
                    source += 6
                    left -= 2
                    box += 1
                }
            }
            for box in box..<sums.count / channels {
                let pixels = min(factor, left)
                if channels == 3 {
                    var (red, green, blue) = (UInt32(0), UInt32(0), UInt32(0))
                    for pixel in 0..<pixels {
                        red &+= UInt32(source[pixel * 3])
                        green &+= UInt32(source[pixel * 3 + 1])
                        blue &+= UInt32(source[pixel * 3 + 2])
                    }
                    sums[box * 3] &+= red
                    sums[box * 3 + 1] &+= green
                    sums[box * 3 + 2] &+= blue
                } else {
                    for pixel in 0..<pixels {
                        for channel in 0..<channels {
                            sums[box * channels + channel] &+= UInt32(source[pixel * channels + channel])
                        }
                    }
                }
                source += pixels * channels
                left -= pixels
            }
        }
        rows += 1
        return rows == factor
    }

    var isEmpty: Bool { rows == 0 }

    /// Writes the row of averages and starts the next.
    mutating func finish(_ destination: UnsafeMutablePointer<UInt8>) {
        let (lastBox, lastWidth) = (width - 1, sourceWidth - (width - 1) * factor)
        let full = UInt32(rows * factor)
        // A product and a shift instead of a division a value. Exact while sums stay below 2²⁰ (256 · area): the
        // reciprocal errs by less than 2⁻⁴⁰ times the sum.
        let reciprocal = (1 << 40) / UInt64(full) + 1
        let isExact = full <= 1 << 12
        sums.withUnsafeMutableBufferPointer { sums in
            for place in 0..<lastBox * channels {
                let rounded = sums[place] &+ full / 2
                destination[place] = UInt8(
                    truncatingIfNeeded: isExact ? (UInt64(rounded) &* reciprocal) >> 40 : UInt64(rounded / full))
                sums[place] = 0
            }
            let area = UInt32(rows * lastWidth)
            for place in lastBox * channels..<width * channels {
                destination[place] = UInt8((sums[place] + area / 2) / area)
                sums[place] = 0
            }
        }
        rows = 0
    }
}
