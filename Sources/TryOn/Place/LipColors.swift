import ColorKernels
import Imaging

/// Tells lips from teeth and from the dark of the mouth, about its opening, whose edge landmarks tell to a few pixels.
struct LipColors {
    /// Of each pixel of a window: its luminance as a multiple of what the lips' is there, …
    private let brightness: [Float]
    /// … and its red, as a ratio to green, as a multiple of the lips'.
    private let redness: [Float]

    /// - Parameters:
    ///   - lips: What is surely lip.
    ///   - shading: The lips' luminance as the light makes it change, by pixels of the ground.
    ///   - radius: In pixels: what is finer is noise.
    init(of lips: CoverageMask, on ground: FaceGround, shading: [Float], radius: Int) {
        let frame = ground.frame
        func smooth(_ plane: [Float]) -> [Float] {
            boxBlurred(plane, width: frame.width, height: frame.height, radius: radius)
        }
        let ratios = zip(smooth(ground.colors.red), smooth(ground.colors.green)).map { $0 / max($1, 1e-4) }
        let mean = lips.mean(of: ratios)
        brightness = zip(smooth(ground.luminance), shading).map { $0 / max($1, 1e-6) }
        // Lips of no colour at all, such as under a black bar, tell nothing.
        redness = ratios.map { mean.value > 1e-4 ? $0 / mean.value : 1 }
    }

    /// How much of each pixel may be lip. What is less red beside the opening is teeth, in the corners of a smile darker
    /// than lips are; what of its rim looks like lip is the lips' wet inner edge, and lips that are closed show little
    /// else. Deeper in it nothing is lip, though a tongue looks it.
    /// - Parameters:
    ///   - opening: As landmarks tell it.
    ///   - near: The opening spread over its surroundings, 0...1.
    /// - Source: thresholds by eye, on drawn faces of six depths and the shared photographs.
    func shares(open opening: CoverageMask, near: [Float]) -> [Float] {
        opening.shares.indices.map { place in
            let close = min(1, 8 * near[place])
            guard close > 0 else { return 1 }
            let (bright, red) = (brightness[place], redness[place])
            var teeth: Float = 0
            if red < 0.82 {
                // Lips' highlights are as little red as teeth: what is about as light as lips must be far less red.
                let highlight = 0.17 * smoothstep(0.7, 0.9, bright)
                let dim = smoothstep(0.15, 0.30, bright) * (1 - smoothstep(0.72, 0.82, red + highlight))
                teeth = max(dim, smoothstep(1.25, 1.7, bright) * (1 - smoothstep(0.70, 0.82, red)))
            }
            let open = opening.shares[place]
            guard open > 0 else { return 1 - teeth * close }
            // An inner lip may be lighter and pinker than the outer one: what is lighter and less red is none.
            let pale = smoothstep(1.25, 1.6, bright) * (1 - smoothstep(0.9, 1.0, red))
            let lip = smoothstep(0.55, 0.75, bright) * smoothstep(0.75, 0.88, red) * (1 - pale)
            let rim = 1 - smoothstep(0.6, 0.9, near[place])
            return (1 - teeth * close) * (1 - open * (1 - rim * lip))
        }
    }
}
