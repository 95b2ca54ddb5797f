public import ColorScience

/// What one part of a face looks like in the picture, before anything is said about the light.
public struct RegionReading: Sendable, Hashable {
    /// Median, channel by channel, of the kept pixels, each side of the face counting for its area (one pixel for at
    /// most three).
    public var lab: Lab<D65>
    /// Kept pixels, counted in the working patch, where a large face is 120 to 240 pixels wide.
    public var pixels: Int
    /// Kept pixels as a share of the region, 0...1.
    public var keptShare: Double

    public init(lab: Lab<D65>, pixels: Int, keptShare: Double) {
        self.lab = lab
        self.pixels = pixels
        self.keptShare = keptShare
    }
}

/// A large area whose pigment differs from the rest of the face: vitiligo, a birthmark, melasma. Reported, never
/// averaged in.
public struct PigmentPatch: Sendable, Hashable {
    /// Median of its pixels.
    public var lab: Lab<D65>
    /// Area as a share of the facial skin in view, 0...1.
    public var share: Double
    /// The region most of it lies in.
    public var region: SkinRegion
}

/// Everything one photo showed of a person's colours.
public struct SkinReading: Sendable, Hashable {
    /// Skin regions with enough clean pixels to be read.
    public var regions: [SkinRegion: RegionReading]
    /// Jaw and lower cheek together or, where a beard or shade hides them, the regions named in `siteRegions`.
    public var site: RegionReading
    /// What `site` was read from; never empty.
    public var siteRegions: [SkinRegion]
    /// The largest first; empty on most faces.
    public var patches: [PigmentPatch]
    /// `nil` where too few pixels show; so `brow`.
    public var lip: RegionReading?
    public var brow: RegionReading?
    /// `nil` where what lies above the forehead is mostly skin, as plain as a wall, or out of view.
    public var hair: RegionReading?
}
