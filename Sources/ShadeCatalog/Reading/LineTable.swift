/// Where something was first seen in a file, by its hash: 12 bytes an entry and the table's slack.
///
/// Open addressing in many small tables that grow one after the other: a single one would hold its old self beside its
/// new one while it grows, and millions of rows must fit in little memory.
struct LineTable: Sendable {
    private struct Shard: Sendable {
        /// 0 marks an empty place.
        var hashes: [UInt64] = []
        var lines: [UInt32] = []
        var count = 0
    }

    private var shards = [Shard](repeating: Shard(), count: 64)

    /// - Returns: The line that came with the hash before; otherwise `line` is remembered.
    /// - Complexity: Amortised O(1).
    mutating func enter(_ hash: UInt64, line: Int) -> Int? {
        let hash = max(1, hash)
        return Self.enter(hash, UInt32(clamping: line), in: &shards[Int(hash >> 58)])
    }

    private static func enter(_ hash: UInt64, _ line: UInt32, in shard: inout Shard) -> Int? {
        if (shard.count + 1) * 5 > shard.hashes.count * 4 { grow(&shard) }
        let place = place(of: hash, in: shard.hashes)
        guard shard.hashes[place] == 0 else { return Int(shard.lines[place]) }
        shard.hashes[place] = hash
        shard.lines[place] = line
        shard.count += 1
        return nil
    }

    private static func grow(_ shard: inout Shard) {
        let size = max(16, shard.hashes.count * 3 / 2)
        var hashes = [UInt64](repeating: 0, count: size)
        var lines = [UInt32](repeating: 0, count: size)
        for (hash, line) in zip(shard.hashes, shard.lines) where hash != 0 {
            let place = place(of: hash, in: hashes)
            hashes[place] = hash
            lines[place] = line
        }
        shard.hashes = hashes
        shard.lines = lines
    }

    /// The hash's own place or, when others lie there, the next empty one.
    private static func place(of hash: UInt64, in hashes: [UInt64]) -> Int {
        // The six bits above chose the shard.
        var place = Int((hash << 6).multipliedFullWidth(by: UInt64(hashes.count)).high)
        while hashes[place] != 0, hashes[place] != hash { place = place + 1 == hashes.count ? 0 : place + 1 }
        return place
    }
}
