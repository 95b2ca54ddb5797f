import SkinTone

/// Analyses a whole set on all cores, a photo in memory for each.
struct AuditRun {
    let set: any AuditSet
    let reader: AuditReader

    /// Names photos without a reading on standard error.
    /// - Returns: In the set's order, whatever order they were finished in.
    /// - Throws: `OutputError` when the set cannot go on.
    func items() throws -> [AuditItem] {
        var items: [AuditItem] = []
        try OrderedWork.run(count: set.count, window: 64, work: { reader.answer(try set.photo($0)) }) {
            answer, progress in
            items.append(answer.item)
            guard let complaint = answer.complaint else { return }
            progress.clear()
            Terminal.complain(complaint)
        }
        return items
    }
}
