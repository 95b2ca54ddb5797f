/// What a pixel of a drawn face may show. Borders are the drawn head's own surface's, not the landmarks'.
public enum FacePart: String, CaseIterable, Sendable, Hashable {
    /// The face's bare skin, up to the ears, the hair, and the jaw's lower edge: where the surface at rest comes to
    /// face down more than 0.75 (49° below level). No eyes, lips, nostrils; brows, lashes, beard and loose hair take
    /// from it what they hide.
    case skin
    /// Up to the border between lip and skin that is drawn, and inwards as far as they are seen. The shade where they
    /// meet is theirs.
    case lips
    /// How much blush lies on the skin, 1 in the middle: most people's place for it, on the cheek and rising outwards.
    /// On a mean face 2.7 wide its middle is 0.92 off the face's middle, at the nose's tip's height plus 0.06; half of
    /// it is left 0.31 to the sides and 0.20 up and down. By convention it ends there.
    case cheeks
    /// The upper lids and what belongs to them for eye shadow: from the lid's edge to half the way between the crease
    /// and the lower edge of the brow's hair, from the eye's inner corner to its outer one and up towards the brow's
    /// end. Lashes hide some of it.
    case lids
    /// The brows' hair and the shade between it.
    case brows
    /// Enamel.
    case teeth
    /// Between the lips all else: gums, tongue, the dark.
    case mouth
    /// Between the lids, as far as lashes leave it in sight.
    case eyes
}
