/// Smooth noise over space, −1...1, the same everywhere for the same seed.
struct ValueNoise {
    var seed: UInt32

    /// A corner's value, −1...1.
    @inline(__always) private func corner(_ x: Int32, _ y: Int32, _ z: Int32) -> Float {
        var h = UInt32(bitPattern: x) &* 0x8DA6_B343 ^ UInt32(bitPattern: y) &* 0xD816_3841
        h = (h ^ UInt32(bitPattern: z) &* 0xCB1A_B31F) &+ seed
        h = (h ^ (h >> 15)) &* 0x2C1B_3C6D
        h = (h ^ (h >> 12)) &* 0x297A_2D39
        h ^= h >> 15
        return Float(Int32(bitPattern: h)) * 0x1p-31
    }

    @inline(__always) func callAsFunction(_ p: Vector3) -> Float {
        let floor = Vector3(p.x.rounded(.down), p.y.rounded(.down), p.z.rounded(.down))
        let t = p - floor
        let s = t * t * (Vector3(repeating: 3) - 2 * t)
        let (x, y, z) = (Int32(floor.x), Int32(floor.y), Int32(floor.z))
        func row(_ y: Int32, _ z: Int32) -> Float { mix(corner(x, y, z), corner(x &+ 1, y, z), s.x) }
        return mix(
            mix(row(y, z), row(y &+ 1, z), s.y), mix(row(y, z &+ 1), row(y &+ 1, z &+ 1), s.y), s.z)
    }
}
