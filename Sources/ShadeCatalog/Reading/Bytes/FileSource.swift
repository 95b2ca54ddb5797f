#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file, a pipe or, as `-`, standard input.
final class FileSource: ByteSource {
    private let descriptor: Int32
    private let path: String
    private let code: CatalogError.Code
    let totalBytes: Int?
    private(set) var bytesRead = 0

    /// - Parameter code: of what is thrown when it cannot be read, now or later.
    /// - Throws: when there is no such file, it is a folder, or it may not be read.
    init(path: String, orThrow code: CatalogError.Code = .unreadableCatalog) throws(CatalogError) {
        (self.path, self.code) = (path, code)
        guard path != "-" else {
            descriptor = STDIN_FILENO
            totalBytes = nil
            return
        }
        let opened = path.utf8.contains(0) ? -1 : open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw .unreadable(path, code) }
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(opened)
            throw .unreadable(path, code)
        }
        descriptor = opened
        totalBytes = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
        while true {
            let count = systemRead(descriptor, buffer)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(.unreadable(path, code)) }
            bytesRead += count
            return count
        }
    }
}

extension CatalogError {
    fileprivate static func unreadable(_ path: String, _ code: Code) -> CatalogError {
        CatalogError(
            code: code,
            message: "\(path) cannot be read: check that the file exists, is no folder, and that you may read it")
    }
}

/// Outside the class, where `read` would name the method.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}
