import Foundation
import TestSupport

/// Pictures of every kind, written at test time by Data/pictures.py with Pillow and NumPy, and the pixels those expect.
struct PillowPicture {
    let bytes: [UInt8]
    let pixels: [UInt8]
    let width: Int
    let height: Int
    let profile: String
    let orientation: Int
    let isMonochrome: Bool

    init(_ name: String) throws {
        let folder = try Self.folder.get()
        let facts = try String(contentsOf: folder.appending(path: "\(name).txt"), encoding: .utf8)
            .split(separator: "\n").map(String.init)
        bytes = try [UInt8](Data(contentsOf: folder.appending(path: "\(name).\(facts[0])")))
        pixels = try [UInt8](Data(contentsOf: folder.appending(path: "\(name).rgb")))
        (width, height) = (Int(facts[1])!, Int(facts[2])!)
        (profile, orientation, isMonochrome) = (facts[3], Int(facts[4])!, facts[5] == "1")
    }

    private static let folder = Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "imaging-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = Bundle.module.resourceURL!.appending(path: "Data/pictures.py")
        _ = try PythonOracle.run(String(contentsOf: script, encoding: .utf8), [folder.path(percentEncoded: false)])
        return folder
    }

    static let names =
        ["baseline-420", "baseline-422", "baseline-444", "restarts", "stored-rgb", "progressive"]
        + ["gray", "gray-progressive", "gray-profile", "display-p3", "wide-gamma", "tagged-srgb", "large-profile"]
        + (1...8).map { "orientation-\($0)" } + ["cmyk", "cmyk-profile", "ycck", "broken-profile"]
        + ["rgb8", "rgb8-adam7", "rgb16", "rgb16-adam7", "gray16", "gray-trns", "gray-alpha"]
        + [1, 2, 4, 8].flatMap { ["gray\($0)", "gray\($0)-adam7", "palette\($0)", "palette\($0)-trns-adam7"] }
        + ["rgba8", "rgba8-p3", "rgb-trns", "rgba16", "png-p3", "png-gray-profile", "png-srgb", "png-gamma-22"]
        + ["png-linear-8", "png-linear-16", "png-linear-gray16", "png-chrm-p3"]
        + ["png-orientation-6", "png-late-orientation-8"]
}
