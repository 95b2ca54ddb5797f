import ColorKernels
import ColorScience
import FaceMesh
import Imaging

/// What geometry and histogram tell about a photo at once, in the units of the policy file.
enum CaptureMeasurements {
    static func all(
        patch: FacePatch, sampler: SkinSampler, reading: SkinReading, light: LightEstimate, pose: FacePose, faces: Int
    ) -> [CaptureIssue.Code: Double] {
        let clipped = max(sampler.clippedShare(of: SkinRegion.allCases), clippedShare(of: reading, in: sampler))
        var values: [CaptureIssue.Code: Double] = [
            .severalFaces: Double(faces),
            .poseTooOblique: obliqueness(of: pose),
            .lightingDark: max(patch.overview.brightestHundredth, whites(in: light.evidence)),
            .lightingBright: brightness(of: reading, clipped: clipped),
            .clipped: clipped,
            .colorCast: light.strangeness,
        ]
        values[.blurred] = edgeWidth(in: patch)
        if let surface = sampler.surface {
            values[.lightingUneven] = surface.unevenness
            values[.occluded] = surface.cover
            values[.makeupSuspected] = surface.makeUp
            values[.filterSuspected] = surface.fineTexture
        }
        return values
    }

    /// What a refusal goes by where a warning goes by the whole face, too: only the site is read, and a forehead that is
    /// washed out, as very light ones are first, takes nothing from it.
    static func refusing(sampler: SkinSampler, reading: SkinReading) -> [CaptureIssue.Code: Double] {
        let clipped = clippedShare(of: reading, in: sampler)
        return [.lightingBright: brightness(of: reading, clipped: clipped), .clipped: clipped]
    }

    /// Of jaw and lower cheek, and of what was read in their place where a beard, shade or clipping itself hides them,
    /// the larger share.
    private static func clippedShare(of reading: SkinReading, in sampler: SkinSampler) -> Double {
        max(sampler.clippedShare(of: SkinRegion.site), sampler.clippedShare(of: reading.siteRegions))
    }

    /// Degrees. A head tilted to the shoulder shows both cheeks to the same light: half of it counts.
    private static func obliqueness(of pose: FacePose) -> Double {
        max(abs(pose.yaw), abs(pose.pitch), abs(pose.roll) / 2)
    }

    /// Encoded brightness, 0...1, of the eyes' whites as they are seen; 0 when no eye is in view. They are much the same
    /// for everyone, so deep skin before a dark wall is not taken for darkness.
    private static func whites(in evidence: LightEvidence) -> Double {
        evidence.readings[.whites].map { encoded(min(exponential($0.y - evidence.lidShade), 1)) } ?? 0
    }

    /// Encoded value, 0...1, of the site's brightest channel. Of skin that is clipped for the most part, what is left
    /// to read is the darker rest.
    private static func brightness(of reading: SkinReading, clipped: Double) -> Double {
        let color = reading.site.lab.srgb8Clamping()
        return clipped >= 0.5 ? 1 : Double(max(color.red, color.green, color.blue)) / 255
    }

    /// What a perfectly sharp step has after sampling, measured on drawn faces: standard deviation in pixels.
    private static let pixelSigma = 0.75

    /// Width of the sharpest edges around eyes and brows, as a share of the face's width.
    ///
    /// A step blurred by a Gaussian of standard deviation σ has its steepest slope at height/(σ·√2π); so the height of
    /// what is seen there over the steepest slopes tells σ, whatever the contrast. The pixels' own width is taken off,
    /// so that a small face is not blurred for being small.
    private static func edgeWidth(in patch: FacePatch) -> Double? {
        let outlines = [FaceTemplate.rightEye, FaceTemplate.leftEye, FaceTemplate.rightBrow, FaceTemplate.leftBrow]
        // Each pixel is looked at beside its neighbours.
        let mask = patch.mask(outlines.map { patch.landmarks.ring($0, grownBy: 1.4) }, margin: 1)
        guard mask.frame.width > 0, mask.frame.height > 0 else { return nil }
        let light = LabPlanes(srgb8: patch.image.cropped(to: mask.frame).pixels).lightness
        let (slopes, values) = slopes(of: light, in: mask)
        guard let steep = slopes.quantile(0.98), let bright = values.quantile(0.95),
            let dark = values.quantile(0.05), steep > 0, bright - dark > 2
        else { return nil }
        let sigma = Double((bright - dark) / steep) / 2.5066
        return max(sigma * sigma - pixelSigma * pixelSigma, 0).squareRoot() / Double(patch.landmarks.box.width)
    }

    /// Steepness and lightness of a mask's pixels but for those on its frame's rim. Bound by loads and stores alike,
    /// six and two a pixel.
    private static func slopes(of light: [Float], in mask: PixelMask) -> (slopes: [Float], values: [Float]) {
        let (width, height) = (mask.frame.width, mask.frame.height)
        precondition(light.count == mask.bytes.count, "every pixel has its lightness")
        var values: [Float] = []
        let slopes = [Float](unsafeUninitializedCapacity: light.count) { slopes, count in
            values = [Float](unsafeUninitializedCapacity: light.count) { values, end in
                light.withUnsafeBufferPointer { light in
                    mask.bytes.withUnsafeBufferPointer { bytes in
                        for row in stride(from: 1, to: height - 1, by: 1) {
                            for index in row * width + 1..<row * width + max(width - 1, 1) {
                                let dx = (light[index &+ 1] - light[index &- 1]) / 2
                                let dy = (light[index &+ width] - light[index &- width]) / 2
                                slopes[end] = (dx * dx + dy * dy).squareRoot()
                                values[end] = light[index]
                                end &+= bytes[index] == 0 ? 0 : 1
                            }
                        }
                    }
                }
                count = end
            }
        }
        return (slopes, values)
    }
}
