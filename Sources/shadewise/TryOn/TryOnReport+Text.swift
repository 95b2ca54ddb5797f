import Foundation
import Reports
import SkinTone

extension TryOnReport {
    /// For people.
    /// - Parameter isMarked: Whether marks were drawn where stripes end.
    func text(of analysis: PhotoAnalysis, isMarked: Bool) -> String {
        let lit = light == "photo" ? "under the photo's own light" : "as by daylight, as bright as the photo"
        var lines = ["\(Terminal.safe(out)): \(width) × \(height)"] + layers.map(\.text)
        lines.append(
            "  shown \(lit); the skin, which light and exposure are read off, is known within ΔE00 \(radius90.text()) "
                + "(9 of 10)")
        if isMarked { lines.append("  white lines go on where each stripe ends: they are no make-up") }
        let several = analysis.capture.issues.first { $0.code == .severalFaces }
        if let several, let box = face?.box {
            let (place, size) = (box[..<2].map { $0.text(0) }, box[2...].map { $0.text(0) })
            lines.append(
                "  Face     the largest of \(several.value.text(0)) was painted: \(size.joined(separator: " × ")) "
                    + "pixels at \(place.joined(separator: ", "))")
        }
        lines += SkinText.english.advice(on: analysis.capture)
        let losses = out.lowercased().hasSuffix(".png") ? "" : ", before JPEG's own losses"
        lines.append(
            "  \((100 * changed.share).text()) % of the photo's pixels changed\(losses); nothing smoothed or reshaped")
        if flattened { lines.append("  Photo    transparency was laid over white: what lets it through has not the file's own code") }
        return lines.joined(separator: "\n")
    }
}

extension TryOnReport.Layer {
    /// For people.
    var text: String {
        let role = role.map { $0 + ": " } ?? ""
        let heading = "  \(role)\(category) on \(zone.words): \(Terminal.safe(name)), "
        guard applied else { return heading + "not on the picture" }
        let amount = "\((intensity * 100).text(0)) %"
        guard intensity > 0 else { return heading + amount }
        let hidden =
            warning == "mostly_hidden"
            ? ", on only \((100 * (shown ?? 0)).text(0)) % of its place: the rest is hidden or out of the picture" : ""
        return heading + amount + ", its colour right within ΔE00 \(shownWithin.text()) (9 of 10)" + hidden
    }
}

extension String {
    /// `innerStripe` as people write it: inner stripe.
    fileprivate var words: String {
        map { $0.isUppercase ? " \($0.lowercased())" : String($0) }.joined()
    }
}
