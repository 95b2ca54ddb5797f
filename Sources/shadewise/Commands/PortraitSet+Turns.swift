import ColorScience
import Portraits

extension PortraitSet {
    /// Whose turn among the real photos it is: where groups take turns, a photo is for a whole round of them, so that
    /// every group meets every photo.
    static func turn(of index: Int, inTurns: Bool) -> Int { inTurns ? index / ToneGroup.all.count : index }

    /// - Parameter inTurns: Whether groups take turns, so that a set cut short is as even as a whole one.
    /// - Throws: `OutputError` when the fold has hardly any skin of the group.
    func recipe(_ index: Int, inTurns: Bool) throws(OutputError) -> PortraitRecipe {
        guard inTurns else { return recipe(index) }
        let group = ToneGroup.all[index % ToneGroup.all.count]
        guard let recipe = recipe(index, in: group) else {
            throw OutputError(
                failure: "fold \(fold.text) has hardly any \(group.itaClass.rawValue), \(group.undertone.rawValue) "
                    + "skin: choose another --fold, or --count")
        }
        return recipe
    }
}
