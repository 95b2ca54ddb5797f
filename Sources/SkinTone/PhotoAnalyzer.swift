import ColorKernels
public import FaceMesh
public import Imaging

/// From a picture's bytes to a belief about the skin in it. One analyzer serves any number of threads at once.
public struct PhotoAnalyzer: Sendable {
    /// Least long side, in pixels, that a larger picture is read at when its face is not small in it: what phones send
    /// is then decoded at a quarter.
    public static let workingSide = 800
    /// Width in pixels below which a face is read again, finer, when the file holds more detail.
    static let fineFaceWidth: Float = 192

    public let networks: FaceAnalyzer
    public let policy: CapturePolicy

    public init(networks: FaceAnalyzer, policy: CapturePolicy = .standard) {
        self.networks = networks
        self.policy = policy
    }
}

extension PhotoAnalyzer {
    /// Reads one photo.
    ///
    /// - Parameter landmarks: a caller's own, in pixels of the upright picture at full size; the networks then are not
    ///   asked.
    /// - Throws: `AnalysisError` with the code and the remedy.
    /// - Complexity: O(pixels of the picture as decoded), no matter how large a baseline JPEG is.
    public func analyze(
        _ encoded: EncodedImage, landmarks: FaceLandmarks? = nil
    ) throws(AnalysisError) -> PhotoAnalysis {
        try analyze(OpenedPhoto(encoded), landmarks: landmarks)
    }

    /// Reads one photo that is decoded already.
    public func analyze(_ photo: OpenedPhoto, landmarks: FaceLandmarks? = nil) throws(AnalysisError) -> PhotoAnalysis {
        let clock = ContinuousClock()
        let (encoded, decoded, start) = (photo.encoded, photo.decoded, clock.now)
        var view = try face(in: decoded, landmarks: landmarks)
        let fullWidth = Double(view.landmarks.box.width) / decoded.scale
        guard fullWidth >= policy.minimumFaceWidth else {
            throw AnalysisError(
                code: .faceTooSmall,
                message: "The face is \(Int(fullWidth)) pixels wide and \(Int(policy.minimumFaceWidth)) are needed; "
                    + "come closer, or send the photo in its full size.")
        }
        if view.landmarks.box.width < Self.fineFaceWidth, decoded.scale < 1 {
            do { view = try closer(view, of: encoded, reread: landmarks == nil) } catch { throw AnalysisError(error) }
        }
        let facedAt = clock.now

        guard let patch = FacePatch(of: view.picture.image, landmarks: view.landmarks) else { throw Self.outside }
        if encoded.info.isMonochrome || patch.isMonochrome {
            throw AnalysisError(
                code: .monochrome,
                message: "The photo has no colour; send the original, without a black-and-white filter.")
        }
        guard let sampler = SkinSampler(patch), let reading = SkinReading(sampler) else {
            throw AnalysisError(
                code: .noFace,
                message: "A face was found but no clear skin on it; take the photo again, face uncovered.")
        }
        let pose = view.landmarks.pose
        let belief = SkinBelief(
            reading: reading, model: CaptureModel(brightness: CaptureMeasurements.brightness(of: patch)))
        let capture = CaptureReport(
            measurements: CaptureMeasurements.all(
                patch: patch, sampler: sampler, reading: reading, belief: belief, pose: pose, faces: view.faces),
            policy: policy)
        let done = clock.now
        return PhotoAnalysis(
            info: encoded.info,
            face: PhotoAnalysis.Face(score: view.score, box: view.fullSizeBox, pose: pose),
            landmarks: view.fullSizeLandmarks, capture: capture, reading: reading, belief: belief,
            timing: PhotoAnalysis.Timing(
                decode: photo.decodingTime, face: facedAt - start, skin: done - facedAt))
    }

    private static let outside = AnalysisError(
        code: .invalidLandmarks,
        message: "The landmarks lie outside the picture; give them in pixels of the upright picture at full size.")

    /// A face in some decoded view of the picture.
    private struct View {
        var picture: DecodedImage
        var detection: FaceDetection?
        var landmarks: FaceLandmarks
        var score: Double
        var faces: Int

        var fullSizeLandmarks: FaceLandmarks {
            landmarks.mapped(
                scale: Float(1 / picture.scale),
                offset: SIMD2(Float(-picture.origin.x), Float(-picture.origin.y)) * Float(picture.scale))
        }

        var fullSizeBox: Rectangle { fullSizeLandmarks.box }
    }

    private func face(in decoded: DecodedImage, landmarks: FaceLandmarks?) throws(AnalysisError) -> View {
        if let landmarks {
            let own = landmarks.mapped(scale: Float(decoded.scale))
            let box = own.box
            // A face may reach beyond the picture, but not be several times as large.
            let (width, height) = (Float(decoded.image.width), Float(decoded.image.height))
            let isInside =
                box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0
                && (1...2 * width).contains(box.width) && (1...2 * height).contains(box.height)
            guard isInside else { throw Self.outside }
            return View(picture: decoded, detection: nil, landmarks: own, score: 1, faces: 1)
        }
        let faces = FaceFinder(networks: networks).faces(in: decoded.image)
        guard let largest = faces.first else {
            throw AnalysisError(
                code: .noFace,
                message: "No face was found; send a photo of one person, face uncovered and looking into the camera.")
        }
        // Passers-by far behind and doubtful finds do not make a photo ambiguous: only sure faces of at least a third
        // of the width count beside the first.
        let rivals = faces.dropFirst().count {
            $0.landmarks.box.width >= largest.landmarks.box.width / 3
                && $0.landmarks.presence >= FaceFinder.surePresence
        }
        return View(
            picture: decoded, detection: largest.detection, landmarks: largest.landmarks,
            score: Double(largest.detection.score), faces: 1 + rivals)
    }

    /// Decodes again, finer, around the face only.
    private func closer(_ view: View, of encoded: EncodedImage, reread: Bool) throws(ImagingError) -> View {
        let box = view.fullSizeBox
        let region = PixelRegion(
            x: Int(box.x - 0.5 * box.width), y: Int(box.y - 0.6 * box.height), width: Int(2 * box.width),
            height: Int(2.3 * box.height))
        let finest = min(1, 1.4 * FacePatch.faceWidth / box.width)
        let picture = try encoded.decoded(
            region: region, minimumLongSide: Int(Float(max(region.width, region.height)) * finest))
        let scale = Float(picture.scale / view.picture.scale)
        let offset = SIMD2(Float(picture.origin.x), Float(picture.origin.y)) * Float(view.picture.scale)
        var finer = view
        finer.picture = picture
        finer.detection = view.detection?.mapped(scale: scale, offset: offset)
        finer.landmarks = view.landmarks.mapped(scale: scale, offset: offset)
        if reread, let detection = finer.detection {
            let sharper = networks.landmarks(in: picture.image, of: detection)
            if sharper.presence >= FaceFinder.presence { finer.landmarks = sharper }
        }
        return finer
    }
}

extension FacePatch {
    /// Whether next to nothing in the patch has colour, as in a black-and-white photo saved as a colour file.
    var isMonochrome: Bool {
        var colourful = 0
        for index in 0..<lab.count where lab.a[index] * lab.a[index] + lab.b[index] * lab.b[index] > 16 {
            colourful += 1
        }
        return colourful * 50 < lab.count
    }
}
