import ColorScience
import Imaging
import ShadeCatalog
import SkinTone

/// A photo's file to its five best foundations. Result: what was read, what is believed, and the shades.
final class SinglePhotoWork: Work {
    private let work: PhotoWork
    private let path: String
    private var answer: (analysis: PhotoAnalysis, shades: [ShadeMatch])?

    /// `file`: the photo; `second`: a catalog, the sample catalog unless given.
    init(_ request: Request) throws {
        work = try PhotoWork(catalog: request.second ?? Repository.sampleCatalog)
        path = try request.file.required("file")
    }

    func run() throws {
        answer = nil
        answer = try work.matches(EncodedImage(contentsOf: path))
    }

    func result() throws -> WorkResult {
        let (analysis, shades) = try answer.required("a run")
        let (seen, belief) = (analysis.reading.site.lab, analysis.belief.gaussian)
        return WorkResult(
            figures: [
                "seen": [seen.lightness, seen.a, seen.b],
                "mean": [belief.mean.lightness, belief.mean.a, belief.mean.b],
                "covariance": belief.covariance.rows.flatMap { $0 },
                "expected": shades.map(\.deltaE00.expected),
            ],
            words: ["skus": shades.map(\.shade.sku)])
    }
}

/// Many photos' files with some threads. Nothing is kept of the answers.
final class PhotosWork: Work {
    private let work: PhotoWork
    private let photos: [EncodedImage]
    private let threads: Int

    /// `files`: the photos; `threads`: 1 unless given.
    init(_ request: Request) throws {
        work = try PhotoWork()
        photos = try request.files.required("files").map { try EncodedImage(contentsOf: $0) }
        threads = request.threads ?? 1
    }

    func run() { work.run(photos, threads: threads) }

    func result() -> WorkResult { WorkResult() }
}
