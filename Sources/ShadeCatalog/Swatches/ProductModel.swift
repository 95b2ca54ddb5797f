import ColorScience

/// How likely each area of a picture is to be the product: a conditional logit over the areas' features.
enum ProductModel {
    /// One weight for each of `PictureLayout.features(of:)`.
    /// - Source: fitted by penalised likelihood (ridge 0.02 on standardised features) to 1,938 pictures of
    ///   Scripts/draw-swatches.py, an area being right when its colour is within ΔE00 2.5 of the truth.
    static let weights: [Double] = [
        0.22,  // ln of the share
        -2.55,  // share of the frame
        0.52,  // ln of the middle
        0.20,  // ln of the thickness
        -0.89,  // as thin as lettering
        -3.27,  // off centre, across
        -1.95,  // off centre, down
        -0.78,  // background
        -0.74,  // white background
        0.39,  // ln of what the background leaves
        -0.77,  // ln of what the background leaves of the middle
        -0.19,  // white, not background
        0.47,  // black
        -0.98,  // neutral
        1.66,  // chroma
        -2.44,  // spread of lightness
        -0.33,  // roughness
        0.28,  // ln of the contrast to the background
        -0.25,  // shadow of the background
        -1.01,  // inside another area
        -0.54,  // neutral inside another
        4.13,  // inside one that reaches the frame, such as an arm
        0.22,  // ln of what it holds
        -1.71,  // glare on what is around
        3.04,  // below in something upright
        -5.94,  // below in something that tapers
        0.79,  // breadth in something upright
        0.22,  // breadth in something that tapers
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
