import ColorScience
import Imaging
import ShadeCatalog
import SkinTone

/// Turns photos with known skin into what is counted of them; from any thread.
struct AuditReader: Sendable {
    let analyzer: PhotoAnalyzer
    let matcher: ShadeMatcher
    /// ΔE00 within which a shade suits.
    let tolerance: Double

    /// How many shades a customer is shown.
    static let shown = 3

    struct Answer: Sendable {
        var item: AuditItem
        /// For standard error, when the photo gave no reading.
        var complaint: String?
    }

    func answer(_ photo: AuditPhoto) -> Answer {
        do throws(AnalysisError) {
            let encoded: EncodedImage
            do throws(ImagingError) { encoded = try photo.encoded.get() } catch { throw AnalysisError(error) }
            let analysis = try analyzer.analyze(encoded)
            var reading = AuditReading(of: analysis, truth: photo.truth)
            reading.isServed = matcher.matches(for: analysis.belief.gaussian, tolerance: tolerance, top: Self.shown)
                .contains { suits($0.shade, photo.truth) }
            return Answer(item: item(photo, .read(reading)))
        } catch {
            return Answer(
                item: item(photo, Self.outcome(of: error)),
                complaint: "\(Terminal.safe(photo.name)): \(error.code.string): \(error.message)")
        }
    }

    private func item(_ photo: AuditPhoto, _ outcome: AuditItem.Outcome) -> AuditItem {
        AuditItem(
            truth: photo.truth, outcome: outcome, isServable: matcher.shades.contains { suits($0, photo.truth) })
    }

    private func suits(_ shade: Shade, _ skin: Lab<D65>) -> Bool { shade.lab.deltaE00(to: skin) <= tolerance }

    private static func outcome(of error: AnalysisError) -> AuditItem.Outcome {
        switch error.code {
        case .image: .unreadable(error.code.string)
        case .noFace: .noFace
        case .faceTooSmall, .monochrome, .invalidLandmarks, .invalidReference: .failed(error.code.string)
        }
    }
}
