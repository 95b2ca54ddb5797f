import ArgumentParser

/// One of several disjoint parts of a batch. A photo's part depends on its id alone, so parts stay the same whatever
/// else lies beside it and in whatever order it comes.
struct Shard: ExpressibleByArgument, Sendable, Hashable {
    /// In `1...count`.
    let index: Int
    let count: Int

    static let whole = Shard(index: 1, count: 1)

    private init(index: Int, count: Int) {
        self.index = index
        self.count = count
    }

    /// Reads `i/n`, 1 ≤ i ≤ n ≤ 1,000,000.
    init?(argument: String) {
        guard let (index, count) = partAndCount(argument, limit: 1_000_000) else { return nil }
        self.init(index: index, count: count)
    }

    var defaultValueDescription: String { "\(index)/\(count)" }

    func contains(_ digest: ItemDigest) -> Bool { digest.bucket(of: count) == index - 1 }
}
