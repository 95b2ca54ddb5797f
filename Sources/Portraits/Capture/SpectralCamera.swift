import ColorScience
import Imaging

/// Sensor noise, white balance as far as it goes, the maker's matrix and tone curve: from the scene's light to bytes.
struct SpectralCamera {
    private let recipe: PortraitRecipe
    private let sensor: [Vector3]
    private let balance: Vector3
    private let matrix: [Vector3]
    private let shot: Float
    private let read: Float
    private let saturation: Float
    private let codes: CodeTable

    /// Balanced signals are cut here, all channels alike: what is too bright turns white, not coloured.
    private static let limit: Float = 1.6

    /// - Parameter recipe: clamped, as `capture` is.
    init(_ recipe: PortraitRecipe, _ capture: PortraitCapture) {
        self.recipe = recipe
        let development = Development(capture, fill: recipe.fill)
        let exposure = Camera.scale(recipe.exposure)
        sensor = development.sensor.columns.map { Vector3($0) * exposure }
        balance = Vector3(development.balance)
        matrix = development.matrix.columns.map { Vector3($0) }
        shot = Float(capture.noise.shot * capture.noise.shot)
        read = Float(capture.noise.read * capture.noise.read)
        saturation = Float(capture.tone.saturation)
        codes = CodeTable(top: 2) { capture.tone.encoding($0) }
    }

    func picture(_ canvas: Canvas) -> RGBImage {
        let (width, height) = (canvas.width, canvas.height)
        var bytes = [UInt8](repeating: 0, count: width * height * 3)
        var random = SplitMix64(seed: recipe.seed, purpose: 51)
        let (zero, limit) = (Vector3.zero, Vector3(repeating: Self.limit))
        canvas.pixels.withUnsafeBufferPointer { pixels in
            bytes.withUnsafeMutableBufferPointer { bytes in
                for index in pixels.indices {
                    let p = pixels[index]
                    var signal = sensor[0] * p.x + sensor[1] * p.y + sensor[2] * p.z
                    signal = signal.replacing(with: zero, where: signal .< zero)
                    let deviation = (signal * shot + Vector3(repeating: read)).squareRoot()
                    signal += deviation * Vector3(random.grain(), random.grain(), random.grain())
                    signal *= balance
                    signal = signal.replacing(with: limit, where: signal .> limit)
                    var light = matrix[0] * signal.x + matrix[1] * signal.y + matrix[2] * signal.z
                    light = mix(Vector3(repeating: luminance(light)), light, saturation)
                    for channel in 0..<3 {
                        bytes[index * 3 + channel] = UInt8((codes.code(light[channel]) + 0.5).rounded(.down))
                    }
                }
            }
        }
        return RGBImage(width: width, height: height, pixels: bytes)
    }
}
