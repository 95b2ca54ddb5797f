import Foundation
import Inputs

/// The photos below a folder, in the byte order of their paths. Holds the listings of the folders it is in, nothing
/// more.
final class FolderWalk: BatchSource {
    /// Ends in a slash.
    private let root: [UInt8]
    private let excluded: Set<[UInt8]>
    private var listings: [Listing] = []

    /// One folder's entries yet to come, last first.
    private struct Listing {
        /// Below the root, empty or ending in a slash.
        var folder: [UInt8]
        var entries: [Entry]
    }

    private struct Entry {
        var name: [UInt8]
        var kind: Kind

        enum Kind: Equatable { case file, folder, folderLink, other, hidden(count: Int) }

        /// Folders sort as the paths in them do.
        var sortKey: [UInt8] { kind == .folder ? name + [slash] : name }
    }

    private static let slash = UInt8(ascii: "/")
    private static let dot = UInt8(ascii: ".")
    /// More hidden files of one folder are counted, not named.
    private static let hiddenNamed = 3

    /// - Parameter excluded: paths, spelled from the root on as `root` is, that are not looked at: the batch's own
    ///   output.
    init(root: String, excluding excluded: [String] = []) {
        self.root = Array((root.hasSuffix("/") ? root : root + "/").utf8)
        self.excluded = Set(excluded.map { Array($0.utf8) })
        listings = [Listing(folder: [], entries: entries(of: []) ?? [Entry(name: [], kind: .folder)])]
    }

    func next() throws(BatchInputError) -> BatchEntry? {
        while let last = listings.indices.last {
            guard let entry = listings[last].entries.popLast() else {
                listings.removeLast()
                continue
            }
            let name = FileName(listings[last].folder + entry.name)
            let id = name.text
            switch entry.kind {
            case .folder:
                guard entry.name.first != Self.dot else { return .skipped(name: id + "/", reason: "a hidden folder") }
                let folder = name.bytes + [Self.slash]
                if !entry.name.isEmpty, let entries = entries(of: folder) {
                    listings.append(Listing(folder: folder, entries: entries))
                    continue
                }
                return .photo(
                    BatchItem(
                        id: id + "/", path: FileName(root + name.bytes).text,
                        photo: .failure(
                            code: BatchItem.unreadableFolder,
                            message: "The folder cannot be listed; check its permissions.")))
            case .folderLink: return .skipped(name: id, reason: "a link to a folder; name it as an input of its own")
            case .other: return .skipped(name: id, reason: "not a regular file")
            case .hidden(1): return .skipped(name: id, reason: "a hidden file")
            case .hidden(let count):
                let folder = FileName(listings[last].folder.isEmpty ? root : listings[last].folder).text
                return .skipped(name: folder, reason: "\(count) hidden files", count: count)
            case .file: return Self.file(id: id, path: FileName(root + name.bytes), name: FileName(entry.name).text)
            }
        }
        return nil
    }

    private static func file(id: String, path: FileName, name: String) -> BatchEntry {
        let photo = BatchItem(id: id, file: path)
        if PhotoName.isPicture(name) { return .photo(photo) }
        let descriptor = open(path.cString, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .skipped(name: id, reason: "not named as a picture, and cannot be opened") }
        defer { close(descriptor) }
        var start = [UInt8](repeating: 0, count: 8)
        guard read(descriptor, &start, start.count) > 0, PhotoName.isPhoto(firstBytes: start) else {
            return .skipped(name: id, reason: "neither JPEG nor PNG")
        }
        return .photo(photo)
    }

    /// The entries of a folder below the root, last first; `nil` when it cannot be listed.
    private func entries(of folder: [UInt8]) -> [Entry]? {
        let path = root + folder
        guard let directory = opendir(FileName(path).cString) else { return nil }
        defer { closedir(directory) }
        var entries: [Entry] = []
        var hidden: [Entry] = []
        while let found = readdir(directory) {
            let name = withUnsafeBytes(of: &found.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name == [Self.dot] || name == [Self.dot, Self.dot] || excluded.contains(path + name) { continue }
            let kind = Self.kind(of: FileName(path + name), type: found.pointee.d_type)
            if name.first == Self.dot, kind == .file {
                hidden.append(Entry(name: name, kind: .hidden(count: 1)))
            } else {
                entries.append(Entry(name: name, kind: kind))
            }
        }
        entries += hidden.count > Self.hiddenNamed ? [Entry(name: [], kind: .hidden(count: hidden.count))] : hidden
        return entries.map { (key: $0.sortKey, entry: $0) }
            .sorted { $1.key.lexicographicallyPrecedes($0.key) }.map(\.entry)
    }

    private static func kind(of path: FileName, type: UInt8) -> Entry.Kind {
        switch Int(type) {
        case Int(DT_REG): return .file
        case Int(DT_DIR): return .folder
        case Int(DT_LNK), Int(DT_UNKNOWN): break
        default: return .other
        }
        // Links, and file systems that do not tell.
        var status = stat()
        guard lstat(path.cString, &status) == 0 else { return .file }
        let isLink = status.st_mode & S_IFMT == S_IFLNK
        // A broken link counts as a file: a picture's name then gets its error.
        if isLink, stat(path.cString, &status) != 0 { return .file }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return isLink ? .folderLink : .folder
        default: return .other
        }
    }
}
