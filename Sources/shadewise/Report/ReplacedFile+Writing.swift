import Foundation
import Stores

extension ReplacedFile {
    /// Opens `partial`, emptied, with the permissions of the file whose place it is to take.
    /// - Returns: a descriptor; -1 where that is not possible or the file is write-protected: replacing would take leave
    ///   to write in its folder alone.
    func openPartial() -> Int32 {
        var old = stat()
        let exists = stat(path, &old) == 0
        guard !exists || access(path, W_OK) == 0 else { return -1 }
        let descriptor = SystemFile.open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
        if exists, descriptor >= 0 { _ = fchmod(descriptor, old.st_mode & 0o7777) }
        return descriptor
    }

    /// Gives what is whole its name.
    /// - Returns: whether that was possible.
    func putInPlace() -> Bool { rename(partial, path) == 0 }

    func discardPartial() { unlink(partial) }
}
