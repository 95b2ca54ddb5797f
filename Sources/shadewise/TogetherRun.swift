import ArgumentParser
import FaceMesh
import Foundation
import Reports
import SkinTone

/// `--together`: several photos of one person make one belief, and one answer.
///
/// Photos that are not good enough are told of and left out, as long as another is. A photo given again says nothing
/// new and counts once, whatever its file is called.
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
                all.reports.append(AnalysisReport(path: file.path, analysis: analysis, versions: reader.versions))
                // As a consultation knows them again: the same picture gives the same figures.
                guard let same = all.photos.first(where: { $0.analysis.evidence == analysis.evidence }) else {
                    all.photos.append((file.path, analysis))
                    return
                }
                all.repeated.append(TogetherReport.Repeated(path: file.path, sameAs: same.path))
                Terminal.complain(
                    "\(Terminal.safe(file.path)): the same photo as \(Terminal.safe(same.path)), which counts once")
            case .failure(let error):
                let (report, complaint) = reader.failure(of: file, error)
                all.reports.append(report)
                Terminal.complain(complaint)
            }
        }
        let photos = all.photos
        var hasFailed = photos.count + all.repeated.count < images.count
        guard !photos.isEmpty else {
            Terminal.complain("no photo could be read")
            throw ExitCode(1)
        }
        let good = photos.filter { $0.analysis.capture.isUsable }
        let isMatched = reader.matching != nil && (!good.isEmpty || reader.matching?.force == true)
        for photo in photos where !good.isEmpty && !photo.analysis.capture.isUsable {
            let purpose = reader.matching == nil ? "count" : "match"
            Terminal.complain(
                PhotoReader.refusal(of: photo.path, photo.analysis.capture, to: purpose) + " It is left out.")
        }
        let taken = good.isEmpty ? photos : good
        let used = taken.map(\.analysis)
        let belief = SkinBelief(together: used)
        let contradiction = PhotoContradiction(among: used.map(\.belief))
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
            if !all.repeated.isEmpty { report.repeated = all.repeated }
            report.contradiction = contradiction.map { TogetherReport.Contradiction($0, among: taken.map(\.path)) }
            if let ranking, let matching = reader.matching { report.match = MatchReport(ranking, matching: matching) }
            print(jsonLine(report))
        case .text:
            print(Terminal.bold(used.count == 1 ? "1 photo" : "\(used.count) photos together"))
            print(SkinText.english.summary(of: belief))
            if let contradiction {
                let (first, second) = (taken[contradiction.first].path, taken[contradiction.second].path)
                print("  Note     " + Terminal.safe(PhotoContradiction.advice(first, second)))
            }
            for photo in photos where !photo.analysis.capture.issues.isEmpty {
                print(Terminal.bold(SkinText.title(of: photo.path)))
                print(SkinText.english.advice(on: photo.analysis.capture).joined(separator: "\n"))
            }
            if let ranking, let matching = reader.matching { print(MatchText.table(of: ranking, matching: matching)) }
        }
        if hasFailed { throw ExitCode(1) }
    }
}

/// Touched only while `Batch` emits, which is one at a time.
private final class Gathered: @unchecked Sendable {
    /// Those that could be read, each once.
    var photos: [(path: String, analysis: PhotoAnalysis)] = []
    var repeated: [TogetherReport.Repeated] = []
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
    /// Photos that were given before, and count for nothing more; left out where there are none.
    var repeated: [Repeated]?
    /// The two of those used that agree least, where they hardly agree.
    var contradiction: Contradiction?
    var skin: Skin
    var match: MatchReport?

    struct Repeated: Encodable {
        var path: String
        var sameAs: String
    }

    struct Contradiction: Encodable {
        /// The two, by their paths.
        var photos: [String]
        /// How far their own beliefs lie apart, in standard deviations, and from where on that is said.
        var distance: Double
        var limit: Double
        var advice: String

        /// - Parameter paths: of the photos used.
        init(_ contradiction: PhotoContradiction, among paths: [String]) {
            let (first, second) = (paths[contradiction.first], paths[contradiction.second])
            photos = [first, second]
            distance = contradiction.distance.rounded(to: 2)
            limit = PhotoContradiction.limit
            advice = PhotoContradiction.advice(first, second)
        }
    }

    init(photos: [AnalysisReport], used: Int, belief: SkinBelief, versions: AnalysisReport.Versions) {
        (self.photos, self.used, self.versions) = (photos, used, versions)
        skin = Skin(belief)
    }
}
