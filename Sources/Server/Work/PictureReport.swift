internal import Reports
internal import Stores

/// What came of a job's picture, as an analysis tells it, with the picture's number in the job.
struct PictureReport: Encodable {
    let analysis: AnalysisReport
    /// From 1, in the order that the pictures came in.
    let number: Int

    private enum CodingKeys: CodingKey { case number }

    func encode(to encoder: any Encoder) throws {
        try analysis.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(number, forKey: .number)
    }
}

extension Job.Result {
    /// The JSON with the picture's number, which what was recorded at first has not.
    ///
    /// What is looked for is the name alone: within a text its quotes would be escaped, and nothing deeper has that name.
    var numbered: String {
        guard !text.contains(#""number":"#), text.hasSuffix("}") else { return text }
        let members = text.dropLast()
        return "\(members)\(members == "{" ? "" : ",")\"number\":\(number)}"
    }
}
