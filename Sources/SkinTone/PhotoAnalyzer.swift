import ColorScience
public import FaceMesh
public import Imaging

/// From a picture's bytes to a belief about the skin in it. One analyzer serves any number of threads at once.
public struct PhotoAnalyzer: Sendable {
    /// Width in pixels below which a face is read again, finer, when the file holds more detail.
    ///
    /// The mesh looks at 192 pixels across one and a half times the face, 128 for the face itself; down to three
    /// quarters of that it reads what a second decoding would show it, for half the time.
    static let fineFaceWidth: Float = 96

    /// Long side, in pixels, that a picture is at least read at first, whatever its size.
    ///
    /// At that, a face is fine enough from a fifth of the picture's side; selfies' are about half. Smaller ones are
    /// decoded again around the face.
    public static let workingSide = 500

    /// Not asked where a caller brings landmarks.
    public let networks: FaceAnalyzer
    /// What `PhotoAnalysis.capture` is judged by.
    public let policy: CapturePolicy
    /// What beliefs rely on to tell light from skin.
    public let factors: Set<LightFactor>
    /// How these follow light and skin.
    public let model: LightModel

    public init(
        networks: FaceAnalyzer, policy: CapturePolicy = .standard, factors: Set<LightFactor> = LightFactor.relied,
        model: LightModel = .standard
    ) {
        self.networks = networks
        self.policy = policy
        self.factors = factors
        self.model = model
    }
}

extension PhotoAnalyzer {
    /// Reads one photo.
    ///
    /// - Parameters:
    ///   - landmarks: a caller's own, in pixels of the upright picture at full size; the networks then are not asked.
    ///   - reference: something of known colour in the same light as the face.
    /// - Throws: `AnalysisError` with the code and the remedy.
    /// - Complexity: O(pixels of the picture as decoded), no matter how large a baseline JPEG is.
    public func analyze(
        _ encoded: EncodedImage, landmarks: FaceLandmarks? = nil, reference: ReferenceSurface? = nil
    ) throws(AnalysisError) -> PhotoAnalysis {
        try analyze(OpenedPhoto(encoded), landmarks: landmarks, reference: reference)
    }

    /// Reads one photo that is decoded already.
    /// - Throws: `AnalysisError` with the code and the remedy.
    public func analyze(
        _ photo: OpenedPhoto, landmarks: FaceLandmarks? = nil, reference: ReferenceSurface? = nil
    ) throws(AnalysisError) -> PhotoAnalysis {
        let clock = ContinuousClock()
        let (encoded, decoded, start) = (photo.encoded, photo.decoded, clock.now)
        var view = try face(in: decoded, landmarks: landmarks)
        let around = view
        let fullWidth = Double(view.landmarks.box.width) / decoded.scale
        guard fullWidth >= policy.minimumFaceWidth else {
            throw AnalysisError(
                code: .faceTooSmall,
                message: (view.faces > 1 ? "The clearest of several faces is " : "The face is ")
                    + "\(Int(fullWidth)) pixels wide and \(Int(policy.minimumFaceWidth)) are needed; "
                    + (view.faces > 1 ? "photograph one person, closer" : "come closer")
                    + ", or send the photo in its full size.")
        }
        if view.landmarks.box.width < Self.fineFaceWidth, decoded.scale < 1 {
            do { view = try closer(view, of: encoded, reread: landmarks == nil) } catch { throw AnalysisError(error) }
        }
        let facedAt = clock.now
        var known: ReferenceReading?
        if let reference { known = try reference.reading(in: encoded, beside: view.fullSizeLandmarks) }
        var analysis = try skin(in: view, around: around, of: encoded.info, reference: known)
        analysis.timing = PhotoAnalysis.Timing(
            decode: photo.decodingTime, face: facedAt - start, skin: clock.now - facedAt)
        return analysis
    }

    /// Goes through everything once, with a picture of nothing but skin.
    ///
    /// A process's first photo takes twice as long as the next one: tables are made, types put together and memory
    /// fetched when they are first needed. A caller that waits for its first photo to be decoded can have that behind
    /// it.
    /// - Returns: What to go on rehearsing with; `nil` should the picture not pass for skin, which a caller may ignore:
    ///   what came before is rehearsed all the same.
    public func rehearse() -> PhotoAnalysis? {
        let (width, height) = (288, 352)
        var image = RGBImage(width: width, height: height, gray: 110)
        for red in stride(from: 0, to: image.pixels.count, by: 3) { image.pixels[red] = 160 }
        let face = FaceLandmarks(points: FaceTemplate.vertices.map { $0 * 75 + SIMD3(144, 176, 0) })
        let eyes = [SIMD2<Float>(105, 140), SIMD2(183, 140)]
        let detection = FaceDetection(score: 1, box: face.box, keypoints: eyes)
        _ = networks.detectFaces(in: image)
        _ = networks.landmarks(in: image, of: detection)
        let view = View(
            picture: DecodedImage(image: image), detection: detection, landmarks: face, score: 1, faces: 1)
        let info = ImageInfo(
            format: .png, width: width, height: height, orientation: 1, profile: "sRGB", isMonochrome: false)
        return try? skin(in: view, around: view, of: info)
    }

