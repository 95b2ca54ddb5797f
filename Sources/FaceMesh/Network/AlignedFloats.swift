#if canImport(Glibc)
    import Glibc
#endif

/// Zeroed floats on a cache line, freed with their owner.
final class AlignedFloats {
    let pointer: UnsafeMutablePointer<Float>
    let count: Int

    init(count: Int) {
        self.count = count
        let size = max(count, 1) * 4
        // Linux hands out memory in pages of 4 kB as they are first touched, a fault each: a network's weights would
        // take longer to fault in than to unpack. Large pages take one fault for 2 MB.
        let isLarge = size >= Self.largePage / 2
        let bytes = UnsafeMutableRawPointer.allocate(
            byteCount: isLarge ? (size + Self.largePage - 1) / Self.largePage * Self.largePage : size,
            alignment: isLarge ? Self.largePage : 64)
        #if canImport(Glibc)
            if isLarge { madvise(bytes, size, Int32(MADV_HUGEPAGE)) }
        #endif
        pointer = bytes.bindMemory(to: Float.self, capacity: max(count, 1))
        pointer.initialize(repeating: 0, count: count)
    }

    private static let largePage = 2 << 20

    deinit { pointer.deallocate() }
}
