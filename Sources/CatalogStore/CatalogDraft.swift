internal import Foundation
internal import GRDB
internal import ShadeCatalog

/// The next state of a catalog: a file beside it, `FILE.partial`, that takes its place once it is whole.
///
/// Whoever has the draft holds a lock on it, so imports come one after another. A killed one leaves its draft behind,
/// and the next import takes that over.
struct CatalogDraft: ~Copyable {
    private let final: String
    let path: String
    private let descriptor: Int32
    private var isInPlace = false

    /// - Parameter patience: Seconds to wait for another import's end.
    /// - Throws: `unreadable_catalog` when another import goes on, or the catalog or its folder may not be written to.
    init(of catalog: String, patience: Double = 60) throws(CatalogError) {
        let file = ReplacedFile(catalog)
        (final, path) = (file.path, file.partial)
        // Replacing takes leave to write in the folder alone; a catalog that is write-protected is to stay.
        guard access(final, F_OK) != 0 || access(final, W_OK) == 0 else {
            throw CatalogError(
                code: .unreadableCatalog, message: "\(catalog): may not be written to: check its permissions")
        }
        descriptor = try Self.locked(path, patience: patience)
    }

    deinit {
        // Under the lock: afterwards another import's draft may have the name.
        if !isInPlace { unlink(path) }
        close(descriptor)
    }

    /// Makes the draft, which nobody has open any more, the catalog.
    mutating func putInPlace() throws(CatalogError) {
        var status = stat()
        // Best effort: only root gives files away.
        if stat(final, &status) == 0 {
            _ = fchown(descriptor, status.st_uid, status.st_gid)
            _ = fchmod(descriptor, status.st_mode & 0o7777)
        } else {
            _ = fchmod(descriptor, Self.modeOfNewFiles)
        }
        guard fsync(descriptor) == 0, rename(path, final) == 0 else {
            throw Self.failure(final, "cannot be put in place: \(Self.reason(errno))")
        }
        isInPlace = true
        // Makes the name last through a loss of power.
        let folder = open(URL(filePath: final).deletingLastPathComponent().path(percentEncoded: false), O_RDONLY)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    /// What this process gives to files that others may read.
    private static var modeOfNewFiles: mode_t {
        // The mask cannot be asked for without setting it; for so long, new files are their owner's alone.
        let mask = umask(0o077)
        umask(mask)
        return 0o644 & ~mask
    }

    /// Makes the draft, or takes over one that was left behind, and empties it. It is its owner's alone until it takes
    /// the catalog's place.
    private static func locked(_ path: String, patience: Double) throws(CatalogError) -> Int32 {
        let end = ContinuousClock.now + .seconds(patience)
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw failure(path, "cannot be written: \(reason(errno))") }
            let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0
            // While this one waited, the name may have gone to the catalog, or to another draft.
            if isLocked, isNamed(path, descriptor) {
                for suffix in ["-journal", "-wal", "-shm"] { unlink(path + suffix) }
                if ftruncate(descriptor, 0) == 0, fchmod(descriptor, 0o600) == 0 { return descriptor }
                let cause = reason(errno)
                close(descriptor)
                throw failure(path, "cannot be written: \(cause)")
            }
            close(descriptor)
            guard ContinuousClock.now < end else {
                throw failure(path, "another import is writing it: wait for it to end, then try again")
            }
            if !isLocked { usleep(10_000) }
        }
    }

    private static func isNamed(_ path: String, _ descriptor: Int32) -> Bool {
        var (own, named) = (stat(), stat())
        return fstat(descriptor, &own) == 0 && stat(path, &named) == 0 && own.st_dev == named.st_dev
            && own.st_ino == named.st_ino
    }

    private static func failure(_ path: String, _ cause: String) -> CatalogError {
        CatalogError(code: .unreadableCatalog, message: "\(path): \(cause)")
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ENOSPC, EDQUOT: "the disk is full: the catalog is as it was; make room and import again"
        case EACCES, EPERM, EROFS: "its folder may not be written to: check its permissions"
        case ENOENT, ENOTDIR: "its folder does not exist: make it first"
        case EINVAL: "it is no file: remove it, then import again"
        default: String(cString: strerror(code))
        }
    }
}

extension CatalogDatabase {
    /// A database to import into: what stands at `path`, to be changed at will, for it is thrown away if anything fails.
    /// - Parameter file: The draft's, or empty for one that is never kept.
    static func draft(_ file: String, of path: String) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: file)
        try queue.writeWithoutTransaction { draft in
            try standing(at: path) { db in try db.backup(to: draft) }
            // Undoing and outliving a crash are the old file's part; `putInPlace` brings this one to the disk.
            try draft.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        }
        try migrator.migrate(queue)
        return queue
    }

    /// Brings a catalog of an older version to where its file is all there is, just before another replaces it: a log
    /// beside it would be taken for that one's.
    static func endWALMode(_ path: String) throws {
        guard isInWALMode(path) else { return }
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.inDatabase { db in
            try checkOwner(db)
            try db.execute(sql: "PRAGMA journal_mode = DELETE")
        }
        try queue.close()
        guard !isInWALMode(path) else { throw DatabaseError(resultCode: .SQLITE_BUSY) }
    }
}
