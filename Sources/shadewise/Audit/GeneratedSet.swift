import ColorScience
import Imaging
import Portraits

/// Portraits drawn, or real photos relit, in memory: those that `portrait --random SEED --per-group N` writes.
struct GeneratedSet: AuditSet {
    let set: PortraitSet
    let perGroup: Int
    let size: PictureSize
    let maker: PortraitMaker

    init(set: PortraitSet, perGroup: Int, size: PictureSize, studio: PhotoStudio?) {
        (self.set, self.perGroup, self.size) = (set, perGroup, size)
        maker = PortraitMaker(
            studio: studio,
            adjusted: { recipe in
                var recipe = recipe
                (recipe.width, recipe.height) = (size.width, size.height)
                return recipe
            })
    }

    var count: Int { perGroup * ToneGroup.all.count }

    var description: AuditDescription {
        AuditDescription(
            kind: maker.studio == nil ? .drawn : .relit, perGroup: perGroup, seed: set.seed, fold: set.fold.text,
            size: maker.studio == nil ? [size.width, size.height] : nil, photos: maker.studio?.photos.map(\.name))
    }

    func photo(_ index: Int) throws -> AuditPhoto {
        let name = PortraitFolder.name(index + 1, of: count)
        let (portrait, _) = maker.portrait(
            try set.recipe(index, inTurns: true), turn: PortraitSet.turn(of: index, inTurns: true), path: name)
        let bytes = try portrait.encodedJPEG()
        // As a shop gets them: through the decoder, with what JPEG took away.
        return AuditPhoto(
            name: name, truth: portrait.skin,
            encoded: Result { () throws(ImagingError) in try EncodedImage(bytes: bytes) })
    }
}
