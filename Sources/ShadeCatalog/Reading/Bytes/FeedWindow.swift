/// The part of a feed that is in memory: from the row being read to as far as has been read ahead.
struct FeedWindow {
    /// Valid up to `end`.
    private(set) var bytes: [UInt8]
    /// The first byte that is still wanted.
    var start = 0
    private(set) var end: Int
    /// Whether nothing follows `end`.
    private(set) var isLast = false
    /// Why the source broke off.
    private(set) var damage: String?
    private let source: any ByteSource

    /// How many bytes are read at once: large enough for the disk, small beside a program.
    static var chunk: Int { 256 << 10 }

    /// - Parameter head: Bytes already taken from the source.
    init(head: [UInt8], source: any ByteSource) {
        bytes = head
        end = head.count
        self.source = source
    }

    var totalBytes: Int? { source.totalBytes }
    var bytesRead: Int { source.bytesRead }

    /// Reads on until so many bytes are held, or all there are.
    mutating func fill(atLeast count: Int) throws(CatalogError) {
        while end - start < count, try refill() {}
    }

    /// Makes room by dropping what lies before `start`, and reads on: at least as much as is held, so that looking
    /// again at a row that was not all there stays linear. Offsets change by the old `start`.
    /// - Returns: Whether there is more than before.
    mutating func refill() throws(CatalogError) -> Bool {
        guard !isLast else { return false }
        let held = end - start
        let size = held + max(Self.chunk, held)
        if bytes.count >= size {
            bytes.withUnsafeMutableBytes { all in
                UnsafeMutableRawBufferPointer(rebasing: all[..<held])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: all[start..<end]))
            }
        } else {
            bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                for index in 0..<held { buffer[index] = bytes[start + index] }
                buffer[held...].initialize(repeating: 0)
                count = size
            }
        }
        start = 0
        end = held
        do throws(SourceFault) {
            let count = try bytes.withUnsafeMutableBufferPointer { all throws(SourceFault) in
                try source.read(
                    into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: all[held...])))
            }
            end += count
            isLast = count == 0
        } catch {
            switch error {
            case .unreadable(let error): throw error
            case .followed(let message):
                damage = message
                isLast = true
            case .damaged(let message):
                damage = message
                isLast = true
                // A row cut in half could pass for a whole one.
                while end > 0, bytes[end - 1] != UInt8(ascii: "\n") { end -= 1 }
            }
        }
        return end > held
    }
}
