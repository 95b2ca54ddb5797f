import ArgumentParser
import Consultation
import Reports
import ShadeCatalog
import SkinTone

/// The photos of one customer, read one by one and believed together.
final class ConsultedPhotos {
    private let policy: String?
    private let models: String?
    private let format: OutputFormat
    private let text: SkinText
    private let takesUnusable: Bool
    private var analyses: [PhotoAnalysis] = []
    private var reader: PhotoReader?

    /// - Parameters:
    ///   - policy: when a photo is good enough.
    ///   - models: folder of the face networks.
    ///   - format: what a photo shows is told to people; what programs need of it, the shades say.
    ///   - language: of what is told.
    ///   - takesUnusable: also photos that are not.
    init(policy: String?, models: String?, format: OutputFormat, language: String, takesUnusable: Bool) {
        text = SkinText(language: language)
        (self.policy, self.models, self.format, self.takesUnusable) = (policy, models, format, takesUnusable)
    }

    /// What all photos so far say.
    var statement: ConsultationEvent.What {
        .photo(
            .init(
                id: "photos-\(analyses.count)", gaussian: SkinBelief(together: analyses).gaussian,
                photos: analyses.map(\.evidence)))
    }

    /// - Throws: `ExitCode`, after saying what is wrong with the photo, which then counts for nothing.
    func reading(withPhoto path: String) throws -> ConsultationEvent.What {
        try take(path)
        return statement
    }

    /// Reads a photo, and says what it shows.
    /// - Throws: as `reading(withPhoto:)`.
    func take(_ path: String) throws {
        let reader =
            try self.reader
            ?? PhotoReader(
                analyzer: loadAnalyzer(policy: policy, models: models), landmarks: nil, matching: nil, format: .text)
        self.reader = reader
        let file = PhotoFile(path: path)
        let analysis: PhotoAnalysis
        do throws(AnalysisError) { analysis = try reader.analysis(of: file) } catch {
            Terminal.complain(
                AnalysisReport.Failure(code: error.code.string, message: "\(path): \(text.message(of: error))"))
            throw ExitCode(1)
        }
        guard !analyses.contains(where: { $0.evidence == analysis.evidence }) else {
            Terminal.complain(text.words("givenBefore", ["photo": Terminal.safe(path)]))
            throw ExitCode(1)
        }
        if format == .text { print(text.report(path: path, analysis: analysis)) }
        guard analysis.capture.isUsable || takesUnusable else {
            Terminal.complain(text.words("takeAgain", ["photo": Terminal.safe(path)]))
            throw ExitCode(1)
        }
        analyses.append(analysis)
    }
}
