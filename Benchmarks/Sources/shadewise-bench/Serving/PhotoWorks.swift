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

/// Photos' files to pixels, at the size they are read at first. Nothing is kept of them.
final class DecodingWork: Work {
    private let files: [String]

    /// `files`: the photos.
    init(_ request: Request) throws { files = try request.files.required("files") }

    func run() throws {
        for file in files { keep(try OpenedPhoto(EncodedImage(contentsOf: file))) }
    }

    func result() -> WorkResult { WorkResult() }
}
