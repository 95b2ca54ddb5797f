import ArgumentParser
import ColorScience
import Foundation
import Portraits

extension PortraitCommand {
    func validate() throws {
        if isSet { try validateSet() } else { try validateOne() }
        try validatePhotos()
        guard lab != nil || random != nil else { throw ValidationError("give --lab L,a,b, or --random SEED") }
        if fold != nil {
            guard random != nil else { throw ValidationError("--fold needs --random SEED") }
            guard lab == nil, light == nil, secondLight == nil, camera == nil else {
                throw ValidationError(
                    "--fold chooses skin, lights and camera from its part; leave --lab, --light, --second-light and "
                        + "--camera out")
            }
        }
        if let lab, !lab.xyz.linearSRGB.isInGamut(tolerance: 1e-3) {
            throw ValidationError(
                "--lab: a picture in sRGB cannot show this colour; skin lies near L* 25 to 75, a* 5 to 15, b* 5 to 25")
        }
        guard !cardLitAlike || card != nil else { throw ValidationError("--card-lit-alike needs --card") }
        try validateNumbers()
        if isSpectral || random != nil, cast != nil || noise != nil {
            throw ValidationError(
                "--cast and --noise belong to pictures without spectra; leave --light and the like out")
        }
    }

    private func validateSet() throws {
        guard random != nil else { throw ValidationError("--count and --per-group need --random SEED") }
        guard count == nil || perGroup == nil else { throw ValidationError("give --count or --per-group") }
        let groups = perGroup == nil ? 1 : ToneGroup.all.count
        guard (1...PortraitSetWriter.limit / groups).contains(count ?? perGroup ?? 0) else {
            throw ValidationError("a set has 1 to \(PortraitSetWriter.limit) portraits in all")
        }
        guard lab == nil || perGroup == nil else {
            throw ValidationError("--per-group chooses skins itself; leave --lab out")
        }
        guard seed == nil else { throw ValidationError("--seed would draw one person again and again") }
        guard !choosesCapture, exposure == nil else {
            throw ValidationError(
                "a set is as hard as photos are: leave --light, --second-light, --camera, --cast-left and --exposure out"
            )
        }
        guard !OutputPlace(out).isStandardOutput else {
            throw ValidationError("--out: a set needs a folder; it cannot go to standard output")
        }
    }

    private func validateOne() throws {
        guard !overwrite else { throw ValidationError("--overwrite belongs to sets; leave it out") }
        let isOutput = OutputPlace(out).isStandardOutput
        guard isOutput || ["jpg", "jpeg", "png"].contains(URL(filePath: out).pathExtension.lowercased()) else {
            throw ValidationError("--out: the name must end in .jpg or .png")
        }
        if isOutput, let truth, OutputPlace(truth).isStandardOutput {
            throw ValidationError("--out and --truth cannot both go to standard output")
        }
    }

    private func validateNumbers() throws {
        let numbers = [
            ("--yaw", yaw, PortraitRecipe.yaws, 0), ("--pitch", pitch, PortraitRecipe.pitches, 0),
            ("--roll", roll, PortraitRecipe.rolls, 0), ("--exposure", exposure, PortraitRecipe.exposures, 0),
            ("--face-height", faceHeight, PortraitRecipe.faceHeights, 1), ("--noise", noise, PortraitRecipe.noises, 0),
            ("--cast-left", castLeft, 0...1, 0),
        ]
        for (name, value, range, digits) in numbers {
            guard let value, !range.contains(value) else { continue }
            throw ValidationError("\(name) must lie in \(range.words(digits))")
        }
        if let camera, !(0..<CameraModel.count).contains(camera) {
            throw ValidationError("--camera must lie in 0...\(CameraModel.count - 1)")
        }
    }
}

extension ClosedRange<Double> {
    /// `0.1 to 1.2`.
    func words(_ digits: Int) -> String { "\(lowerBound.text(digits)) to \(upperBound.text(digits))" }
}
