/// Scratch memory of some rows.
struct RowBuffer: ~Copyable {
    let start: UnsafeMutablePointer<UInt8>

    init(_ count: Int) { start = .allocate(capacity: max(count, 1)) }

    deinit { start.deallocate() }
}
