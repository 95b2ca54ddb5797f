import ArgumentParser
import ColorScience
import Foundation
import Portraits

extension PortraitCommand {
    func validate() throws {
        let isSet = count != nil || perGroup != nil
        if isSet {
            guard random != nil else { throw ValidationError("--count and --per-group need --random SEED") }
            guard count == nil || perGroup == nil else { throw ValidationError("give --count or --per-group") }
            guard (1...1_000_000).contains(count ?? perGroup ?? 0) else {
                throw ValidationError("--count and --per-group must lie in 1...1000000")
            }
            guard lab == nil || perGroup == nil else {
                throw ValidationError("--per-group chooses skins itself; leave --lab out")
            }
            guard seed == nil else { throw ValidationError("--seed would draw one person again and again") }
        } else {
            let isOutput = OutputPlace(out).isStandardOutput
            guard isOutput || ["jpg", "jpeg", "png"].contains(URL(filePath: out).pathExtension.lowercased()) else {
                throw ValidationError("--out: the name must end in .jpg or .png")
            }
            if isOutput, let truth, OutputPlace(truth).isStandardOutput {
                throw ValidationError("--out and --truth cannot both go to standard output")
            }
        }
        guard lab != nil || random != nil else { throw ValidationError("give --lab L,a,b, or --random SEED") }
        guard fold == nil || random != nil else { throw ValidationError("--fold needs --random SEED") }
        if let lab, !lab.xyz.linearSRGB.isInGamut(tolerance: 1e-3) {
            throw ValidationError(
                "--lab: a picture in sRGB cannot show this colour; skin lies near L* 25 to 75, a* 5 to 15, b* 5 to 25")
        }
        try validateNumbers()
    }

    private func validateNumbers() throws {
        let angles = [("--yaw", yaw, 45.0), ("--pitch", pitch, 35), ("--roll", roll, 60), ("--exposure", exposure, 8)]
        for (name, value, limit) in angles {
            guard let value, !(abs(value) <= limit) else { continue }
            throw ValidationError("\(name) must lie within ±\(limit.text(0))")
        }
        if let faceHeight, !(0.1...0.9).contains(faceHeight) {
            throw ValidationError("--face-height must lie in 0.1...0.9")
        }
        if let noise, !(0...64).contains(noise) { throw ValidationError("--noise must lie in 0...64") }
        if let camera, !(0..<CameraModel.count).contains(camera) {
            throw ValidationError("--camera must lie in 0...\(CameraModel.count - 1)")
        }
        if let castLeft, !(0...1).contains(castLeft) { throw ValidationError("--cast-left must lie in 0...1") }
        let isSpectral = [light != nil, secondLight != nil, camera != nil, castLeft != nil, random != nil].contains(
            true)
        if isSpectral, cast != nil || noise != nil {
            throw ValidationError(
                "--cast and --noise belong to pictures without spectra; leave --light and the like out")
        }
    }
}
