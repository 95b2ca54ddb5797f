/// The photos still to be answered: those of this shard, without the ones an earlier run answered, ids taken twice made
/// known. Used by one thread at a time.
final class BatchFeed {
    private let source: any BatchSource
    private let shard: Shard
    private let interruption: Interruption?
    private let journal: BatchJournal

    /// How many of the journal's rows the input has repeated, one by one, from the beginning.
    private var repeated = 0
    /// The journal's ids, once the input is known not to repeat them in order.
    private var answered: Set<ItemDigest>?
    private var seen: Set<ItemDigest> = []

    /// Why the input ended before its end.
    private(set) var failure: BatchInputError?
    /// Files that are no photos.
    private(set) var skipped = 0

    init(_ source: any BatchSource, shard: Shard, journal: BatchJournal, interruption: Interruption?) {
        self.source = source
        self.shard = shard
        self.journal = journal
        self.interruption = interruption
    }

    /// Whether photos came or went since the journal's run began.
    var hasChanged: Bool { answered != nil || repeated < journal.answered.count }

    func next() -> BatchItem? {
        do {
            while interruption?.signalNumber == nil {
                switch try source.next() {
                case .photo(let item):
                    if let item = unanswered(item.bounded) { return item }
                case .skipped(let name, let reason, let count):
                    skipped += count
                    Self.tell("skipped: \(name): \(reason)")
                case .note(let text): Self.tell(text)
                case nil: return nil
                }
            }
            failure = .interrupted
        } catch {
            failure = error
        }
        return nil
    }

    private func unanswered(_ item: BatchItem) -> BatchItem? {
        let digest = ItemDigest(item.id)
        guard shard.contains(digest) else { return nil }
        if answered == nil, repeated < journal.answered.count {
            if journal.answered[repeated] == digest {
                repeated += 1
                seen.insert(digest)
                return nil
            }
            // Not the same photos in the same order, as a queue that sends only the rest: ids decide alone.
            answered = Set(journal.answered)
        }
        if let answered, answered.contains(digest) { return nil }
        return seen.insert(digest).inserted ? item : item.asDuplicate
    }

    private static func tell(_ text: String) {
        Terminal.progress("")
        Terminal.complain(Terminal.safe(text))
    }
}

extension BatchItem {
    /// Bytes of an id or a path that is answered under its own name: what file systems take.
    static let nameLimit = 4_096

    /// The item itself, or its error when its names are too long to be repeated in rows.
    fileprivate var bounded: BatchItem {
        guard id.utf8.count > Self.nameLimit || path.utf8.count > Self.nameLimit else { return self }
        return BatchItem(
            // Others may begin alike.
            id: "\(id.prefix(64))… (\(ItemDigest(id + "\n" + path).shortText))", path: "\(path.prefix(64))…",
            photo: .failure(
                code: Self.invalidRecord,
                message: "The id or path is longer than \(Self.nameLimit) bytes; give a shorter one."))
    }
}
