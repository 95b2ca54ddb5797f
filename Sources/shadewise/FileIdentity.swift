import ArgumentParser
import CatalogStore
import Foundation
import Inputs
import SkinTone

/// A file whatever it is called: by device and inode, or by its real path as long as there is none.
enum FileIdentity: Hashable {
    case existing(device: UInt64, inode: UInt64)
    case planned(path: String)

    /// - Parameter path: `-` stands for standard input.
    /// - Returns: `nil` for folders, pipes and devices, which hold nothing that writing could destroy.
    init?(_ path: String) {
        var status = stat()
        if (path == BatchInputs.standardInput ? fstat(STDIN_FILENO, &status) : stat(path, &status)) == 0 {
            self.init(status)
        } else {
            self = .planned(path: Self.realPath(ofMissing: path))
        }
    }

    /// - Returns: `nil` for folders, pipes and devices.
    init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init?(_ status: stat) {
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        self = .existing(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }

    private static func realPath(ofMissing path: String) -> String {
        let url = URL(filePath: ReplacedFile(path).path)
        let folder = url.deletingLastPathComponent().path(percentEncoded: false)
        guard let real = realpath(folder, nil) else { return url.standardizedFileURL.path(percentEncoded: false) }
        defer { free(real) }
        return String(cString: real) + "/" + url.lastPathComponent
    }
}

/// A file that a command was given, and what for.
struct FileRole {
    /// What messages call it, such as `--diff`.
    let name: String
    /// The path given, and those beside it that are written with it.
    let paths: [String]

    init(_ name: String, _ paths: String...) {
        self.name = name
        self.paths = paths
    }

    /// An output: a file, and what it is called until it is whole. Standard output is nobody's file.
    init(_ name: String, output: String?) {
        let paths = output.map { path in
            if case .file(let file) = OutputPlace(path) { [file.path, file.partial] } else { [String]() }
        }
        self.init(name, paths: paths ?? [])
    }

    /// A capture policy; those that come with the program are nobody's files.
    init(policy: String?) {
        self.init("--policy", paths: [policy].compactMap(\.self).filter { !CapturePolicy.builtInNames.contains($0) })
    }

    init(_ name: String, paths: [String]) {
        self.name = name
        self.paths = paths
    }
}

/// Refuses to write over what is read, and to write two things to one file. To be asked before anything is opened.
/// - Throws: `ExitCode(2)`, after saying so.
func refuseOverwriting(outputs: [FileRole], inputs: [FileRole]) throws {
    for (index, output) in outputs.enumerated() {
        let written = Set(output.paths.compactMap(FileIdentity.init))
        for other in inputs + outputs[..<index] {
            guard let path = other.paths.first(where: { FileIdentity($0).map(written.contains) ?? false }) else {
                continue
            }
            let shown = FeedArguments.shown(path)
            throw misuse("\(output.name) would overwrite \(other.name), \(shown): name another file")
        }
    }
}

/// Refuses to replace a photo: any input may name it.
/// - Throws: `ExitCode(2)`, after saying so.
func refuseReplacingPhoto(_ option: String, _ output: String) throws {
    guard case .file(let file) = OutputPlace(output), let handle = FileHandle(forReadingAtPath: file.path) else {
        return
    }
    defer { try? handle.close() }
    if let start = try? handle.read(upToCount: 8), PhotoName.isPhoto(firstBytes: Array(start)) {
        throw misuse("\(output) is a photo, and \(option) would replace it: name another file")
    }
}
