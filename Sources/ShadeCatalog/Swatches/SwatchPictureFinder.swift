public import Imaging

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Finds the local file of a listed shade's picture. Nothing is ever fetched from the network.
///
/// A path in a feed is taken relative to the feed's folder and must stay inside it, symbolic links resolved: a feed is
/// a stranger's file and may not read other files of this machine. An address stands for the file of its last component
/// in the pictures folder, and so does a path that names no file beside the feed.
public struct SwatchPictureFinder: Sendable, Hashable {
    /// The folder of the feed.
    public let feedFolder: String
    /// A folder with downloaded pictures, under the names their addresses end in.
    public let picturesFolder: String?

    /// - Parameters:
    ///   - feed: Path of the feed file.
    ///   - pictures: Path of the folder with downloaded pictures, if there is one.
    public init(feed: String, pictures: String? = nil) {
        feedFolder =
            feed.lastIndex(of: "/").map { slash in slash == feed.startIndex ? "/" : String(feed[..<slash]) } ?? "."
        picturesFolder = pictures
    }
}

extension SwatchPictureFinder {
    /// The real path of a picture's file, without symbolic links.
    /// - Parameter reference: What the feed lists: a path, or an http or https address.
    /// - Throws: `pictureOutside` for a path that leads out of the folders; `pictureNotFound` where there is no file,
    ///   with what to do. Messages hold at most a file's name.
    /// - Complexity: O(length of the path), and a few calls to the system.
    public func path(of reference: String) throws(SwatchError) -> String {
        guard !reference.utf8.contains(0) else { throw .outside }
        if let address = Self.address(reference) {
            guard let picturesFolder else { throw .notLocal }
            guard let name = Self.fileName(ofAddress: address) else { throw .nameless }
            return try file(name, in: picturesFolder)
        }
        guard !reference.isEmpty else { throw .nameless }
        guard !reference.hasPrefix("/"), !reference.split(separator: "/").contains("..") else { throw .outside }
        if let picturesFolder, let name = reference.split(separator: "/").last {
            do { return try file(reference, in: feedFolder) } catch {
                guard case .pictureNotFound = error.code else { throw error }
                return try file(String(name), in: picturesFolder)
            }
        }
        return try file(reference, in: feedFolder)
    }

    /// Finds and measures a picture.
    /// - Throws: what `path(of:)` and `SwatchPicture.measure` throw, and `image` codes for an unreadable file.
    public func measure(_ reference: String, limits: ImageLimits = ImageLimits()) throws(SwatchError)
        -> SwatchMeasurement
    {
        let path = try path(of: reference)
        let picture: EncodedImage
        do {
            picture = try EncodedImage(contentsOf: path, limits: limits)
        } catch {
            throw SwatchError(error)
        }
        return try SwatchPicture.measure(picture)
    }

    private func file(_ name: String, in folder: String) throws(SwatchError) -> String {
        guard let root = Self.realPath(folder) else { throw .noFolder }
        guard let path = Self.realPath(root + "/" + name) else { throw .notFound(name) }
        guard path.hasPrefix(root == "/" ? root : root + "/") else { throw .outside }
        return path
    }

    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

extension SwatchPictureFinder {
    /// What follows the scheme of an address, or `nil` for a path.
    private static func address(_ reference: String) -> Substring? {
        if reference.hasPrefix("//") { return reference.dropFirst(2) }
        guard let colon = reference.firstIndex(of: ":"), reference[colon...].hasPrefix("://") else { return nil }
        let scheme = reference[..<colon]
        guard !scheme.isEmpty, scheme.utf8.allSatisfy({ $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }) else { return nil }
        return reference[colon...].dropFirst(3)
    }

    /// The last component of an address's path, query and fragment left out, percent escapes resolved; `nil` when there
    /// is none or it would name a folder.
    private static func fileName(ofAddress address: Substring) -> String? {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 1, let last = parts.last, let name = unescaped(last) else { return nil }
        guard !name.isEmpty, name != ".", name != "..", !name.contains("/") else { return nil }
        return name
    }

    private static func unescaped(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst(), let low = rest.popFirst(),
                let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16), value != 0
            else { return nil }
            bytes.append(value)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension SwatchError {
    fileprivate static let outside = Self(
        code: .pictureOutside,
        message:
            "The picture's path leads out of the feed's folder; put the picture beside the feed and list it from there."
    )
    fileprivate static let notLocal = Self(
        code: .pictureNotFound,
        message:
            "The picture is an address, and only local files are read; download it and name the folder: --pictures DIR."
    )
    fileprivate static let nameless = Self(
        code: .pictureNotFound,
        message: "The picture's address ends in no file name; download it and list its path instead.")
    fileprivate static let noFolder = Self(
        code: .pictureNotFound, message: "The folder pictures are read from does not exist; check --pictures.")

    fileprivate static func notFound(_ name: String) -> Self {
        let shown = name.split(separator: "/").last.map { String($0.prefix(80)) } ?? ""
        return Self(
            code: .pictureNotFound,
            message:
                "There is no picture file “\(shown)”; put it beside the feed or into the folder of --pictures."
        )
    }
}
