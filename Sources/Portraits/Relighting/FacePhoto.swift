public import ColorScience
public import FaceMesh
public import Imaging

/// A real photo of one face, ready to be shown with other skin under other light.
///
/// The photo counts as correctly exposed and balanced: what is left of its own error is part of how hard it is.
public struct FacePhoto: Sendable {
    /// Long side in pixels that photos are reduced to: about what a selfie's reading looks at.
    public static let longSide = 1_000

    /// At most `longSide` long.
    let image: RGBImage
    /// In pixels of `image`.
    public let landmarks: FaceLandmarks
    /// What jaw and lower cheek look like, in linear sRGB.
    let site: Vector3
    /// What the photo's own lips make of its own skin's colour.
    let lips: Vector3
    let matte: SkinMatte

    /// - Parameters:
    ///   - image: the upright picture.
    ///   - landmarks: in pixels of `image`.
    ///   - site: the median colour seen at jaw and lower cheek.
    /// - Complexity: O(pixels of the reduced picture), some 30 passes.
    public init(_ image: RGBImage, landmarks: FaceLandmarks, site: Lab<D65>) {
        let long = max(image.width, image.height)
        let scale = min(1, Double(Self.longSide) / Double(long))
        func reduced(_ side: Int) -> Int { max(1, Int((Double(side) * scale).rounded())) }
        self.image = image.resized(width: reduced(image.width), height: reduced(image.height))
        self.landmarks = landmarks.mapped(scale: Float(scale))
        self.site = reflectance(site, atLeast: 0.002)
        lips = SceneColors.lips(of: SkinSpectrum(site), capture: PortraitCapture())
        matte = SkinMatte(of: self.image, landmarks: self.landmarks, site: self.site)
    }

    /// L* up to which the photo can show skin: lighter by more than this, noise turns into speckle and codes into steps.
    public var lightestSkin: Double {
        XYZ<D65>(x: 0, y: min(Self.mostLightening * Double(luminance(site)), 1), z: 0).lab.lightness
    }

    /// Times the light of the photo's own skin.
    private static let mostLightening = 4.0
}
