/// What a picture's header says.
public struct ImageInfo: Sendable, Hashable {
    /// By the file's first bytes, not by its name.
    public let format: ImageFormat
    /// Pixels across the upright picture at full size.
    public let width: Int
    /// Pixels down the upright picture at full size.
    public let height: Int
    /// How the picture is stored, as EXIF counts: 1 upright, 2...8 mirrored or turned. Decoding undoes it.
    public let orientation: Int
    /// `sRGB` when untagged or sRGB, `Display P3`, or the ICC profile's own description (`ICC profile` when it has
    /// none): printable ASCII, at most 64 characters. `untagged CMYK` for inks without a profile; `PNG gamma` for a PNG
    /// that gives its colours by gamma and chromaticities; `unreadable ICC profile` when a profile is damaged and the
    /// picture is taken as sRGB.
    public let profile: String
    /// Whether the picture is stored as grey levels.
    public let isMonochrome: Bool
    /// Whether the flash fired, as EXIF says; `nil` when it does not say.
    public let flash: Bool?
    /// What light EXIF names, which cameras seldom do.
    public let lightSource: LightSource?
    /// Whether pixels may be transparent: decoding lays them over white.
    public let hasAlpha: Bool

    package init(
        format: ImageFormat, width: Int, height: Int, orientation: Int, profile: String, isMonochrome: Bool,
        flash: Bool? = nil, lightSource: LightSource? = nil, hasAlpha: Bool = false
    ) {
        self.format = format
        self.width = width
        self.height = height
        self.orientation = orientation
        self.profile = profile
        self.isMonochrome = isMonochrome
        self.flash = flash
        self.lightSource = lightSource
        self.hasAlpha = hasAlpha
    }
}
