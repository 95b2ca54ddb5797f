import ArgumentParser
import FaceMesh
import Foundation
import Imaging
import ShadeCatalog
import SkinTone

/// `analyze` and `match` over photos: all cores, answers in the order given, failures told and counted.
struct PhotoRun {
    let images: [String]
    let photo: PhotoOptions
    let format: OutputFormat
    let matching: Matching?

    private struct Outcome: Sendable {
        var text: String
        var complaint: String?
    }

    func execute() throws {
        let (analyzer, landmarks) = try photo.analyzer()
        let versions = AnalysisReport.Versions(
            models: analyzer.networks.modelsVersion, catalog: matching?.version, policy: analyzer.policy.name)
        let (format, matching) = (format, matching)
        let failures = Failures()

        @Sendable func outcome(of path: String) -> Outcome {
            let start = ContinuousClock.now
            var info: ImageInfo?
            do throws(AnalysisError) {
                let encoded: EncodedImage
                do { encoded = try EncodedImage(contentsOf: path) } catch { throw AnalysisError(error) }
                info = encoded.info
                let analysis = try analyzer.analyze(encoded, landmarks: landmarks)
                let matchStart = ContinuousClock.now
                let isMatched = analysis.capture.isUsable || matching?.force == true
                let shades = isMatched ? matching?.shades(for: analysis.belief.gaussian) : nil
                let end = ContinuousClock.now
                let complaint =
                    matching != nil && shades == nil
                    ? "\(path): not good enough to match: "
                        + analysis.capture.issues.filter { $0.severity == .refusal }.map(\.advice)
                        .joined(separator: " ") + " Or match it all the same with --force."
                    : nil
                switch format {
                case .json:
                    var report = AnalysisReport(path: path, analysis: analysis, versions: versions)
                    if let shades { report.match = matching?.report(shades) }
                    report.timing = AnalysisReport.Timing(
                        decodeMs: analysis.timing.decode.milliseconds, faceMs: analysis.timing.face.milliseconds,
                        skinMs: analysis.timing.skin.milliseconds, matchMs: (end - matchStart).milliseconds,
                        totalMs: (end - start).milliseconds)
                    return Outcome(text: jsonLine(report), complaint: complaint)
                case .text:
                    var text = SkinText.report(path: path, analysis: analysis)
                    if let shades, let matching { text += "\n" + MatchText.table(of: shades, matching: matching) }
                    return Outcome(text: text + "\n", complaint: complaint)
                }
            } catch {
                let complaint = "\(path): \(error.code.string): \(error.message)"
                let report = AnalysisReport(path: path, info: info, error: error, versions: versions)
                return Outcome(text: format == .json ? jsonLine(report) : "", complaint: complaint)
            }
        }

        Batch.run(images, work: outcome) { outcome in
            if !outcome.text.isEmpty { print(outcome.text) }
            fflush(nil)
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

/// Touched only while `Batch` emits, which is one at a time.
private final class Failures: @unchecked Sendable {
    private(set) var count = 0

    func add() { count += 1 }
}
