import CatalogStore
import Foundation

extension ReplacedFile {
    /// Opens `partial`, emptied, with the permissions of the file whose place it is to take.
    /// - Parameter isPrivate: Whether it gets those of a file for its owner alone instead.
    /// - Returns: a descriptor; -1 where that is not possible or the file is write-protected: replacing would take leave
    ///   to write in its folder alone.
    func openPartial(isPrivate: Bool = false) -> Int32 {
        var old = stat()
        let exists = stat(path, &old) == 0
        guard !exists || access(path, W_OK) == 0 else { return -1 }
        let descriptor = SystemFile.open(
            partial, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: isPrivate ? 0o600 : 0o644)
        guard descriptor >= 0, exists || isPrivate else { return descriptor }
        // What an earlier run left unfinished may be open to others.
        if fchmod(descriptor, isPrivate ? 0o600 : old.st_mode & 0o7777) != 0, isPrivate {
            close(descriptor)
            return -1
        }
        return descriptor
    }

    /// Gives what is whole its name.
    /// - Returns: whether that was possible.
    func putInPlace() -> Bool { rename(partial, path) == 0 }

    func discardPartial() { unlink(partial) }
}
