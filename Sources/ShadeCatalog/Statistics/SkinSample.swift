internal import ColorKernels
internal import ColorScience

/// Plausible skins, as many of each group: what a catalog's coverage is measured on, so that no group counts for more.
///
/// Depth is even over L* 24 to 78, about typical skin with its spread along the hue circle and the radius, drawn from a
/// quasi-random sequence: the same skins on every machine.
struct SkinSample: Sendable {
    /// Skins of each group; a group's stand together.
    static let perGroup = 72

    let skins: [Lab<D65>]
    /// Index into `SkinGroup.all` of each skin.
    let groups: [Int]

    static let standard = SkinSample()

    private init() {
        let all = SkinGroup.all
        let places = Dictionary(uniqueKeysWithValues: zip(all, all.indices))
        var members: [[Lab<D65>]] = Array(repeating: [], count: all.count)
        // Olive is the rarest: the sequence is long enough for it, which a test checks.
        for draw in NormalSequence.draws(24_000) {
            let share = 0.5 * (1 + errorFunction(draw.x / 2.0.squareRoot()))
            let typical = TypicalSkin.color(at: 24 + 54 * share)
            let chroma = typical.chroma
            let (c, s) = (typical.a / chroma, typical.b / chroma)
            let (lean, radial) = (draw.y * SwatchSkinMap.leanSpread, draw.z * SwatchSkinMap.radialSpread)
            let skin = Lab<D65>(
                typical.lightness, typical.a + radial * c - lean * s, typical.b + radial * s + lean * c)
            guard let place = places[SkinGroup(skin)], members[place].count < Self.perGroup else { continue }
            members[place].append(skin)
        }
        skins = members.flatMap(\.self)
        groups = members.enumerated().flatMap { place, skins in skins.map { _ in place } }
    }
}
