internal import Foundation

/// A file that is written beside its name, as `partial`, and gets its name once it is whole.
package struct ReplacedFile: Sendable, Hashable {
    /// Links are followed, also those that point at a file yet to be made: what they point at is replaced.
    package let path: String
    /// The name until the contents are whole.
    package var partial: String { path + ".partial" }

    /// - Parameter path: What a person calls the file.
    package init(_ path: String) {
        var target = path
        // As deep as Linux follows links; one of a circle of them is replaced itself.
        for _ in 0..<40 {
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: target) else { break }
            target = next.hasPrefix("/") ? next : Self.folder(of: target) + next
        }
        self.path = target
    }

    /// Up to the last slash.
    private static func folder(of path: String) -> Substring {
        path.lastIndex(of: "/").map { path[...$0] } ?? ""
    }
}
