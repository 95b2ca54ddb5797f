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
    /// Pixels by `SkinRegion.part`: all there were, and of these what `takeOutClipped` found at its upper limit.
    let totals: [Int]
    private(set) var clipped: [Int]

    /// Bound by loads; labels come in runs, which are counted as such.
    init(of image: RGBImage, labels: [UInt8]) {
        precondition(labels.count == image.width * image.height, "every pixel has its label")
        (self.image, self.labels) = (image, labels)
        var totals = [Int](repeating: 0, count: SkinRegion.partCount)
        places = [Int32](unsafeUninitializedCapacity: labels.count) { places, count in
            labels.withUnsafeBufferPointer { labels in
                var place = 0
                while place < labels.count {
                    let (label, start) = (labels[place], place)
                    while place < labels.count, labels[place] == label { place &+= 1 }
                    guard label != 0 else { continue }
                    totals[SkinRegion.part(of: label)] += place - start
                    for inside in start..<place {
                        places[count &+ inside &- start] = Int32(truncatingIfNeeded: inside)
                    }
                    count += place - start
                }
            }
        }
        self.totals = totals
        clipped = [Int](repeating: 0, count: totals.count)
    }

    /// Code of a pixel's brightest channel up to which it is black.
    private static let blackest: UInt8 = 6
    /// Code from which on it is clipped.
    private static let clippedFrom: UInt8 = 252

    /// Leaves out what is clipped or black, unless hardly a tenth is anything else: a face that is white or black all
    /// over is read as it is, and the capture gate says what is wrong with it.
    mutating func takeOutClipped(fewest: Int) {
        @inline(__always) func brightest(_ pixels: UnsafeBufferPointer<UInt8>, _ place: Int) -> UInt8 {
            max(pixels[3 &* place], pixels[3 &* place &+ 1], pixels[3 &* place &+ 2])
        }
        var clipped = clipped
        let clean = kept(of: places, by: image.pixels) { pixels, _, place in
            let brightest = brightest(pixels, place)
            if brightest >= Self.clippedFrom { clipped[SkinRegion.part(of: labels[place])] += 1 }
            return brightest > Self.blackest && brightest < Self.clippedFrom
        }
        self.clipped = clipped
        guard clean.count >= max(fewest, places.count / 10) else { return }
        if clean.count + clipped.reduce(0, +) < places.count {
            black = kept(of: places, by: image.pixels) { brightest($0, $2) <= Self.blackest }
        }
        places = clean
    }

    /// The places whose texture is at most `limit`; one value for each place.
    func smooth(texture: [Float], limit: Float) -> [Int32] {
        precondition(texture.count == places.count, "every place has its texture")
        return kept(of: places, by: texture) { texture, index, _ in texture[index] <= limit }
    }

    /// Parts some of the places, in their order, by what they are; skin comes by `SkinRegion.part`. Bound by branches
    /// that go as the picture does, beside a store a place.
    /// - Parameter kind: of the place that stands so far from the first.
    func parts(
        of places: [Int32], kind: (Int) -> Kind
    ) -> (skin: [Int32], ranges: [Range<Int>], other: [Int32]) {
        var skin = [[Int32]](repeating: [], count: totals.count)
        for (part, total) in totals.enumerated() { skin[part].reserveCapacity(total) }
        var other: [Int32] = []
        for (index, place) in places.enumerated() {
            switch kind(index) {
            case .skin: skin[SkinRegion.part(of: labels[Int(place)])].append(place)
            case .other: other.append(place)
            case .shade: break
            }
        }
        var ranges: [Range<Int>] = []
        for part in skin {
            let start = ranges.last?.upperBound ?? 0
            ranges.append(start..<start + part.count)
        }
        return (Array(skin.joined()), ranges, other)
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
