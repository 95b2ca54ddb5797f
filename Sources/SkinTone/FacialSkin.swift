import Imaging

/// The pixels of a picture of a face that lie in its skin's regions, as places, rows top to bottom.
struct FacialSkin {
    enum Kind {
        case skin, shade, other
    }

    let image: RGBImage
    /// Region of each pixel: 0 outside, then from 1 on.
    let labels: [UInt8]
    private(set) var places: [Int32] = []
    /// Pixels region by region.
    private(set) var totals: [Int]

    /// Bound by loads; labels come in runs, which are counted as such.
    init(of image: RGBImage, labels: [UInt8], regions: Int) {
        precondition(labels.count == image.width * image.height, "every pixel has its label")
        (self.image, self.labels) = (image, labels)
        var totals = [Int](repeating: 0, count: regions)
        places = [Int32](unsafeUninitializedCapacity: labels.count) { places, count in
            labels.withUnsafeBufferPointer { labels in
                var place = 0
                while place < labels.count {
                    let (label, start) = (labels[place], place)
                    while place < labels.count, labels[place] == label { place &+= 1 }
                    guard label != 0 else { continue }
                    totals[Int(label) - 1] += place - start
                    for inside in start..<place {
                        places[count &+ inside &- start] = Int32(truncatingIfNeeded: inside)
                    }
                    count += place - start
                }
            }
        }
        self.totals = totals
    }

    /// Leaves out what is clipped or black, unless next to nothing else is there: a face that is white or black all
    /// over is read as it is, and the capture gate says what is wrong with it.
    /// - Returns: the share of pixels with a channel at its upper limit.
    mutating func takeOutClipped(fewest: Int) -> Double {
        var clipped = 0
        let clean = kept(of: places, by: image.pixels) { pixels, _, place in
            let brightest = max(pixels[3 &* place], pixels[3 &* place &+ 1], pixels[3 &* place &+ 2])
            clipped &+= brightest >= 252 ? 1 : 0
            return brightest > 6 && brightest < 252
        }
        let share = Double(clipped) / Double(max(places.count, 1))
        if clean.count >= fewest { places = clean }
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
            case .skin: skin[Int(labels[Int(place)]) - 1].append(place)
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
