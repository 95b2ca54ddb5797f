import ColorScience

/// How a scene's camera sees a reflectance under its lights, in the linear sRGB that scenes are drawn in.
struct SceneEye: Sendable {
    private let capture: PortraitCapture?
    private let white: SIMD3<Double>

    /// - Parameter capture: without one, the 2° observer under D65.
    init(_ capture: PortraitCapture?) {
        self.capture = capture
        white = capture.map { $0.camera.white(under: $0.key) } ?? SIMD3(repeating: 1)
    }

    func key(_ reflectance: Spectrum) -> Vector3 { seen(reflectance, capture?.key) }
    func second(_ reflectance: Spectrum) -> Vector3 { seen(reflectance, capture?.second) }

    private func seen(_ reflectance: Spectrum, _ light: Illuminant?) -> Vector3 {
        var linear = StandardObserver.linearSRGB(reflectance)
        if let capture, let light {
            linear = capture.camera.matrix * (capture.camera.response(reflectance, under: light) / white)
        }
        // As dark as anything gets: ratios of what is seen are taken.
        return Vector3(linear.replacing(with: 1e-4, where: linear .< 1e-4))
    }
}
