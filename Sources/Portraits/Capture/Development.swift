import ColorScience

/// A camera's way from what its sensor sees to linear sRGB.
///
/// Scenes are drawn in linear sRGB as the camera would give it if its white balance were right for the main light.
/// Sensor signals follow from that by the matrix' inverse; noise and a wrong white balance belong there.
struct Development {
    /// From the scene's light to sensor signals; white under the main light has green 1.
    let sensor: Matrix3
    /// What white balance multiplies the signals with.
    let balance: SIMD3<Double>
    /// From balanced signals to linear sRGB.
    let matrix: Matrix3

    /// - Parameter fill: share of the light that comes from all around.
    init(_ capture: PortraitCapture, fill: Double) {
        let camera = capture.camera
        matrix = camera.matrix
        let key = camera.white(under: capture.key)
        sensor = Matrix3(diagonal: key / key.y) * camera.matrix.inverse
        // The estimate is for the light there is on the whole; it starts from daylight, for which white is 1.
        let share = fill * capture.mixed + (1 - fill) * capture.secondStrength / (1 + capture.secondStrength)
        let light = key * (1 - share) + camera.white(under: capture.second) * share
        let cast = light / light.y
        var balance = SIMD3<Double>(repeating: 1)
        for channel in 0..<3 { balance[channel] = exponential(-(1 - capture.castLeft) * logarithm(cast[channel])) }
        self.balance = balance
    }

    /// Linear sRGB in the picture, before noise and clipping.
    func linear(_ scene: SIMD3<Double>) -> SIMD3<Double> { matrix * (sensor * scene * balance) }

    /// What the scene's light is multiplied by at exposure 0, so that `skin`, as the scene has it, comes out with the
    /// luminance of its `truth`.
    func gain(skin: Vector3, truth: Lab<D65>) -> Float {
        let seen = linear(SIMD3<Double>(skin))
        let luminance = LinearSRGB(red: seen.x, green: seen.y, blue: seen.z).xyz.y
        return Float(max(truth.xyz.y, 0.001) / max(luminance, 0.001))
    }
}
