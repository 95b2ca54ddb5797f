/// Hairs: lines in space with a width and a colour, drawn after the surfaces, far ones first.
struct Strands {
    /// What a strand does to what lies behind it.
    enum Role { case cover, brow, shade }

    struct Strand {
        /// First point's index and how many follow each other.
        var start: Int32
        var count: Int32
        /// Full width at the root, in the template's unit; tips are thinner by `taper`.
        var width: Float
        var taper: Float
        var opacity: Float
        /// Share of the opacity at the root.
        var fade: Float
        var depth: Float
        var role = Role.cover
    }

    private(set) var points: [Vector3] = []
    /// Light leaving each point.
    private(set) var colors: [Vector3] = []
    private(set) var strands: [Strand] = []

    /// Points are as the camera sees them.
    mutating func append(
        _ line: [Vector3], colors lineColors: [Vector3], width: Float, taper: Float = 0.3, opacity: Float = 1,
        fade: Float = 1, role: Role = .cover
    ) {
        guard line.count > 1 else { return }
        let depth = line.reduce(0) { $0 + $1.z } / Float(line.count)
        strands.append(
            Strand(
                start: Int32(points.count), count: Int32(line.count), width: width, taper: taper, opacity: opacity,
                fade: fade, depth: depth, role: role))
        points += line
        colors += lineColors
    }

    /// Adds other strands in front of these.
    mutating func append(_ other: Strands) {
        strands += other.strands.map { strand in
            var moved = strand
            moved.start += Int32(points.count)
            return moved
        }
        points += other.points
        colors += other.colors
    }

    /// The same strands in other colours; those without one are left out.
    func recolored(_ color: (Role) -> Vector3?) -> Strands {
        var result = self
        result.strands = strands.filter { color($0.role) != nil }
        for strand in result.strands {
            guard let color = color(strand.role) else { continue }
            for point in Int(strand.start)..<Int(strand.start + strand.count) { result.colors[point] = color }
        }
        return result
    }

    mutating func sortFarFirst() { strands.sort { $0.depth > $1.depth } }

    /// Blends the strands into a picture of linear light, behind whatever is nearer.
    /// - Parameters:
    ///   - depth: what else there is, at `factor` samples a pixel and side.
    ///   - toPixel: from camera space to the picture's coordinates, z untouched.
    func draw(
        on canvas: inout Canvas, behind depth: [Float], factor: Int, scale: Float, tolerance: Float,
        toPixel: (Vector3) -> Vector3
    ) {
        let samples = points.map(toPixel)
        let ranges = Brush.ranges(depth, factor: factor, width: canvas.width, height: canvas.height)
        canvas.pixels.withUnsafeMutableBufferPointer { pixels in
            depth.withUnsafeBufferPointer { depth in
                let brush = Brush(
                    pixels: pixels, ranges: ranges, depth: depth, factor: factor, width: canvas.width,
                    height: canvas.height,
                    tolerance: tolerance)
                for strand in strands {
                    let start = Int(strand.start)
                    let last = Int(strand.count) - 1
                    for step in 0..<last {
                        let (from, to) = (Float(step) / Float(last), Float(step + 1) / Float(last))
                        brush.segment(
                            samples[start + step], samples[start + step + 1],
                            colors[start + step], colors[start + step + 1],
                            halfWidths: (
                                0.5 * scale * strand.width * mix(1, strand.taper, from * from),
                                0.5 * scale * strand.width * mix(1, strand.taper, to * to)
                            ), opacity: strand.opacity * mix(strand.fade, 1, min(from * 6, 1)))
                    }
                }
            }
        }
    }
}

/// Draws soft-edged line segments, stepping along the longer axis.
private struct Brush {
    let pixels: UnsafeMutableBufferPointer<SIMD4<Float>>
    /// Each pixel's nearest and farthest sample.
    let ranges: [SIMD2<Float>]
    let depth: UnsafeBufferPointer<Float>
    let factor: Int
    let width: Int
    let height: Int
    let tolerance: Float

    static func ranges(_ depth: [Float], factor: Int, width: Int, height: Int) -> [SIMD2<Float>] {
        var ranges = [SIMD2<Float>](repeating: SIMD2(.infinity, -.infinity), count: width * height)
        for row in 0..<height * factor {
            let start = row / factor * width
            for column in 0..<width * factor {
                let z = depth[row * width * factor + column]
                let range = ranges[start + column / factor]
                ranges[start + column / factor] = SIMD2(min(range.x, z), max(range.y, z))
            }
        }
        return ranges
    }

    func segment(
        _ a: Vector3, _ b: Vector3, _ colorA: Vector3, _ colorB: Vector3, halfWidths: (Float, Float), opacity: Float
    ) {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let isSteep = abs(dy) > abs(dx)
        let (from, to) = isSteep ? (a.y, b.y) : (a.x, b.x)
        let (low, high) = from < to ? (from, to) : (to, from)
        let limit = Float(isSteep ? height : width) - 1
        var major = max(low.rounded(.up), 0)
        let end = min(high, limit)
        guard major <= end else { return }
        let inverse = 1 / (to - from)
        let length = (dx * dx + dy * dy).squareRoot()
        // A slanted line of perpendicular width w is wider along the minor axis.
        let slant = length / abs(to - from)
        let otherLimit = (isSteep ? width : height) - 1
        while major <= end {
            let t = (major - from) * inverse
            let minor = isSteep ? a.x + dx * t : a.y + dy * t
            let half = mix(halfWidths.0, halfWidths.1, t) * slant
            // Thinner than a sample: keep the sample's width and fade instead.
            let drawn = max(half, 0.5)
            let strength = opacity * min(half / 0.5, 1)
            let color = mix(colorA, colorB, t)
            let z = a.z + (b.z - a.z) * t - tolerance
            let first = max(Int((minor - drawn - 0.5).rounded(.up)), 0)
            let last = min(Int((minor + drawn + 0.5).rounded(.down)), otherLimit)
            if first <= last {
                for other in first...last {
                    let (column, row) = isSteep ? (other, Int(major)) : (Int(major), other)
                    let visible = visibleShare(column, row, z)
                    guard visible > 0 else { continue }
                    let index = row * width + column
                    let coverage = clamp(drawn + 0.5 - abs(Float(other) - minor)) * strength * visible
                    let old = pixels[index]
                    pixels[index] = old + (SIMD4(color, 1) - old) * coverage
                }
            }
            major += 1
        }
    }

    /// The share of a pixel's samples with nothing nearer than `z`.
    @inline(__always) private func visibleShare(_ column: Int, _ row: Int, _ z: Float) -> Float {
        let range = ranges[row * width + column]
        if z < range.x { return 1 }
        if z >= range.y { return 0 }
        var count = 0
        for y in 0..<factor {
            let start = (row * factor + y) * width * factor + column * factor
            for x in 0..<factor where z < depth[start + x] { count += 1 }
        }
        return Float(count) / Float(factor * factor)
    }
}
