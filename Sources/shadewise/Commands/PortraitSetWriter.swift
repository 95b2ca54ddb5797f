import ArgumentParser
import ColorScience
import Foundation
import Imaging
import Portraits

/// Draws many portraits into a folder, with a manifest of their truth that `batch --manifest` reads.
///
/// The manifest gets its name when every portrait is there, so whoever finds one finds a whole set.
struct PortraitSetWriter {
    let folder: PortraitFolder
    let set: PortraitSet
    /// How many, or how many in each group of `ToneGroup.all`.
    let count: Int
    let isPerGroup: Bool
    /// Whether a set that is there may be replaced.
    let overwrites: Bool
    /// Asked for when nothing stands in the way, with the number of portraits: photos take long to be read.
    let maker: (_ portraits: Int) throws -> PortraitMaker
    /// What the set is made of, besides what it is drawn from.
    var inputs: [String] = []

    /// The most portraits of one set.
    static let limit = 1_000_000

    private var total: Int { isPerGroup ? count * ToneGroup.all.count : count }

    private struct Drawn: Sendable {
        var bytes: [UInt8]
        var name: String
        var truth: PortraitTruth
    }

    /// - Parameter truth: a file for one JSON object a line, or nothing.
    /// - Throws: `ExitCode`, after saying why.
    func write(truth: String?) throws {
        try refuseOverwriting(
            outputs: [
                FileRole("the manifest", output: folder.manifest),
                FileRole(
                    "a portrait of the set",
                    paths: ([truth].compactMap(\.self) + inputs).compactMap(folder.portrait(as:))),
                FileRole("--truth", output: truth),
            ], inputs: [FileRole("--photo", paths: inputs)])
        try folder.check(overwriting: overwrites)
        let maker = try maker(total)
        try folder.prepare(overwriting: overwrites)
        var (manifest, truths) = (LineWriter(path: folder.manifest), LineWriter(path: truth))
        do {
            try manifest.open()
            try truths.open()
            let columns = PortraitTruth.columns(fold: set.fold, arePhotos: maker.studio != nil)
            try manifest.write(text: columns.header())
            try telling {
                try OrderedWork.run(count: total, window: 8, work: { try draw($0, with: maker) }) { drawn, _ in
                    try writeAtomically(drawn.bytes, to: folder.path(drawn.name))
                    try manifest.write(text: columns.row(drawn.truth))
                    try truths.write(drawn.truth)
                }
                try truths.close()
                try manifest.close()
            }
        } catch {
            truths.discard()
            manifest.discard()
            throw error
        }
    }

    private func draw(_ index: Int, with maker: PortraitMaker) throws -> Drawn {
        let name = PortraitFolder.name(index + 1, of: total)
        let (portrait, truth) = maker.portrait(
            try set.recipe(index, inTurns: isPerGroup), turn: PortraitSet.turn(of: index, inTurns: isPerGroup),
            path: name)
        return Drawn(bytes: try portrait.encodedJPEG(), name: name, truth: truth)
    }
}
