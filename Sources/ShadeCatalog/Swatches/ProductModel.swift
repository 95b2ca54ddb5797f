import ColorScience

/// How likely each area of a picture is to be the product: a conditional logit over the areas' features.
enum ProductModel {
    /// One weight for each of `PictureLayout.features(of:)`.
    /// - Source: fitted by penalised likelihood (ridge 0.02 on standardised features) to 2,088 pictures of
    ///   Scripts/draw-swatches.py, an area being right when its colour is within ΔE00 2.5 of the truth.
    static let weights: [Double] = [
        0.22,  // ln of the share
        -2.59,  // share of the frame
        0.51,  // ln of the middle
        0.19,  // ln of the thickness
        -1.04,  // as thin as lettering
        -3.59,  // off centre, across
        -1.69,  // off centre, down
        -0.80,  // background
        -0.80,  // white background
        0.43,  // ln of what the background leaves
        -0.79,  // ln of what the background leaves of the middle
        -0.45,  // white, not background
        0.22,  // black
        -0.98,  // neutral
        1.73,  // chroma
        -2.83,  // spread of lightness
        -0.42,  // roughness
        0.32,  // ln of the contrast to the background
        -0.26,  // shadow of the background
        -0.90,  // inside another area
        -0.56,  // neutral inside another
        4.41,  // inside one that reaches the frame, such as an arm
        0.22,  // ln of what it holds
        -1.70,  // glare on what is around
        1.92,  // below in something upright
        -5.86,  // below in something that tapers
        0.91,  // breadth in something upright
        0.36,  // breadth in something that tapers
    ]

    /// Probabilities of the areas, summing to 1.
    static func probabilities(_ features: [[Double]]) -> [Double] {
        let scores = features.map { features in zip(weights, features).reduce(0) { $0 + $1.0 * $1.1 } }
        let highest = scores.max() ?? 0
        let odds = scores.map { exponential($0 - highest) }
        let total = odds.reduce(0, +)
        return odds.map { $0 / total }
    }
}
