internal import Reports

/// What a consultation's photo showed, as an analysis tells it, and whether the photo was kept.
struct SelfieReport: Encodable, Sendable {
    let analysis: AnalysisReport
    /// `nil` where she did not agree to its being kept.
    let retained: RetentionReport?

    private enum CodingKeys: CodingKey { case retained }

    func encode(to encoder: any Encoder) throws {
        try analysis.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(retained, forKey: .retained)
    }
}
