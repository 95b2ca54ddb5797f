/// Why a source gave no more.
enum SourceFault: Error {
    /// Nothing more can be read, and what there was may be no catalog at all.
    case unreadable(CatalogError)
    /// What follows the bytes so far is lost, and those may end inside a row. Cause and remedy.
    case damaged(String)
    /// The bytes so far are all there should be, and something else follows. Cause and remedy.
    case followed(String)
}

/// Gives a feed's bytes a piece at a time. A class, so that what it holds open has one owner and is closed with it.
protocol ByteSource: AnyObject {
    /// How many bytes there are as stored, where that is known.
    var totalBytes: Int? { get }
    /// How many of those have been taken.
    var bytesRead: Int { get }

    /// Writes the next bytes to the front of `buffer`, which is not empty.
    /// - Returns: How many; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int
}

/// Bytes in memory.
final class MemorySource: ByteSource {
    private let bytes: [UInt8]
    private(set) var bytesRead = 0
    var totalBytes: Int? { bytes.count }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - bytesRead)
        bytes.withUnsafeBytes { all in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[bytesRead..<bytesRead + count]))
        }
        bytesRead += count
        return count
    }
}
