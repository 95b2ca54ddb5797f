import FaceMesh
import Imaging
import Inputs
import Reports
import SkinTone

/// Turns photos into rows; from any thread.
struct BatchReader: Sendable {
    let analyzer: PhotoAnalyzer
    /// `nil` when photos are only analysed.
    let matching: Matching?
    let rows: BatchRows

    /// What is written and counted of a photo.
    struct Answer: Sendable {
        var row: [UInt8]
        /// See `BatchRows.failure(of:)`.
        var failure: String?
    }

    func answer(_ item: BatchItem) -> Answer {
        var report = report(of: item)
        report.id = item.id
        return Answer(row: rows.row(report), failure: rows.failure(of: report))
    }

    private var versions: AnalysisReport.Versions {
        AnalysisReport.Versions(
            models: analyzer.networks.modelsVersion, catalog: matching?.version, policy: analyzer.policy.version)
    }

    private func report(of item: BatchItem) -> AnalysisReport {
        let encoded: EncodedImage
        do throws(ImagingError) {
            switch item.photo {
            case .file(let name): encoded = try EncodedImage(contentsOf: name.bytes)
            case .bytes(let bytes): encoded = try EncodedImage(bytes: bytes)
            case .base64(let record, let characters):
                guard let bytes = Base64.decode(record[characters]) else {
                    return failed(
                        item, code: BatchItem.invalidRecord,
                        message: "The record's image is not base64; encode it again.")
                }
                encoded = try EncodedImage(bytes: bytes)
            case .failure(let code, let message): return failed(item, code: code, message: message)
            }
        } catch { return failed(item, code: error.code.rawValue, message: error.message) }
        do throws(AnalysisError) {
            let analysis = try analyzer.analyze(encoded)
            var report = AnalysisReport(path: item.path, analysis: analysis, versions: versions)
            if let matching, analysis.capture.isUsable || matching.force {
                report.match = MatchReport(matching.ranking(for: analysis), matching: matching)
            }
            return report
        } catch { return AnalysisReport(path: item.path, info: encoded.info, error: error, versions: versions) }
    }

    private func failed(_ item: BatchItem, code: String, message: String) -> AnalysisReport {
        AnalysisReport(path: item.path, failure: .init(code: code, message: message), versions: versions)
    }
}
