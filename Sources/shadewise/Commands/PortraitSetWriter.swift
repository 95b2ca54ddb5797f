import ArgumentParser
import ColorScience
import Foundation
import Imaging
import Portraits
import SkinTone

/// Draws many portraits into a folder, with a manifest of their truth that `batch --manifest` reads.
struct PortraitSetWriter {
    let folder: URL
    let set: PortraitSet
    /// How many, or how many in each group of ITA class and undertone.
    let count: Int
    let isPerGroup: Bool
    /// Changes each recipe as the command's other options say.
    let adjusted: @Sendable (PortraitRecipe) -> PortraitRecipe

    private struct Drawn: Sendable {
        var bytes: [UInt8]
        var row: String
        var truth: String
        var name: String
    }

    static let groups = ITAClass.allCases.flatMap { itaClass in
        Undertone.allCases.map { (itaClass: itaClass, undertone: $0) }
    }

    /// - Parameter truth: a file for one JSON object a line, or nothing.
    func write(truth: String?) throws {
        let manifest = folder.appending(path: "manifest.csv").path(percentEncoded: false)
        do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
            let shown = Terminal.safe(folder.path(percentEncoded: false))
            Terminal.complain("\(shown): the folder cannot be made; check that nothing else has its name")
            throw ExitCode(1)
        }
        try refuseOverwriting(
            outputs: [FileRole("the manifest", manifest), FileRole("--truth", output: truth)], inputs: [])
        let total = isPerGroup ? count * Self.groups.count : count
        var next = 0
        var (rows, truths) = ([Self.header], [String]())
        var failure: (any Error)?
        OrderedWork<Int, Result<Drawn, ImagingError>>.run(
            threads: ProcessInfo.processInfo.activeProcessorCount, window: 8,
            next: {
                defer { next += 1 }
                return next < total ? next : nil
            }, work: { index in Result { () throws(ImagingError) in try draw(index) } },
            emit: { result in
                do {
                    let drawn = try result.get()
                    try writeAtomically(
                        drawn.bytes, to: folder.appending(path: drawn.name).path(percentEncoded: false))
                    rows.append(drawn.row)
                    if truth != nil { truths.append(drawn.truth) }
                    return true
                } catch {
                    failure = error
                    return false
                }
            })
        if let failure { throw failure }
        try writeAtomically(
            Array((rows.joined(separator: "\n") + "\n").utf8),
            to: manifest)
        guard let truth else { return }
        let text = truths.joined(separator: "\n") + "\n"
        try writeAtomically(Array(text.utf8), to: truth)
    }

    /// Groups take turns, so that a set cut short is as even as a whole one.
    private func recipe(_ index: Int) -> PortraitRecipe {
        guard isPerGroup else { return set.recipe(index) }
        let group = Self.groups[index % Self.groups.count]
        return set.recipe(index) { skin in
            ITAClass(skin.individualTypologyAngle) == group.itaClass && Undertone(skin) == group.undertone
        }
    }

    private func draw(_ index: Int) throws(ImagingError) -> Drawn {
        let portrait = adjusted(recipe(index)).render()
        let name = "portrait-" + String(format: "%05d", index + 1) + ".jpg"
        let bytes = try portrait.image.encodedJPEG(quality: portrait.recipe.capture?.quality ?? 92)
        return Drawn(
            bytes: bytes, row: row(portrait, name), truth: jsonLine(PortraitTruth(portrait, path: name)), name: name)
    }

    private static let header =
        "path,L,a,b,ita,ita_class,undertone,light,light_kelvin,second_light,second_strength,exposure,cast_left,"
        + "white_red,white_green,white_blue,camera,quality,yaw,pitch,roll,worn,backdrop,fold,seed"

    private func row(_ portrait: Portrait, _ name: String) -> String {
        let (skin, recipe) = (portrait.skin, portrait.recipe)
        let truth = PortraitTruth(portrait)
        var cells = [name] + [skin.lightness, skin.a, skin.b].map { $0.text(2) }
        cells += [skin.individualTypologyAngle.degrees.text(2), truth.itaClass, truth.undertone]
        if let light = truth.light {
            cells += [light.key.name, light.key.kelvin.text(0), light.second.name, light.secondStrength.text(3)]
            cells += [recipe.exposure.text(4), light.castLeft.text(4)] + light.key.white.map { $0.text(4) }
            cells += ["\(light.camera)", "\(light.quality)"]
        } else {
            cells += [String](repeating: "", count: 11)
        }
        cells += [recipe.yaw, recipe.pitch, recipe.roll].map { $0.text(2) }
        cells += [recipe.look.worn.joined(separator: " "), recipe.look.backdrop.rawValue]
        cells += ["\(set.fold.index + 1)/\(set.fold.count)", "\(recipe.seed)"]
        return cells.joined(separator: ",")
    }
}
