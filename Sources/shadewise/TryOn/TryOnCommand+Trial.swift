import ArgumentParser
import ColorScience
import FaceMesh
import Imaging
import Inputs
import Reports
import ShadeCatalog
import SkinTone
import TryOn

extension TryOnCommand {
    /// What was put on, before it is painted.
    struct Trial {
        /// One a picture.
        let canvases: [FaceCanvas]
        let layers: [WornLayer]
    }

    /// Puts layers on, together or, for a strip, each by itself.
    func trial(
        of layers: [LookLayer], on photo: TriedPhoto, _ read: ReadPhoto, _ refiner: LandmarkRefiner
    ) throws -> Trial {
        // Should a closer look see no face, what the skin was read with has to do.
        let refined = refiner.landmarks(in: photo.image, of: photo.detection, around: photo.landmarks)
        let light = read.analysis.light(asDaylight: asDaylight)
        var bare: FaceCanvas
        do throws(TryOnError) {
            bare = try FaceCanvas(image: photo.image, landmarks: refined?.face ?? photo.landmarks, light: light)
        } catch {
            throw refusal(of: read, error.code, error.message)
        }
        if strip { bare.prepareSkin() }
        var (canvases, worn): ([FaceCanvas], [WornLayer]) = ([], [])
        for look in strip ? layers.map({ [$0] }) : [layers] {
            var canvas = bare
            worn += canvas.wear(look)
            canvases.append(canvas)
        }
        return Trial(canvases: canvases, layers: worn)
    }

    /// The picture asked for, and what of the photo it changes.
    func picture(of trial: Trial, on photo: TriedPhoto) -> (RGBImage, TryOnReport.Changed) {
        let (width, height) = (photo.image.width, photo.image.height)
        if mask {
            let coverage = trial.canvases[0].coverage()
            return (RGBImage(mask: coverage, width: width), TryOnReport.Changed(coverage: coverage, width: width))
        }
        let pictures = trial.canvases.map { canvas in
            var picture = canvas.rendered()
            if foundationStrip { StripeMarks.draw(on: &picture, for: canvas) }
            return picture
        }
        // Marks lie beside the products.
        let parts =
            foundationStrip
            ? [PixelRegion(x: 0, y: 0, width: width, height: height)] : trial.canvases.compactMap(\.touched)
        return (
            hasPanels ? RGBImage(sideBySide: [photo.image] + pictures) : pictures[0],
            TryOnReport.Changed(from: photo.image, to: pictures, within: parts)
        )
    }

    /// Up to three foundations, a stripe each: those given or, without any, the best for the skin believed between the
    /// next lighter and the next darker.
    func stripes(
        _ given: [LookLayer], of catalog: ShadeCatalog, for analysis: PhotoAnalysis
    ) throws -> [(layer: LookLayer, role: FoundationNeighbors.Role?)] {
        guard given.isEmpty else {
            return zip(given, [CosmeticZone.innerStripe, .middleStripe, .outerStripe])
                .map { (layer: $0.moved(to: $1), role: nil) }
        }
        let neighbors = try telling(as: output.format) {
            try FoundationNeighbors(for: analysis.belief.gaussian, in: catalog)
        }
        return neighbors.shades.map { role, shade in
            (layer: LookLayer(shade, as: .foundation).moved(to: role.zone), role: role)
        }
    }
}

extension FoundationNeighbors.Role {
    /// From the nose to the ear.
    fileprivate var zone: CosmeticZone {
        switch self {
        case .lighter: .innerStripe
        case .best: .middleStripe
        case .darker: .outerStripe
        }
    }
}

extension RGBImage {
    /// White where a share is 1, black where it is 0.
    fileprivate init(mask shares: [Float], width: Int) {
        let pixels = [UInt8](unsafeUninitializedCapacity: 3 * shares.count) { pixels, count in
            for (place, share) in shares.enumerated() {
                let level = UInt8((share * 255).rounded())
                for channel in 0..<3 { pixels.initializeElement(at: 3 * place + channel, to: level) }
            }
            count = 3 * shares.count
        }
        self.init(width: width, height: shares.count / width, pixels: pixels)
    }
}
