import Foundation

/// Inputs that once broke a reader, as FuzzTesting found and minimised them: `Data/crashes/TARGET` of a test target.
public struct SavedCrash: Sendable, CustomStringConvertible {
    public let name: String
    public let bytes: [UInt8]

    public var description: String { name }

    /// - Parameters:
    ///   - target: the fuzz target's name.
    ///   - file: a source file of the test target.
    public static func all(_ target: String, file: String = #filePath) -> [SavedCrash] {
        let folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Data/crashes/\(target)")
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.sorted { $0.path < $1.path }.compactMap { file in
            guard !file.lastPathComponent.hasPrefix("."), let data = try? Data(contentsOf: file) else { return nil }
            return SavedCrash(name: file.lastPathComponent, bytes: [UInt8](data))
        }
    }
}