    /// What a face's pixels say, once it is found.
    /// - Parameter around: the whole picture, where `view` shows a part of it.
    private func skin(
        in view: View, around: View, of info: ImageInfo, reference: ReferenceReading? = nil
    ) throws(AnalysisError) -> PhotoAnalysis {
        guard let patch = FacePatch(of: view.picture.image, landmarks: view.landmarks) else {
            // Landmarks that the networks found are no mistake of the caller's.
            throw view.detection == nil ? Self.outside : Self.cutOff
        }
        if info.isMonochrome || patch.overview.isMonochrome {
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
        // The gate wants the eyes' whites, whatever beliefs rely on.
        var evidence = LightEvidence(
            of: factors.union([.whites]), picture: around.picture.image,
            faces: [around.landmarks] + around.others, patch: patch, reading: reading)
        evidence.reference = reference
        evidence.flash = info.flash ?? (info.lightSource == .flash)
        let seen = reading.site.lab.xyz.linearSRGB.sceneLogarithms
        let observation = SkinObservation(
            seen: seen, light: model.belief(site: seen, evidence: evidence, relying: factors))
        let belief = SkinBelief([observation])
        let light = LightEstimate(
            site: seen, skin: belief.gaussian.mean, evidence: evidence, model: model)
        let capture = CaptureReport(
            measurements: CaptureMeasurements.all(
                patch: patch, sampler: sampler, reading: reading, light: light, pose: pose, faces: view.faces),
            refusing: CaptureMeasurements.refusing(sampler: sampler, reading: reading), policy: policy)
        return PhotoAnalysis(
            info: info, face: PhotoAnalysis.Face(score: view.score, box: view.fullSizeBox, pose: pose),
            landmarks: view.fullSizeLandmarks, detection: view.fullSizeDetection, capture: capture, reading: reading,
            light: light, belief: belief, observation: observation)
    }

    private static let outside = AnalysisError(
        code: .invalidLandmarks,
        message: "The landmarks lie outside the picture; give them in pixels of the upright picture at full size.")
    private static let cutOff = AnalysisError(
        code: .noFace,
        message: "Hardly any of the face is in the picture; take the photo again with all of it in view.")

    /// A face in some decoded view of the picture.
    private struct View {
        var picture: DecodedImage
        var detection: FaceDetection?
        var landmarks: FaceLandmarks
        var score: Double
        /// How many the photo may be of.
        var faces: Int
        /// Other faces in the picture as it was first decoded.
        var others: [FaceLandmarks] = []

        var fullSizeLandmarks: FaceLandmarks {
            landmarks.mapped(
                scale: Float(1 / picture.scale),
                offset: SIMD2(Float(-picture.origin.x), Float(-picture.origin.y)) * Float(picture.scale))
        }

        var fullSizeBox: Rectangle { fullSizeLandmarks.box }

        var fullSizeDetection: FaceDetection? {
            let origin = SIMD2(Float(picture.origin.x), Float(picture.origin.y))
            return detection?.mapped { $0 / Float(picture.scale) + origin }
        }
    }

    private func face(in decoded: DecodedImage, landmarks: FaceLandmarks?) throws(AnalysisError) -> View {
        if let landmarks {
            let own = landmarks.mapped(scale: Float(decoded.scale))
            guard own.mayLie(in: decoded.image) else { throw Self.outside }
            return View(picture: decoded, detection: nil, landmarks: own, score: 1, faces: 1)
        }
        let readable = Float(policy.minimumFaceWidth * decoded.scale)
        let finder = FaceFinder(networks: networks, readableWidth: readable)
        guard let (face, others) = finder.foremostFace(in: decoded.image) else {
            throw AnalysisError(
                code: .noFace,
                message: "No face was found; send a photo of one person, face uncovered and looking into the camera.")
        }
        return View(
            picture: decoded, detection: face.detection, landmarks: face.landmarks,
            score: Double(face.detection.score), faces: 1 + FaceFinder.rivals(of: face, among: others),
            others: others.map(\.landmarks))
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
        finer.detection = view.detection?.mapped { ($0 - offset) * scale }
        finer.landmarks = view.landmarks.mapped(scale: scale, offset: offset)
        if reread, let detection = finer.detection {
            let sharper = networks.landmarks(in: picture.image, of: detection)
            if sharper.presence >= FaceFinder.presence, sharper.mayLie(in: picture.image) { finer.landmarks = sharper }
        }
        return finer
    }
}
