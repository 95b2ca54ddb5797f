import Portraits

/// Makes portraits of recipes: drawn people, or real photos relit in turn.
struct PortraitMaker: Sendable {
    /// Without them, people are drawn.
    var studio: PhotoStudio?
    /// Changes each recipe as the command's options say.
    let adjusted: @Sendable (PortraitRecipe) -> PortraitRecipe

    /// - Parameters:
    ///   - turn: among the real photos, from 0; see `PortraitSet.turn`.
    ///   - path: the name of the portrait's file, in a set.
    func portrait(_ recipe: PortraitRecipe, turn: Int, path: String? = nil) -> (Portrait, PortraitTruth) {
        let recipe = adjusted(recipe)
        guard let photo = studio?.photo(turn, for: recipe.skin) else {
            let portrait = recipe.render()
            return (portrait, PortraitTruth(portrait, path: path))
        }
        let portrait = photo.face.relit(recipe)
        return (portrait, PortraitTruth(portrait, path: path, photo: photo.name))
    }
}
