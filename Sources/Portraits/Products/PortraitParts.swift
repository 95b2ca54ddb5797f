/// What each pixel of a portrait shows, as exactly as it was drawn.
public struct PortraitParts: Sendable {
    public let width: Int
    public let height: Int
    private let planes: [FacePart: [Float]]

    init(width: Int, height: Int, planes: [FacePart: [Float]]) {
        (self.width, self.height, self.planes) = (width, height, planes)
    }

    /// The share of each pixel that the part fills, 0...1, rows top to bottom: of its samples, less what strokes and
    /// strands hide. `cheeks` and `lids` are parts of `skin` too.
    public func shares(of part: FacePart) -> [Float] {
        planes[part] ?? [Float](repeating: 0, count: width * height)
    }
}

extension PortraitRecipe {
    /// What each pixel of `render().image` shows; glasses count as clear but for their frames.
    /// - Complexity: as `render()`.
    public func truth() -> PortraitParts {
        let recipe = clamped
        return ScenePainter(PortraitScene(recipe), supersampling: recipe.supersampling).parts()
    }
}
