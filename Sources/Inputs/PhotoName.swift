import Foundation

/// What a file's name and first bytes say about it.
package enum PhotoName {
    /// Endings of pictures: those that can be read, and those whose owner should hear why they cannot.
    private static let endings: Set<Substring> = [
        "jpg", "jpeg", "jpe", "jfif", "png", "heic", "heif", "avif", "webp", "gif", "bmp", "tif", "tiff", "jp2", "jxl",
    ]

    /// Whether the name ends as pictures' names do.
    package static func isPicture(_ name: some StringProtocol) -> Bool {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return false }
        return endings.contains(Substring(name[name.index(after: dot)...].lowercased()))
    }

    /// JPEG's and PNG's signatures.
    package static func isPhoto(firstBytes bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0xFF, 0xD8, 0xFF]) || bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    }

    /// macOS keeps a file's metadata beside it under `._` and its name on disks and in archives of other systems.
    package static func isMetadata(_ name: some StringProtocol) -> Bool { name.hasPrefix("._") }
}
