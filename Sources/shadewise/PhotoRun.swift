import ArgumentParser
import FaceMesh
import Foundation
import Imaging
import Reports
import ShadeCatalog
import SkinTone

/// `analyze` and `match` over photos: all cores, answers in the order given, failures told and counted.
struct PhotoRun {
    let images: [String]
    let photo: PhotoOptions
    let format: OutputFormat
    /// Where a page about the one photo goes.
    var report: String?
    /// Loads what photos are matched with; `nil` when they are only analysed.
    var loadMatching: (() throws -> Matching)?

    func execute() throws {
        // One photo is the common case, and decoding it takes longest: it goes on while networks and catalog load.
        let first = EarlyPhoto.file(at: images[0])
        let (analyzer, landmarks) = try photo.analyzer()
        var reference = photo.reference
        reference?.isHeld = photo.held
        let reader = PhotoReader(
            analyzer: analyzer, landmarks: landmarks, reference: reference, matching: try loadMatching?(),
            format: format)
        if !first.isReady { reader.rehearse() }
        if photo.together {
            return try TogetherRun(images: images, first: first, reader: reader).execute()
        }
        if let report {
            let refiner = try loadRefiner(models: photo.models)
            return try MatchPageRun(reader: reader, refiner: refiner, report: report).execute(first.value)
        }
        let failures = Failures()
        Batch.run(Array(images.enumerated())) { index, path in
            reader.outcome(of: index == 0 ? first.value : PhotoFile(path: path))
        } emit: { outcome in
            if !outcome.text.isEmpty { print(outcome.text) }
            if (try? Terminal.flush()) == nil { failures.add() }
            if let complaint = outcome.complaint {
                failures.add()
                Terminal.complain(complaint)
            }
        }
        if failures.count > 0 {
            if images.count > 1 { Terminal.complain("\(failures.count) of \(images.count) photos failed") }
            throw ExitCode(1)
        }
    }
}

/// What is printed of one photo.
struct PhotoOutcome: Sendable {
    var text: String
    /// For standard error, when the photo gave no answer.
    var complaint: String?
}

/// A photo as far as it can be read without networks.
struct PhotoFile: Sendable {
    let path: String
    let info: ImageInfo?
    let opened: Result<OpenedPhoto, AnalysisError>
    let start = ContinuousClock.now

    init(path: String) { self.init(path: path, encoded: Self.read(path)) }

    init(path: String, encoded: Result<EncodedImage, ImagingError>) {
        self.path = path
        switch encoded {
        case .success(let encoded):
            info = encoded.info
            opened = Result { () throws(AnalysisError) in try OpenedPhoto(encoded) }
        case .failure(let error):
            info = nil
            opened = .failure(AnalysisError(error))
        }
    }

    static func read(_ path: String) -> Result<EncodedImage, ImagingError> {
        Result { () throws(ImagingError) in try EncodedImage(contentsOf: path) }
    }
}

/// Turns photos into what is printed of them; from any thread.
struct PhotoReader: Sendable {
    let analyzer: PhotoAnalyzer
    let landmarks: LandmarksFile?
    var reference: ReferenceSurface?
    let matching: Matching?
    let format: OutputFormat

    var versions: AnalysisReport.Versions {
        AnalysisReport.Versions(
            models: analyzer.networks.modelsVersion, catalog: matching?.version, policy: analyzer.policy.version)
    }

    private func ownLandmarks(for file: PhotoFile) throws(AnalysisError) -> FaceLandmarks? {
        guard let landmarks, let info = file.info else { return nil }
        do { return try landmarks.landmarks(width: info.width, height: info.height) } catch {
            throw AnalysisError(code: .invalidLandmarks, message: error.message)
        }
    }

    func analysis(of file: PhotoFile) throws(AnalysisError) -> PhotoAnalysis {
        try analyzer.analyze(file.opened.get(), landmarks: ownLandmarks(for: file), reference: reference)
    }

    func outcome(of file: PhotoFile) -> PhotoOutcome {
        do throws(AnalysisError) {
            return answer(to: file, try analysis(of: file)).outcome
        } catch {
            let (report, complaint) = failure(of: file, error)
            return PhotoOutcome(text: format == .json ? jsonLine(report) : "", complaint: complaint)
        }
    }

    /// What is said of a photo that could not be read.
    func failure(of file: PhotoFile, _ error: AnalysisError) -> (report: AnalysisReport, complaint: String) {
        (
            AnalysisReport(path: file.path, info: file.info, error: error, versions: versions),
            "\(Terminal.safe(file.path)): \(error.code.string): \(error.message)"
        )
    }

    /// What is said of a photo that the gate refused.
    /// - Parameter purpose: What it was wanted for, with an infinitive.
    static func refusal(of path: String, _ capture: CaptureReport, to purpose: String = "match") -> String {
        let advice = capture.refusals.map(\.advice)
        return "\(Terminal.safe(path)): not good enough to \(purpose). \(advice.joined(separator: " "))"
    }

    /// See `PhotoAnalyzer.rehearse()`.
    func rehearse() {
        guard let analysis = analyzer.rehearse() else { return }
        _ = answer(to: PhotoFile(path: ""), analysis)
    }

    /// What is said of a photo that was read, and its shades where it was good enough to match.
    func answer(to file: PhotoFile, _ analysis: PhotoAnalysis) -> (outcome: PhotoOutcome, ranking: Ranking?) {
        let matchStart = ContinuousClock.now
        let isMatched = analysis.capture.isUsable || matching?.force == true
        let ranking = isMatched ? matching?.ranking(for: analysis) : nil
        let end = ContinuousClock.now
        var outcome = PhotoOutcome(text: "")
        if matching != nil, ranking == nil {
            outcome.complaint =
                Self.refusal(of: file.path, analysis.capture) + " (--force matches it all the same)"
        }
        switch format {
        case .json:
            var report = AnalysisReport(path: file.path, analysis: analysis, versions: versions)
            if let ranking, let matching { report.match = MatchReport(ranking, matching: matching) }
            report.timing = AnalysisReport.Timing(
                decode: analysis.timing.decode, face: analysis.timing.face, skin: analysis.timing.skin,
                match: end - matchStart, total: end - file.start)
            outcome.text = jsonLine(report)
        case .text:
            outcome.text = SkinText.english.report(path: file.path, analysis: analysis) + "\n"
            if let ranking, let matching { outcome.text += MatchText.table(of: ranking, matching: matching) + "\n" }
        }
        return (outcome, ranking)
    }
}

/// Touched only while `Batch` emits, which is one at a time.
private final class Failures: @unchecked Sendable {
    private(set) var count = 0

    func add() { count += 1 }
}
