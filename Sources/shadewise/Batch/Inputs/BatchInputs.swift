import Foundation
import Inputs

/// What a batch is made of, as named on the command line.
struct BatchInputs: Sendable {
    /// Folders, photos, and `-` for standard input.
    var inputs: [String]
    var manifests: [String]
    /// Paths of the output, which is not looked for photos.
    var excluded: [String]

    static let standardInput = "-"

    var readsStandardInput: Bool { inputs.contains(Self.standardInput) }

    /// Opens everything, first the inputs, then the manifests.
    /// - Parameter standardInput: the source for `-`.
    /// - Throws: when an input that must be there is not.
    func open(standardInput: (() throws(BatchInputError) -> any BatchSource)?) throws(BatchInputError) -> ChainedSource
    {
        var sources: [any BatchSource] = []
        for input in inputs {
            if input == Self.standardInput {
                if let standardInput { sources.append(try standardInput()) }
                continue
            }
            var status = stat()
            if stat(input, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
                sources.append(
                    FolderWalk(root: input, excluding: excluded.compactMap { spelled($0, from: input) }))
            } else {
                // A missing photo is one bad item; another missing path is likely a folder misspelt.
                guard status.st_mode != 0 || PhotoName.isPicture(URL(filePath: input).lastPathComponent) else {
                    throw .broken("\(input): there is no such file or folder")
                }
                sources.append(OnePhoto(path: input))
            }
        }
        for manifest in manifests { sources.append(try ManifestSource(manifest)) }
        return ChainedSource(sources)
    }

    /// `path` as a walk from `root` spells it; `nil` when it lies elsewhere.
    private func spelled(_ path: String, from root: String) -> String? {
        let folder = root.hasSuffix("/") ? root : root + "/"
        let (full, fullRoot) = (URL(filePath: path), URL(filePath: folder))
        let parts = full.deletingLastPathComponent().resolvingSymlinksInPath().pathComponents + [full.lastPathComponent]
        let rootParts = fullRoot.resolvingSymlinksInPath().pathComponents
        guard parts.starts(with: rootParts) else { return nil }
        return folder + parts.dropFirst(rootParts.count).joined(separator: "/")
    }

    /// How many photos of a shard there are, found by walking through everything once; `nil` when that is only known at
    /// the end, or a manifest can be read but once.
    func count(in shard: Shard, whileTrue goesOn: () -> Bool) -> Int? {
        var status = stat()
        guard !readsStandardInput,
            manifests.allSatisfy({ stat($0, &status) == 0 && status.st_mode & S_IFMT == S_IFREG }),
            let source = try? open(standardInput: nil)
        else { return nil }
        var count = 0
        while goesOn(), let entry = try? source.next() {
            if case .photo(let item) = entry, shard.contains(ItemDigest(item.id)) { count += 1 }
        }
        return count
    }
}

/// Sources one after another.
final class ChainedSource: BatchSource {
    private var sources: ArraySlice<any BatchSource>

    init(_ sources: [any BatchSource]) { self.sources = sources[...] }

    func next() throws(BatchInputError) -> BatchEntry? {
        while let source = sources.first {
            if let entry = try source.next() { return entry }
            sources.removeFirst()
        }
        return nil
    }
}

/// A photo named on the command line; its path is its id.
private final class OnePhoto: BatchSource {
    private var item: BatchItem?

    init(path: String) { item = BatchItem(id: path, file: FileName(path.utf8)) }

    func next() -> BatchEntry? {
        defer { item = nil }
        return item.map(BatchEntry.photo)
    }
}

/// Standard input that ended before it began: what a producer leaves that failed, and so no success.
private final class EmptyInput: BatchSource {
    func next() throws(BatchInputError) -> BatchEntry? {
        throw .broken("standard input is empty; most likely the program that should write photos into it failed")
    }
}

/// Tells by its first bytes what comes through standard input.
enum StandardInput {
    /// - Throws: when it is neither an archive nor records; `interrupted` when a signal came first.
    static func source(_ stream: ByteStream) throws(BatchInputError) -> any BatchSource {
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if try stream.peek(3) == byteOrderMark { _ = try stream.skip(3) }
        let start = try stream.peek(TarHeader.blockSize)
        if TarHeader.isHeader(start) { return TarSource(stream) }
        let text = start.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        if text.isEmpty, start.count < TarHeader.blockSize { return EmptyInput() }
        // An archive of nothing.
        if text.isEmpty || start.allSatisfy({ $0 == 0 }) { return TarSource(stream) }
        if text.first == UInt8(ascii: "{") { return RecordSource(stream) }
        let remedy =
            "give a tar archive, or one JSON object a line: {\"id\": …, \"path\": …} or {\"id\": …, \"image\": …}"
        if let name = compression(start) { throw .broken("standard input is \(name); unpack it into the pipe") }
        if PhotoName.isPhoto(firstBytes: start) {
            throw .broken("standard input is a photo; name it as an input, or \(remedy)")
        }
        if start.count < TarHeader.blockSize { throw .broken("standard input is neither tar nor JSON; \(remedy)") }
        throw .broken("standard input is neither tar (the first header's checksum is wrong) nor JSON; \(remedy)")
    }

    private static func compression(_ start: [UInt8]) -> String? {
        let signatures: [([UInt8], String)] = [
            ([0x1F, 0x8B], "compressed with gzip"), ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz"), ([0x42, 0x5A, 0x68], "compressed with bzip2"),
            ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive"),
        ]
        return signatures.first { start.starts(with: $0.0) }?.1
    }
}
