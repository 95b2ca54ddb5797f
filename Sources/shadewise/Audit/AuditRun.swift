import SkinTone

/// Analyses a whole set on all cores, a photo in memory for each.
struct AuditRun {
    let set: any AuditSet
    let reader: AuditReader

    /// Names photos without a reading on standard error.
    /// - Returns: In the set's order, whatever order they were finished in.
    /// - Throws: `OutputError` when the set cannot go on.
    func items() throws -> [AuditItem] {
        var next = 0
        var items: [AuditItem] = []
        var progress = BatchProgress(total: set.count)
        var failure: (any Error)?
        OrderedWork<Int, Result<AuditReader.Answer, any Error>>.run(
            threads: min(set.count, Cores.available), window: 64,
            next: {
                defer { next += 1 }
                return next < set.count ? next : nil
            },
            work: { index in Result { reader.answer(try set.photo(index)) } },
            emit: { result in
                do {
                    let answer = try result.get()
                    items.append(answer.item)
                    progress.advance()
                    if let complaint = answer.complaint {
                        progress.clear()
                        Terminal.complain(complaint)
                    }
                    return true
                } catch {
                    failure = error
                    return false
                }
            })
        progress.clear()
        if let failure { throw failure }
        return items
    }
}
