import FaceMesh
import Foundation
import Imaging
import SkinTone
import TestSupport
import ColorScience
import Testing

struct Probe {
    @Test func photos() throws {
        let analyzer = PhotoAnalyzer(networks: try FaceAnalyzer(modelsDirectory: SharedData.models.path()))
        let folder = SharedData.directory.appending(path: "photos")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted() where !name.hasSuffix("csv") {
            do {
                let start = ContinuousClock.now
                let encoded = try EncodedImage(contentsOf: folder.appending(path: name).path())
                let a = try analyzer.analyze(encoded)
                let time = ContinuousClock.now - start
                let l = a.reading.site.lab, m = a.belief.gaussian.mean
                print(name, String(format: "seen %.1f %.1f %.1f belief %.1f %.1f %.1f r50 %.1f r90 %.1f ess %.0f w %.0f", l.lightness, l.a, l.b, m.lightness, m.a, m.b, a.belief.radius50, a.belief.radius90, a.belief.effectiveSampleSize, a.face.box.width), a.reading.siteRegions.map(\.rawValue).joined(separator: "+"), "kept", String(format: "%.2f", a.reading.site.keptShare), "px", a.reading.site.pixels)
                print("     ", a.capture.issues.map { "\($0.code.rawValue) \($0.severity.rawValue) \(String(format: "%.3f", $0.value))" }, "patches", a.reading.patches.map { "\($0.region) \(String(format: "%.2f", $0.share)) \($0.lab.srgb8Clamping().hex)" }, "decode \(a.timing.decode) face \(a.timing.face) skin \(a.timing.skin) \(time)")
                print("     ", SkinRegion.allCases.map { r in a.reading.regions[r].map { "\(r.rawValue) \(Int($0.lab.lightness)),\(Int($0.lab.a)),\(Int($0.lab.b)) \(String(format: "%.2f", $0.keptShare))" } ?? "\(r.rawValue) -" }.joined(separator: " | "))
                print("      lip \(a.reading.lip?.lab.srgb8Clamping().hex ?? "-") brow \(a.reading.brow?.lab.srgb8Clamping().hex ?? "-") hair \(a.reading.hair?.lab.srgb8Clamping().hex ?? "-") \(a.belief.description.undertone)")
            } catch { print(name, error) }
        }
    }
}
