import Foundation

/// A file or pipe read in order through one buffer. Owns its descriptor, but for standard input's.
final class ByteStream {
    private let descriptor: Int32
    private let wakeDescriptor: Int32
    private var buffer: UnsafeMutableRawBufferPointer
    private var unread: Range<Int> = 0..<0
    private var isAtEnd = false

    /// Large enough that system calls cost little, small enough to stay in the second-level cache.
    private static let capacity = 256 << 10

    /// Standard input; waiting for it ends when `interruption` is requested.
    init(standardInputUntil interruption: Interruption) {
        descriptor = STDIN_FILENO
        wakeDescriptor = interruption.wakeDescriptor
        buffer = .allocate(byteCount: Self.capacity, alignment: 64)
    }

    /// A file, or nothing when it cannot be opened or is a folder.
    init?(path: String) {
        guard !path.utf8.contains(0) else { return nil }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        wakeDescriptor = -1
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            return nil
        }
        buffer = .allocate(byteCount: Self.capacity, alignment: 64)
    }

    deinit {
        buffer.deallocate()
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// Bytes taken so far.
    private(set) var offset = 0

    /// Reads on until at least `count` bytes, at most 4,096, are there or the input ends.
    private func fill(_ count: Int) throws(BatchInputError) {
        if unread.isEmpty { unread = 0..<0 }
        while unread.count < count, !isAtEnd {
            if unread.upperBound == buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[unread])
                buffer.copyMemory(from: rest)
                unread = 0..<rest.count
            }
            try waitForInput()
            let got = read(
                descriptor, buffer.baseAddress.map { $0 + unread.upperBound }, buffer.count - unread.upperBound)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .broken("reading failed (\(String(cString: strerror(errno))))") }
            isAtEnd = got == 0
            unread = unread.lowerBound..<unread.upperBound + got
        }
    }

    private func waitForInput() throws(BatchInputError) {
        guard wakeDescriptor >= 0 else { return }
        var waits = [descriptor, wakeDescriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&waits, 2, -1) < 0 {
            guard errno == EINTR else { return }
        }
        if waits[1].revents != 0 { throw .interrupted }
    }

    private func take(_ count: Int) {
        unread = unread.lowerBound + count..<unread.upperBound
        offset += count
    }

    /// The next bytes without taking them; fewer than `count`, at most 4,096, only at the end.
    func peek(_ count: Int) throws(BatchInputError) -> [UInt8] {
        try fill(count)
        return Array(buffer[unread].prefix(count))
    }

    /// Takes what is there, at least a byte; nothing at the end.
    func chunk() throws(BatchInputError) -> [UInt8] {
        try fill(1)
        let part = Array(buffer[unread])
        take(part.count)
        return part
    }

    /// Takes `count` bytes, or fewer at the end.
    func bytes(_ count: Int) throws(BatchInputError) -> [UInt8] {
        var bytes: [UInt8] = []
        // A header may claim more than comes.
        bytes.reserveCapacity(min(count, 64 << 20))
        while bytes.count < count {
            try fill(1)
            let part = buffer[unread].prefix(count - bytes.count)
            if part.isEmpty { break }
            bytes.append(contentsOf: part)
            take(part.count)
        }
        return bytes
    }

    /// Passes over `count` bytes and returns how many there were.
    func skip(_ count: Int) throws(BatchInputError) -> Int {
        var left = count
        while left > 0 {
            try fill(1)
            let part = min(left, unread.count)
            if part == 0 { break }
            take(part)
            left -= part
        }
        return count - left
    }

    struct Line {
        /// Without its end; the first `limit` bytes of it.
        var bytes: [UInt8] = []
        var isTooLong = false
        /// Whether a line feed followed, rather than the end of the input.
        var isTerminated = false
    }

    /// Takes a line; `nil` at the end of the input.
    func line(limit: Int) throws(BatchInputError) -> Line? {
        var line = Line()
        while true {
            try fill(1)
            guard !unread.isEmpty else { return line.bytes.isEmpty && !line.isTooLong ? nil : line }
            let rest = UnsafeRawBufferPointer(rebasing: buffer[unread])
            let end = rest.firstOffset(of: UInt8(ascii: "\n"))
            let part = rest[..<(end ?? rest.count)]
            line.isTooLong = line.isTooLong || line.bytes.count + part.count > limit
            line.bytes.append(contentsOf: part.prefix(limit - line.bytes.count))
            take(part.count)
            if end != nil {
                take(1)
                line.isTerminated = true
                return line
            }
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Where a byte first is, many bytes at a time.
    func firstOffset(of byte: UInt8) -> Int? {
        guard let start = baseAddress, let found = memchr(start, Int32(byte), count) else { return nil }
        return UnsafeRawPointer(found) - start
    }
}
