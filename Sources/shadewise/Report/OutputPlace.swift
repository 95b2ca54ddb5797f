import CatalogStore
import Foundation

/// Where an output goes, by what a person calls it.
///
/// A file is written beside its name and put in place when it is whole. A pipe, a device, and whatever stands behind
/// standard output are written to as they are: replaced, they would be lost to whoever reads them.
enum OutputPlace: Equatable {
    /// One that this process was started with.
    case descriptor(Int32)
    /// A pipe or a device.
    case stream(String)
    case file(ReplacedFile)
    case folder

    /// - Parameter path: `-` stands for standard output.
    init(_ path: String) {
        var status = stat()
        if let number = Self.descriptor(path) {
            self = .descriptor(number)
        } else if stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG {
            self = .file(ReplacedFile(path))
        } else {
            self = status.st_mode & S_IFMT == S_IFDIR ? .folder : .stream(path)
        }
    }

    var isStandardOutput: Bool { self == .descriptor(STDOUT_FILENO) }

    /// Opens what is written to as it is.
    /// - Returns: a descriptor of the caller's own; -1 for files and folders, and where that is not possible.
    func open() -> Int32 {
        switch self {
        case .descriptor(let number): fcntl(number, F_DUPFD_CLOEXEC, 3)
        case .stream(let path): SystemFile.open(path, O_WRONLY)
        case .file, .folder: -1
        }
    }

    /// Whether something could be written here by now, to be asked before long work. A file that is write-protected is
    /// to stay, though replacing it would take leave to write in its folder alone.
    var isWritable: Bool {
        switch self {
        case .descriptor: true
        case .stream(let path): access(path, W_OK) == 0
        case .file(let file):
            access(URL(filePath: file.path).deletingLastPathComponent().path(percentEncoded: false), W_OK) == 0
                && (access(file.path, F_OK) != 0 || access(file.path, W_OK) == 0)
        case .folder: false
        }
    }

    /// Why nothing could be written to `path`, and what to do about it.
    static func fault(_ path: String) -> String {
        if OutputPlace(path) == .folder { return "\(path): this is a folder; name a file in it" }
        if access(path, F_OK) == 0, access(path, W_OK) != 0 {
            return "\(path): may not be written to; check its permissions, or name another file"
        }
        return "\(path): cannot be written; check that its folder exists, may be written to and has room"
    }

    private static func descriptor(_ path: String) -> Int32? {
        switch path {
        case BatchInputs.standardInput, "/dev/stdout": return STDOUT_FILENO
        case "/dev/stderr": return STDERR_FILENO
        default: break
        }
        for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
            if let number = Int32(path.dropFirst(folder.count)) { return number }
        }
        // Another name of the file that standard output goes to.
        guard case .existing? = FileIdentity(path) else { return nil }
        return [STDOUT_FILENO, STDERR_FILENO].first { FileIdentity(descriptor: $0) == FileIdentity(path) }
    }
}

extension OutputPlace? {
    /// Tells on standard output, unless this output goes there.
    func say(_ text: String) {
        if self?.isStandardOutput == true { Terminal.complain(text) } else { print(text) }
    }
}
