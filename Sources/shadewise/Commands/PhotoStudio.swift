import ArgumentParser
import ColorScience
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

    /// Those with a face, in the order given; never empty. Six bytes a pixel each, of at most a million pixels.
    let photos: [Photo]

    /// Names photos without a usable face on standard error and leaves them out.
    /// - Parameter most: photos that are wanted; no more are worked through than it takes to have them.
    /// - Throws: `ExitCode(1)`, after saying so, when none is left.
    init(_ paths: [String], networks: FaceAnalyzer, most: Int = .max) throws {
        let analyzer = PhotoAnalyzer(networks: networks)
        var rest = paths.makeIterator()
        var photos: [Photo] = []
        var progress = BatchProgress(total: paths.count)
        OrderedWork<String, Result<Photo, AnalysisError>>.run(
            threads: min(paths.count, most, Cores.available), next: { rest.next() },
            work: { path in Result { () throws(AnalysisError) in try Self.photo(path, analyzer) } },
            emit: { result in
                progress.advance()
                switch result {
                case .success(let photo): photos.append(photo)
                case .failure(let error):
                    progress.clear()
                    Terminal.complain("\(Terminal.safe(paths[progress.done - 1])): left out: \(error.message)")
                }
                return photos.count < most
            })
        progress.clear()
        guard !photos.isEmpty else {
            Terminal.complain("no photo with a usable face is left")
            throw ExitCode(1)
        }
        self.photos = photos
        let lightest = lightest
        for photo in photos where photo.face.lightestSkin < min(lightest.face.lightestSkin, Self.lightestDrawn) {
            Terminal.complain(
                "\(Terminal.safe(photo.name)): left out of portraits lighter than L* "
                    + "\(photo.face.lightestSkin.text(0)), in which its noise would show")
        }
    }

    /// The photo whose turn it is, or the next one that can show such skin; where none can, that of the lightest skin.
    func photo(_ index: Int, for skin: Lab<D65>) -> Photo {
        let turns = photos.indices.lazy.map { photos[(index + $0) % photos.count] }
        return turns.first { skin.lightness <= $0.face.lightestSkin } ?? lightest
    }

    /// L* of the lightest skin that sets draw.
    private static let lightestDrawn = 74.0

    private var lightest: Photo {
        photos.dropFirst().reduce(photos[0]) { $1.face.lightestSkin > $0.face.lightestSkin ? $1 : $0 }
    }

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
