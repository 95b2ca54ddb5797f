/// What a file's first bytes say of how its text is written.
package enum Encoding {
    /// Cause and remedy where the file is no UTF-8 text at all; text in a Windows code page shows only where a byte of
    /// it is not ASCII.
    /// - Parameter head: As many of the first bytes as there are, a thousand or so.
    package static func fault(of head: ArraySlice<UInt8>, as format: FeedFormat) -> String? {
        // XML may be in UTF-16, which it says itself.
        if format != .xml, head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            return "the file is in UTF-16: save it as “CSV UTF-8”"
        }
        if let archive = archives.first(where: { head.starts(with: $0.magic) }) {
            return "the file is \(archive.name): unpack it, or save it as “CSV UTF-8” or with gzip"
        }
        // A zero in a later line is that line's fault, and so is any in a line of JSON; in a header it is no table.
        let header = format == .csv ? head.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") } : []
        if format != .xml, header.contains(0) || head.prefix(4).contains(0) {
            return "the file is in UTF-16 or holds binary data: save it as “CSV UTF-8”"
        }
        return nil
    }

    /// The first byte that is not UTF-8, and what to say of it.
    /// - Complexity: O(*n*).
    static func fault(in bytes: ArraySlice<UInt8>) -> (offset: Int, message: String)? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            let offset = bytes.startIndex + error.byteOffsets.lowerBound
            return (
                offset,
                "the byte \(String(bytes[offset], radix: 16, uppercase: true)) is not UTF-8, the file may be in a Windows "
                    + "code page: save it as “CSV UTF-8”"
            )
        }
    }

    private static let archives: [(magic: [UInt8], name: String)] = [
        ([0x50, 0x4B, 0x03, 0x04], "an Excel workbook or a zip archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz"),
        ([0x42, 0x5A, 0x68], "compressed with bzip2"),
    ]
}
