import ArgumentParser
import FaceMesh
import Imaging
import Reports
import SkinTone

/// `match --report`: one photo's answer, and a page about it.
struct MatchPageRun {
    let reader: PhotoReader
    let refiner: LandmarkRefiner
    /// Where the page goes.
    let report: String

    /// The answer goes first: the page may still fail.
    /// - Throws: `ExitCode(1)`, after saying why, when the photo gives no match; then there is no page.
    func execute(_ file: PhotoFile) throws {
        // Standard output is the page's alone.
        let place: OutputPlace? = OutputPlace(report)
        let analysis: PhotoAnalysis
        do throws(AnalysisError) { analysis = try reader.analysis(of: file) } catch {
            let (answer, complaint) = reader.failure(of: file, error)
            if reader.format == .json { place.say(jsonLine(answer)) }
            Terminal.complain(complaint)
            throw ExitCode(1)
        }
        let (outcome, ranking) = reader.answer(to: file, analysis)
        place.say(outcome.text)
        let told = Result { try Terminal.flush() }
        guard let ranking, let matching = reader.matching else {
            if let complaint = outcome.complaint { Terminal.complain(complaint) }
            throw ExitCode(1)
        }
        let page: MatchPage
        do throws(AnalysisError) {
            page = try MatchPage(
                file, analysis: analysis, ranking: ranking, matching: matching, versions: reader.versions,
                refiner: refiner)
        } catch {
            Terminal.complain(reader.failure(of: file, error).complaint)
            throw ExitCode(1)
        }
        try writeAtomically(Array(page.html.utf8), to: report, isPrivate: true)
        try told.get()
    }
}
