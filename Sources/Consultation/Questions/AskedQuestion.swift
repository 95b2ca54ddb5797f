public import ColorScience

/// A question as it was put to one customer: with the shades and colours it was about, so that its answer can be read
/// again later, whatever the catalog and the questions have become.
public struct AskedQuestion: Sendable, Hashable {
    public let question: String
    public let options: [Option]
    /// The shade in question, of a critique.
    public let shade: String?

    public struct Option: Sendable, Hashable {
        public let id: String
        /// What to show: a shade of the catalog, or only a colour.
        public let sku: String?
        public let lab: Lab<D65>?
        let score: Score

        init(id: String, sku: String? = nil, lab: Lab<D65>? = nil, score: Score) {
            (self.id, self.sku, self.lab, self.score) = (id, sku, lab, score)
        }
    }

    init(question: String, options: [Option], shade: String? = nil) {
        (self.question, self.options, self.shade) = (question, options, shade)
    }
}
