import Foundation

/// The photos below a folder, in the byte order of their paths. Holds the listings of the folders it is in, nothing
/// more.
final class FolderWalk: BatchSource {
    private let root: String
    private let excluded: Set<String>
    private var listings: [Listing]

    /// One folder's entries yet to come, last first.
    private struct Listing {
        /// Below the root, empty or ending in a slash.
        var folder: String
        var entries: [Entry]
    }

    private struct Entry {
        var name: String
        var kind: Kind

        enum Kind { case file, folder, folderLink, other, unreadableName }

        /// Folders sort as the paths in them do.
        var sortKey: String { kind == .folder ? name + "/" : name }
    }

    /// - Parameter excluded: paths, spelled from the root on as `root` is, that are not looked at: the batch's own
    ///   output.
    init(root: String, excluding excluded: Set<String> = []) {
        self.root = root.hasSuffix("/") ? root : root + "/"
        self.excluded = excluded
        listings = []
        listings.append(Listing(folder: "", entries: Self.entries(of: root) ?? [Entry(name: "", kind: .folder)]))
    }

    func next() throws(BatchInputError) -> BatchEntry? {
        while let last = listings.indices.last {
            guard let entry = listings[last].entries.popLast() else {
                listings.removeLast()
                continue
            }
            let id = listings[last].folder + entry.name
            let path = root + id
            if excluded.contains(path) { continue }
            switch entry.kind {
            case .folder:
                guard !entry.name.hasPrefix(".") else { return .skipped(name: id + "/", reason: "a hidden folder") }
                if !entry.name.isEmpty, let entries = Self.entries(of: path) {
                    listings.append(Listing(folder: id + "/", entries: entries))
                    continue
                }
                return .photo(
                    BatchItem(
                        id: id + "/", path: path,
                        photo: .failure(
                            code: BatchItem.unreadableFolder,
                            message: "The folder cannot be listed; check its permissions.")))
            case .folderLink: return .skipped(name: id, reason: "a link to a folder; name it as an input of its own")
            case .other: return .skipped(name: id, reason: "not a regular file")
            case .unreadableName:
                return .photo(
                    BatchItem(
                        id: id, path: path,
                        photo: .failure(
                            code: ImageCode.unreadable, message: "The file's name is not UTF-8; rename it.")))
            case .file: return Self.file(id: id, path: path, name: entry.name)
            }
        }
        return nil
    }

    private static func file(id: String, path: String, name: String) -> BatchEntry {
        if PhotoName.isMetadata(name) { return .skipped(name: id, reason: "metadata of another system") }
        if PhotoName.isPicture(name) { return .photo(BatchItem(id: id, path: path, photo: .file)) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .skipped(name: id, reason: "not named as a picture, and cannot be opened") }
        defer { close(descriptor) }
        var start = [UInt8](repeating: 0, count: 8)
        guard read(descriptor, &start, start.count) > 0, PhotoName.isPhoto(firstBytes: start) else {
            return .skipped(name: id, reason: "neither JPEG nor PNG")
        }
        return .photo(BatchItem(id: id, path: path, photo: .file))
    }

    /// A folder's entries, last first; `nil` when it cannot be listed.
    private static func entries(of folder: String) -> [Entry]? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var entries: [Entry] = []
        while let found = readdir(directory) {
            let bytes = withUnsafeBytes(of: &found.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            let name = String(decoding: bytes, as: UTF8.self)
            if name == "." || name == ".." { continue }
            let isReadable = Array(name.utf8) == bytes
            entries.append(
                Entry(
                    name: name,
                    kind: isReadable ? kind(of: folder + "/" + name, type: found.pointee.d_type) : .unreadableName))
        }
        return entries.map { (key: $0.sortKey, entry: $0) }
            .sorted { $1.key.utf8.lexicographicallyPrecedes($0.key.utf8) }.map(\.entry)
    }

    private static func kind(of path: String, type: UInt8) -> Entry.Kind {
        switch Int(type) {
        case Int(DT_REG): return .file
        case Int(DT_DIR): return .folder
        case Int(DT_LNK), Int(DT_UNKNOWN): break
        default: return .other
        }
        // Links, and file systems that do not tell.
        var status = stat()
        guard lstat(path, &status) == 0 else { return .file }
        let isLink = status.st_mode & S_IFMT == S_IFLNK
        // A broken link counts as a file: a picture's name then gets its error.
        if isLink, stat(path, &status) != 0 { return .file }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return isLink ? .folderLink : .folder
        default: return .other
        }
    }
}
