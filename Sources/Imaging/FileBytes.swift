#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads a regular file in one go, without Foundation's copies.
package enum FileBytes {
    /// - Throws: `unreadableImage` when there is no regular file or it cannot be read; `imageTooLarge` when it has more
    ///   than `limit` bytes.
    package static func read(_ path: String, limit: Int) throws(ImagingError) -> [UInt8] {
        try read(Array(path.utf8), limit: limit)
    }

    /// - Parameter path: As the system has it, which need not be UTF-8.
    package static func read(_ path: [UInt8], limit: Int) throws(ImagingError) -> [UInt8] {
        guard !path.contains(0) else { throw .unreadable("The file's path has a NUL character in it.") }
        // Without O_NONBLOCK, opening a named pipe waits for a writer.
        let descriptor = open(path.map { CChar(bitPattern: $0) } + [0], O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(openFailure(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable("The file cannot be examined.") }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .unreadable("This is a folder, not a picture; name the files in it.")
        default: throw .unreadable("This is not a regular file (a device or a pipe); give a JPEG or PNG file.")
        }
        let size = Int(status.st_size)
        guard size <= limit else { throw .tooManyBytes(limit: limit) }
        guard size > 0 else { throw .unreadable("The file is empty.") }
        return try bytes(of: descriptor, count: size)
    }

    private static func bytes(of descriptor: Int32, count: Int) throws(ImagingError) -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = Self.read(
                    descriptor,
                    UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]))
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                if got <= 0 { break }
                filled += got
            }
        }
        guard !failed else { throw .unreadable("Reading the file failed; try again or copy it to another disk.") }
        return bytes
    }

    private static func read(_ descriptor: Int32, _ destination: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, destination.baseAddress, destination.count)
        #elseif canImport(Musl)
            Musl.read(descriptor, destination.baseAddress, destination.count)
        #else
            Darwin.read(descriptor, destination.baseAddress, destination.count)
        #endif
    }

    private static func openFailure(_ code: Int32) -> String {
        switch code {
        case ENOENT, ENOTDIR: "There is no such file."
        case EACCES, EPERM: "The file may not be read; check its permissions."
        case ENAMETOOLONG: "The file's path is too long."
        case EMFILE, ENFILE: "Too many files are open; try again."
        default: "The file cannot be opened."
        }
    }
}
