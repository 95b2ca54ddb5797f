/// Changes a PNG where it matters: behind its check sums, and inside its compressed streams. Blind changes would hardly
/// ever get past either.
public enum PNGMutator {
    /// Changes `count` bytes in place, up to `capacity`, and returns how many there are now.
    public typealias Mutate = (_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int) -> Int

    /// - Parameter mutate: libFuzzer's own mutation.
    /// - Returns: The new count; at most `capacity`.
    public static func run(
        _ bytes: UnsafeMutablePointer<UInt8>, count: Int, capacity: Int, seed: Int, mutate: Mutate
    ) -> Int {
        var file = PNGFile(UnsafeBufferPointer(start: bytes, count: count))
        guard !file.chunks.isEmpty, seed % 4 != 0 else {
            let changed = mutate(bytes, count, capacity)
            // Half of the blind changes keep their wrong check sums: those paths want walking, too.
            guard seed % 8 == 0 else { return changed }
            return store(PNGFile(UnsafeBufferPointer(start: bytes, count: changed)), bytes, capacity) ?? changed
        }
        let index = seed / 4 % file.chunks.count
        let (name, content) = file.chunks[index]
        let room = capacity - count
        if let (head, stream) = split(name, content), seed % 4 != 1 {
            file.chunks[index].content = head + Zlib.deflated(changed(stream, room: room + 64, mutate))
        } else if seed / 64 % 8 == 0 {
            file.chunks.insert((name, content), at: seed / 512 % (file.chunks.count + 1))
        } else {
            file.chunks[index].content = changed(content, room: room, mutate)
        }
        return store(file, bytes, capacity) ?? mutate(bytes, count, capacity)
    }

    /// A compressed chunk's plain beginning and its inflated stream.
    private static func split(_ name: [UInt8], _ content: [UInt8]) -> (head: [UInt8], stream: [UInt8])? {
        var start = 0
        if !name.elementsEqual("IDAT".utf8) {
            guard name.elementsEqual("iCCP".utf8) || name.elementsEqual("zTXt".utf8),
                let zero = content.firstIndex(of: 0), zero + 2 <= content.count
            else { return nil }
            start = zero + 2
        }
        guard let stream = Zlib.inflated(content[start...], limit: 1 << 16) else { return nil }
        return (Array(content[..<start]), stream)
    }

    private static func changed(_ bytes: [UInt8], room: Int, _ mutate: Mutate) -> [UInt8] {
        let capacity = max(bytes.count + max(room, 0), 1)
        return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            start.initialize(from: bytes, count: bytes.count)
            (start + bytes.count).initialize(repeating: 0, count: capacity - bytes.count)
            count = mutate(start, bytes.count, capacity)
        }
    }

    private static func store(
        _ file: PNGFile, _ target: UnsafeMutablePointer<UInt8>, _ capacity: Int
    ) -> Int? {
        let bytes = file.bytes
        guard bytes.count <= capacity else { return nil }
        target.update(from: bytes, count: bytes.count)
        return bytes.count
    }
}
