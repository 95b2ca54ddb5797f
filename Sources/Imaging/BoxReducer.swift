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
        sums = [UInt32](repeating: 0, count: width * channels)
    }

    static let maximumFactor = 4096

    /// Adds a row; true when a row of boxes is full.
    ///
    /// Bound by stores: down the columns first, which needs no shuffling; across only once a row of boxes.
    mutating func add(_ row: UnsafePointer<UInt8>) -> Bool {
        sums.withUnsafeMutableBufferPointer { sums in
            for place in 0..<sums.count { sums[place] &+= UInt32(row[place]) }
        }
        rows += 1
        return rows == factor
    }

    var isEmpty: Bool { rows == 0 }

    /// Writes the row of averages and starts the next.
    ///
    /// Bound by loads: a sum is read for every addition, three bytes in all are stored for a box. Runs once for
    /// `factor` rows.
    mutating func finish(_ destination: UnsafeMutablePointer<UInt8>) {
        let (factor, channels, width) = (factor, channels, width)
        let lastWidth = sourceWidth - (width - 1) * factor
        let full = UInt32(rows * factor)
        // A product and a shift instead of a division a value. Exact while sums stay below 2²⁰ (256 · area): the
        // reciprocal errs by less than 2⁻⁴⁰ times the sum.
        let reciprocal = (1 << 40) / UInt64(full) + 1
        let isExact = full <= 1 << 12
        sums.withUnsafeMutableBufferPointer { sums in
            for box in 0..<width - 1 {
                for channel in 0..<channels {
                    var sum = full / 2
                    var place = box * factor * channels + channel
                    for _ in 0..<factor {
                        sum &+= sums[place]
                        place += channels
                    }
                    destination[box * channels + channel] = UInt8(
                        truncatingIfNeeded: isExact ? (UInt64(sum) &* reciprocal) >> 40 : UInt64(sum / full))
                }
            }
            let area = UInt32(rows * lastWidth)
            for channel in 0..<channels {
                var sum = area / 2
                for pixel in 0..<lastWidth { sum &+= sums[((width - 1) * factor + pixel) * channels + channel] }
                destination[(width - 1) * channels + channel] = UInt8(sum / area)
            }
            sums.update(repeating: 0)
        }
        rows = 0
    }
}
