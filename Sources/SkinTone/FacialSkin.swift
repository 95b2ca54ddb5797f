import Imaging

/// The pixels of a picture of a face that lie in its skin's regions, as places, rows top to bottom.
struct FacialSkin {
    enum Kind {
        case skin, shade, other
    }

    let image: RGBImage
    /// `SkinRegion.label` of each pixel, 0 outside.
    let labels: [UInt8]
    private(set) var places: [Int32] = []
    /// What `takeOutClipped` took out for being black: skin in the deepest shade.
    private(set) var black: [Int32] = []
    /// Pixels region by region.
    private(set) var totals: [Int]

    /// Bound by loads; labels come in runs, which are counted as such.
    init(of image: RGBImage, labels: [UInt8]) {
        precondition(labels.count == image.width * image.height, "every pixel has its label")
        (self.image, self.labels) = (image, labels)
        var totals = [Int](repeating: 0, count: SkinRegion.allCases.count)
        places = [Int32](unsafeUninitializedCapacity: labels.count) { places, count in
            labels.withUnsafeBufferPointer { labels in
                var place = 0
                while place < labels.count {
                    let (label, start) = (labels[place], place)
                    while place < labels.count, labels[place] == label { place &+= 1 }
                    guard label != 0 else { continue }
                    totals[SkinRegion.index(of: label)] += place - start
                    for inside in start..<place {
                        places[count &+ inside &- start] = Int32(truncatingIfNeeded: inside)
                    }
                    count += place - start
                }
            }
        }
        self.totals = totals
    }

    /// Code of a pixel's brightest channel up to which it is black.
    private static let blackest: UInt8 = 6
    /// Code from which on it is clipped.
    private static let clippedFrom: UInt8 = 252

    /// Leaves out what is clipped or black, unless hardly a tenth is anything else: a face that is white or black all
    /// over is read as it is, and the capture gate says what is wrong with it.
    /// - Returns: the share of pixels with a channel at its upper limit.
    mutating func takeOutClipped(fewest: Int) -> Double {
        @inline(__always) func brightest(_ pixels: UnsafeBufferPointer<UInt8>, _ place: Int) -> UInt8 {
            max(pixels[3 &* place], pixels[3 &* place &+ 1], pixels[3 &* place &+ 2])
        }
        var clipped = 0
        let clean = kept(of: places, by: image.pixels) { pixels, _, place in
            let brightest = brightest(pixels, place)
            clipped &+= brightest >= Self.clippedFrom ? 1 : 0
            return brightest > Self.blackest && brightest < Self.clippedFrom
        }
        let share = Double(clipped) / Double(max(places.count, 1))
        guard clean.count >= max(fewest, places.count / 10) else { return share }
        if clean.count + clipped < places.count {
            black = kept(of: places, by: image.pixels) { brightest($0, $2) <= Self.blackest }
        }
        places = clean
        return share
    }

    /// The places whose texture is at most `limit`; one value for each place.
    func smooth(texture: [Float], limit: Float) -> [Int32] {
        precondition(texture.count == places.count, "every place has its texture")
        return kept(of: places, by: texture) { texture, index, _ in texture[index] <= limit }
    }

    /// Parts some of the places, in their order, by what they are; skin comes region by region. Bound by branches that
    /// go as the picture does, beside a store a place.
    /// - Parameter kind: of the place that stands so far from the first.
    func parts(
        of places: [Int32], kind: (Int) -> Kind
    ) -> (skin: [Int32], regions: [Range<Int>], other: [Int32]) {
        var skin = [[Int32]](repeating: [], count: totals.count)
        for (region, total) in totals.enumerated() { skin[region].reserveCapacity(total) }
        var other: [Int32] = []
        for (index, place) in places.enumerated() {
            switch kind(index) {
            case .skin: skin[SkinRegion.index(of: labels[Int(place)])].append(place)
            case .other: other.append(place)
            case .shade: break
            }
        }
        var regions: [Range<Int>] = []
        for part in skin {
            let start = regions.last?.upperBound ?? 0
            regions.append(start..<start + part.count)
        }
        return (Array(skin.joined()), regions, other)
    }
}

/// The places that a condition on some values, a place's index and the place itself holds for. Bound by stores: every
/// place is written, and the next one overwrites it unless it is kept.
@inline(__always)
private func kept<Value>(
    of places: [Int32], by values: [Value], where holds: (UnsafeBufferPointer<Value>, _ index: Int, Int) -> Bool
) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: places.count) { kept, count in
        values.withUnsafeBufferPointer { values in
            for (index, place) in places.enumerated() {
                kept[count] = place
                count &+= holds(values, index, Int(place)) ? 1 : 0
            }
        }
    }
}
