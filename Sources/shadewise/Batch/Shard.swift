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

    private static let most = 1_000_000

    /// Reads `i/n`, 1 ≤ i ≤ n ≤ 1,000,000.
    init?(argument: String) {
        guard let (index, count) = partAndCount(argument, limit: Self.most) else { return nil }
        self.init(index: index, count: count)
    }

    /// Reads the same.
    /// - Throws: `ValidationError`, for the command line to tell.
    init(parsing text: String) throws {
        guard let shard = Shard(argument: text) else {
            throw ValidationError("--shard takes i/n such as 2/8: i from 1 to n, n up to \(Self.most)")
        }
        self = shard
    }

    var defaultValueDescription: String { "\(index)/\(count)" }

    func contains(_ digest: ItemDigest) -> Bool { digest.bucket(of: count) == index - 1 }
}
