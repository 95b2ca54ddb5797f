import CVector
import ColorKernels
import Imaging

/// Some rows of a photo while layers are put on.
struct PaintedStrip {
    let frame: PixelRegion
    /// With what was put on so far.
    private(set) var colors: LinearPlanes
    /// The photo's.
    private let luminance: [Float]
    /// For each pixel the greatest share that any layer covers, 0...1.
    private(set) var covered: [Float]

    /// - Parameter ground: Its planes are painted on.
    init(_ ground: consuming FaceGround) {
        (frame, luminance) = (ground.frame, ground.luminance)
        covered = [Float](repeating: 0, count: luminance.count)
        colors = ground.colors
    }

    /// Puts a layer on.
    mutating func put(_ film: FilmLayer, over cover: FaceArea.Cover, level: Float) {
        let (frame, part) = (frame, cover.mask.frame)
        luminance.withUnsafeBufferPointer { luminance in
            cover.mask.shares.withUnsafeBufferPointer { shares in
                cover.shading.withUnsafeBufferPointer { shading in
                    covered.withUnsafeMutableBufferPointer { covered in
                        guard let luminance = luminance.baseAddress, let shares = shares.baseAddress,
                            let shading = shading.baseAddress, let covered = covered.baseAddress
                        else { return }
                        colors.withUnsafeMutablePlanes { red, green, blue in
                            for y in part.y..<part.y + part.height {
                                let start = frame.offset(x: part.x, y: y)
                                let row = FilmLayer.Row(
                                    red: red + start, green: green + start, blue: blue + start,
                                    covered: covered + start, luminance: luminance + start,
                                    shares: shares + part.offset(x: part.x, y: y),
                                    shading: shading + cover.shadingFrame.offset(x: part.x, y: y), x: part.x, y: y)
                                film.apply(to: row, level: level, count: part.width)
                            }
                        }
                    }
                }
            }
        }
    }

    /// The longest ranges of covered places in a part of a row: whatever lies between keeps its bytes.
    func forEachRun(in row: Range<Int>, _ body: (Range<Int>) -> Void) {
        covered.withUnsafeBufferPointer { covered in
            guard let covered = covered.baseAddress else { return }
            var (place, first) = (row.lowerBound, -1)
            while place < row.upperBound {
                let isWhole = place + 8 <= row.upperBound
                let bare = isWhole ? cv_zero_lanes(cv_bits(cv_load(covered + place))) : -1
                // Most vectors are covered whole or not at all.
                let (length, isBare) = bare == 0xFF ? (8, true) : bare == 0 ? (8, false) : (1, covered[place] <= 0)
                if isBare, first >= 0 {
                    body(first..<place)
                    first = -1
                } else if !isBare, first < 0 {
                    first = place
                }
                place += length
            }
            if first >= 0 { body(first..<row.upperBound) }
        }
    }
}
