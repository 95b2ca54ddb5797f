import CZlib
import Foundation

/// As `gzip` writes it.
public func gzip(_ bytes: [UInt8]) -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appending(path: "feed-\(UUID().uuidString).gz")
        .path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = gzopen(path, "wb9")
    gzwrite(file, bytes, UInt32(bytes.count))
    gzclose(file)
    return FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
}
