internal import Foundation
internal import HTTPTypes
internal import Inputs

/// A folder of pictures on the service's own disk, below one that the operator named for the tenant.
enum PictureFolder {
    /// - Parameters:
    ///   - root: the operator's folder, which has one of each tenant.
    ///   - most: pictures, at most.
    /// - Returns: Paths of the pictures, sorted, and their names below the folder. Links are no pictures: they could
    ///   lead anywhere.
    /// - Throws: `unknown_folder`, and `invalid_request` for too many.
    static func pictures(
        in name: String, of tenant: String, root: String?, most: Int
    ) throws(Problem) -> [(name: String, path: String)] {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard let root, (1...500).contains(name.utf8.count), !name.utf8.contains(0),
            parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") })
        else { throw unknown }
        let home = URL(filePath: root).appending(path: tenant).resolvingSymlinksInPath()
        let folder = home.appending(path: name)
        guard folder.resolvingSymlinksInPath().path() == folder.path(),
            let walk = FileManager.default.enumerator(
                at: folder, includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles])
        else { throw unknown }
        guard FileManager.default.isFolder(folder.path(percentEncoded: false)) else { throw unknown }
        var found: [(name: String, path: String)] = []
        let start = folder.path(percentEncoded: false).count + 1
        while let file = walk.nextObject() as? URL {
            let values = try? file.resourceValues(forKeys: [.isRegularFileKey])
            guard values?.isRegularFile == true, PhotoName.isPicture(file.lastPathComponent)
            else { continue }
            guard found.count < most else { throw .invalid("A folder has at most \(most) pictures.") }
            let path = file.path(percentEncoded: false)
            found.append((String(path.dropFirst(start)), path))
        }
        guard !found.isEmpty else { throw .invalid("The folder holds no picture, told by their names.") }
        return found.sorted { $0.path < $1.path }
    }

    /// A picture's bytes, where it is still a file of its own.
    static func bytes(at path: String, limit: Int) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        guard let bytes = try? handle.read(upToCount: limit + 1), bytes.count <= limit else { return nil }
        return [UInt8](bytes)
    }

    private static let unknown = Problem(
        .notFound, "unknown_folder",
        "There is no such folder of yours; the operator sets where folders lie, and none is reached through a link.")
}
