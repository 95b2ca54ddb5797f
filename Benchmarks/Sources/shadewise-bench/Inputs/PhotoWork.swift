import ColorScience
import FaceMesh
import Foundation
import Imaging
import ShadeCatalog
import SkinTone
import Synchronization

/// From a photo's bytes to its five best foundations, as `shadewise match` does it, without process start and printing.
struct PhotoWork: Sendable {
    let analyzer: PhotoAnalyzer
    let matcher: ShadeMatcher

    init(catalog: String = Repository.sampleCatalog) throws {
        analyzer = PhotoAnalyzer(networks: try FaceAnalyzer(modelsDirectory: Repository.models))
        matcher = try ShadeMatcher(catalog: ShadeCatalog.read(path: catalog), category: .foundation)
    }

    /// - Throws: `AnalysisError` when the photo has no face that can be read.
    func matches(_ encoded: EncodedImage) throws -> (analysis: PhotoAnalysis, shades: [ShadeMatch]) {
        let analysis = try analyzer.analyze(encoded)
        return (analysis, matcher.matches(for: analysis.belief.gaussian))
    }

    /// Works through photos with so many threads, each taking the next one; those without a face count as done.
    func run(_ photos: [EncodedImage], threads: Int) {
        guard threads > 1 else {
            for photo in photos { keep(try? matches(photo)) }
            return
        }
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < photos.count else { return }
                keep(try? matches(photos[index]))
            }
        }
    }
}
