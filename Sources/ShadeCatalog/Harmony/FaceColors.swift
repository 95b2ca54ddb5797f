public import ColorScience

/// Colours of a face beside its skin, all read in one light, as a photo gives them.
///
/// That light is not known, but it falls on lips and brows as on the skin: for a skin of any true colour theirs follow.
public struct FaceColors: Sendable, Hashable {
    /// The skin as the photo shows it.
    public var skin: Lab<D65>
    public var lip: Lab<D65>?
    public var brow: Lab<D65>?
    public var hair: Lab<D65>?

    public init(skin: Lab<D65>, lip: Lab<D65>? = nil, brow: Lab<D65>? = nil, hair: Lab<D65>? = nil) {
        self.skin = skin
        self.lip = lip
        self.brow = brow
        self.hair = hair
    }
}

extension FaceColors {
    /// The true colour of a part, if the skin's is `skin`: its light is scaled as the skin's is (von Kries 1902).
    func relit(_ part: Lab<D65>, skin: Lab<D65>) -> Lab<D65> {
        let (seen, shown, wanted) = (part.xyz.linearSRGB, self.skin.xyz.linearSRGB, skin.xyz.linearSRGB)
        // Out of sRGB a channel may be 0 or less.
        func scaled(_ channel: KeyPath<LinearSRGB, Double>) -> Double {
            let gain = max(wanted[keyPath: channel], 1e-3) / max(shown[keyPath: channel], 1e-3)
            return max(seen[keyPath: channel], 0) * min(gain, 10)
        }
        return LinearSRGB(red: scaled(\.red), green: scaled(\.green), blue: scaled(\.blue)).xyz.lab
    }
}
