import Foundation

/// The system's own calls, under names that members do not hide.
enum SystemFile {
    /// - Returns: a descriptor, or -1.
    static func open(_ path: String, _ flags: Int32, mode: mode_t = 0o644) -> Int32 {
        openDescriptor(path, flags | O_CLOEXEC, mode)
    }

    /// Writes all of it. - Returns: whether that was possible; `errno` tells why not.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let part = UnsafeRawBufferPointer(rebasing: buffer[written...])
                let count = writePart(descriptor, part)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                written += count
            }
            return true
        }
    }
}

private func openDescriptor(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }

private func writePart(_ descriptor: Int32, _ part: UnsafeRawBufferPointer) -> Int {
    write(descriptor, part.baseAddress, part.count)
}
