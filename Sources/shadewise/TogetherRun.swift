import ArgumentParser
import FaceMesh
import Foundation
import Reports
import SkinTone

/// `--together`: several photos of one person make one belief, and one answer.
///
/// Photos that are not good enough are told of and left out, as long as another is.
struct TogetherRun {
    let images: [String]
    /// The first of them, being decoded already.
    let first: Ahead<PhotoFile>
    let reader: PhotoReader

    func execute() throws {
        let all = Gathered()
        Batch.run(Array(images.enumerated())) { [reader, first] index, path in
            let file = index == 0 ? first.value : PhotoFile(path: path)
            return (file, Result { () throws(AnalysisError) in try reader.analysis(of: file) })
        } emit: { [reader] file, result in
            switch result {
            case .success(let analysis):
                all.photos.append((file.path, analysis))
                all.reports.append(AnalysisReport(path: file.path, analysis: analysis, versions: reader.versions))
            case .failure(let error):
                let (report, complaint) = reader.failure(of: file, error)
                all.reports.append(report)
                Terminal.complain(complaint)
            }
        }
        let photos = all.photos
        var hasFailed = photos.count < images.count
        guard !photos.isEmpty else {
            Terminal.complain("no photo could be read")
            throw ExitCode(1)
        }
        let good = photos.filter { $0.analysis.capture.isUsable }
        let isMatched = reader.matching != nil && (!good.isEmpty || reader.matching?.force == true)
        for photo in photos where !good.isEmpty && !photo.analysis.capture.isUsable {
            Terminal.complain(PhotoReader.refusal(of: photo.path, photo.analysis.capture) + " It is left out.")
        }
        let used = (good.isEmpty ? photos : good).map(\.analysis)
        let belief = SkinBelief(together: used)
        // What is not skin is read from the photo that shows the face largest.
        let face = used.max { $0.face.box.width < $1.face.box.width }
        let ranking = isMatched ? reader.matching?.ranking(for: belief, of: face) : nil
        if reader.matching != nil, ranking == nil {
            hasFailed = true
            Terminal.complain("none of the photos is good enough to match (--force matches all the same)")
        }
        switch reader.format {
        case .json:
            var report = TogetherReport(
                photos: all.reports, used: used.count, belief: belief, versions: reader.versions)
            if let ranking, let matching = reader.matching { report.match = MatchReport(ranking, matching: matching) }
            print(jsonLine(report))
        case .text:
            print(Terminal.bold("\(used.count) photos together"))
            print(SkinText.summary(of: belief))
            if let ranking, let matching = reader.matching { print(MatchText.table(of: ranking, matching: matching)) }
        }
        if hasFailed { throw ExitCode(1) }
    }
}

/// Touched only while `Batch` emits, which is one at a time.
private final class Gathered: @unchecked Sendable {
    var photos: [(path: String, analysis: PhotoAnalysis)] = []
    var reports: [AnalysisReport] = []
}

/// One person's photos and what they say together.
struct TogetherReport: Encodable {
    let schema = "shadewise/1"
    var versions: AnalysisReport.Versions
    /// As each is reported alone, in the order given.
    var photos: [AnalysisReport]
    /// How many of them the belief stands on.
    var used: Int
    var skin: Skin
    var match: MatchReport?

    init(photos: [AnalysisReport], used: Int, belief: SkinBelief, versions: AnalysisReport.Versions) {
        (self.photos, self.used, self.versions) = (photos, used, versions)
        skin = Skin(belief)
    }
}
