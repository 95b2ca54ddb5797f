import ColorScience

/// How one face differs from the next beyond the traits every recipe has.
struct FaceVariety {
    private var length: Float = 0
    private var cheeks: Float = 0
    private var cheekbones: Float = 0
    private var jawAngle: Float = 0
    private var eyeTilt: Float = 0
    private var bridge: Float = 0
    private var noseTip: Float = 0
    private var browRidge: Float = 0
    private var mouthWidth: Float = 0
    private var chinWidth: Float = 0
    /// Faces are a little askew.
    private var skew: Float = 0
    private let isNone: Bool

    init(seed: UInt64, amount: Double) {
        isNone = amount == 0
        guard amount > 0 else { return }
        var random = SplitMix64(seed: seed, purpose: 5)
        let size = Float(amount)
        func draw(_ deviation: Float) -> Float { deviation * size * random.normal() }
        length = draw(0.030)
        cheeks = draw(0.030)
        cheekbones = draw(0.022)
        jawAngle = draw(0.030)
        eyeTilt = draw(0.035)
        bridge = draw(0.045)
        noseTip = draw(0.035)
        browRidge = draw(0.020)
        mouthWidth = draw(0.045)
        chinWidth = draw(0.08)
        skew = draw(0.010)
    }

    func callAsFunction(_ p: Vector3) -> Vector3 {
        guard !isNone else { return p }
        var q = p
        let side: Float = p.x < 0 ? -1 : 1
        let x = abs(p.x)
        q.y = 0.1 + (q.y - 0.1) * (1 + length)
        q.x += side * cheeks * bell((x - 0.95) / 0.3) * bell((p.y - 0.45) / 0.4)
        q.x += side * cheekbones * bell((x - 1.1) / 0.3) * bell((p.y + 0.2) / 0.25)
        q.z -= (cheeks + cheekbones) * 0.6 * bell((x - 0.85) / 0.25) * bell((p.y + 0.05) / 0.3)
        q.x += side * jawAngle * bell((x - 1.05) / 0.3) * bell((p.y - 0.85) / 0.3)
        q.y -= eyeTilt * (x - 0.6) * bell((x - 0.62) / 0.3) * bell((p.y + 0.63) / 0.18) * 1.6
        q.z -= bridge * bell(x / 0.16) * bell((p.y + 0.42) / 0.25)
        q.z -= noseTip * bell(x / 0.25) * bell((p.y - 0.02) / 0.18)
        q.z -= browRidge * bell((x - 0.5) / 0.4) * bell((p.y + 0.92) / 0.14)
        q.x *= 1 + mouthWidth * bell((p.y - 0.66) / 0.18) * smoothstep(1.0, 0.6, x)
        q.x *= 1 + chinWidth * bell((p.y - 1.45) / 0.25) * smoothstep(0.9, 0.4, x)
        q.x += skew * smoothstep(-0.5, 1.3, p.y)
        return q
    }
}
