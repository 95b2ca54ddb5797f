import ArgumentParser
import FaceMesh
import Foundation
import Imaging
import Portraits
import SkinTone

/// Real photos that portraits are made of: each decoded, read and cut out once, however often it is relit.
struct PhotoStudio: Sendable {
    struct Photo: Sendable {
        /// The file's name, without its folder.
        var name: String
        var face: FacePhoto
    }

    /// Those with a face, in the order given; never empty. About 3 MB each.
    let photos: [Photo]

    /// Names photos without a usable face on standard error and leaves them out.
    /// - Throws: `ExitCode(1)`, after saying so, when none is left.
    init(_ paths: [String], networks: FaceAnalyzer) throws {
        let analyzer = PhotoAnalyzer(networks: networks)
        var rest = paths.makeIterator()
        var photos: [Photo] = []
        var progress = BatchProgress(total: paths.count)
        OrderedWork<String, Result<Photo, AnalysisError>>.run(
            threads: min(paths.count, Cores.available), next: { rest.next() },
            work: { path in Result { () throws(AnalysisError) in try Self.photo(path, analyzer) } },
            emit: { result in
                progress.advance()
                switch result {
                case .success(let photo): photos.append(photo)
                case .failure(let error):
                    progress.clear()
                    Terminal.complain("\(Terminal.safe(paths[progress.done - 1])): left out: \(error.message)")
                }
                return true
            })
        progress.clear()
        guard !photos.isEmpty else {
            Terminal.complain("no photo with a usable face is left")
            throw ExitCode(1)
        }
        self.photos = photos
    }

    /// Photos take turns.
    func photo(_ turn: Int) -> Photo { photos[turn % photos.count] }

    private static func photo(_ path: String, _ analyzer: PhotoAnalyzer) throws(AnalysisError) -> Photo {
        let (encoded, decoded): (EncodedImage, DecodedImage)
        do throws(ImagingError) {
            encoded = try PhotoFile.read(path).get()
            decoded = try encoded.decoded(minimumLongSide: FacePhoto.longSide)
        } catch { throw AnalysisError(error) }
        let analysis = try analyzer.analyze(encoded)
        let landmarks = analysis.landmarks.mapped(
            scale: Float(decoded.scale), offset: SIMD2(Float(decoded.origin.x), Float(decoded.origin.y)))
        return Photo(
            name: URL(filePath: path).lastPathComponent,
            face: FacePhoto(decoded.image, landmarks: landmarks, site: analysis.reading.site.lab))
    }
}
