/// A decoder that delivers rows from top to bottom, in the file's order.
protocol RowSource: ~Copyable {
    /// Bytes from one row to the next.
    var rowBytes: Int { get }
    /// Bytes of a row before the first pixel wanted.
    var leadingBytes: Int { get }

    /// Decodes the next `count` rows; the buffer has room for them.
    mutating func read(_ rows: UnsafeMutablePointer<UInt8>, count: Int) throws(ImagingError)
}
