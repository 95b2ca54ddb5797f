/// One 512-byte header of a tar archive.
/// - Source: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format".
package struct TarHeader {
    package static let blockSize = 512

    package var name: String
    /// Bytes of contents that follow, without padding.
    package var size: Int
    package var type: Kind

    package enum Kind: Equatable {
        case file, folder, link
        /// Of the next member: pax records, or GNU's long name or long link target.
        case extendedHeader, longName, longLinkName
        /// For all members from here on; nothing in it matters here.
        case globalHeader
        case sparse
        case other
    }

    package struct Damage: Error { package var cause: String }

    /// - Throws: when the block is no header: a wrong checksum, or a size that is no number.
    package init(_ block: [UInt8]) throws(Damage) {
        guard Self.isHeader(block) else { throw Damage(cause: "a header's checksum is wrong") }
        guard let size = Self.number(block[124..<136]), size >= 0, size <= Int.max / 4 else {
            throw Damage(cause: "a header gives no size")
        }
        self.size = size
        let short = Self.text(block[0..<100])
        // GNU's own format says "ustar  " and keeps other things where POSIX keeps the prefix.
        let isPOSIX = block[257..<263].elementsEqual(Array("ustar\0".utf8))
        let prefix = isPOSIX ? Self.text(block[345..<500]) : ""
        name = prefix.isEmpty ? short : prefix + "/" + short
        type =
            switch block[156] {
            case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): .file
            case UInt8(ascii: "1"), UInt8(ascii: "2"): .link
            case UInt8(ascii: "5"): .folder
            case UInt8(ascii: "x"), UInt8(ascii: "X"): .extendedHeader
            case UInt8(ascii: "g"): .globalHeader
            case UInt8(ascii: "L"): .longName
            case UInt8(ascii: "K"): .longLinkName
            case UInt8(ascii: "S"): .sparse
            default: .other
            }
    }

    /// The member that follows, as the headers before it say more of it.
    package func completed(by pax: PaxRecords?, longName: String?) -> TarHeader {
        var header = self
        header.name = pax?.path ?? longName ?? name
        // The oldest format has no type for folders. A name cut to its field's length says nothing.
        if type == .file, header.name.hasSuffix("/") { header.type = .folder }
        // Some writers give folders and links a size that nothing follows for.
        let hasContents = header.type != .folder && header.type != .link
        header.size = hasContents ? pax?.size ?? size : 0
        if pax?.isSparse == true { header.type = .sparse }
        return header
    }

    /// Contents and padding.
    package static func padded(_ size: Int) -> Int { (size + blockSize - 1) / blockSize * blockSize }

    /// Whether the block's checksum is right: the sum of its bytes, the checksum's own read as blanks. Some old writers
    /// summed signed bytes.
    package static func isHeader(_ block: [UInt8]) -> Bool {
        guard block.count == blockSize, let told = number(block[148..<156]) else { return false }
        var unsigned = 8 * 0x20
        var signed = 8 * 0x20
        for (index, byte) in block.enumerated() where !(148..<156).contains(index) {
            unsigned += Int(byte)
            signed += Int(Int8(bitPattern: byte))
        }
        return told == unsigned || told == signed
    }

    /// Octal digits between blanks and zeros, or GNU's base-256 when the first bit is set.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        guard let first = field.first else { return nil }
        if first & 0x80 != 0 {
            // 0xFF begins a negative number.
            guard first == 0x80 else { return nil }
            var value = 0
            for byte in field.dropFirst() {
                guard value <= Int.max >> 9 else { return nil }
                value = value << 8 | Int(byte)
            }
            return value
        }
        let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
        var value = 0
        for byte in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte), value <= Int.max >> 4 else { return nil }
            value = value << 3 | Int(byte & 7)
        }
        // An empty field stands for zero, as some writers leave it in folders.
        return value
    }

    package static func text(_ field: ArraySlice<UInt8>) -> String { FileName(field.prefix { $0 != 0 }).text }
}

/// What an extended header says of the next member.
/// - Source: POSIX.1-2017, pax, "pax Extended Header".
package struct PaxRecords {
    package var path: String?
    package var size: Int?
    package var isSparse = false

    /// Reads `length key=value` lines. - Throws: when a length does not fit.
    package init(_ bytes: [UInt8]) throws(TarHeader.Damage) {
        let damage = TarHeader.Damage(cause: "an extended header is damaged")
        var rest = bytes[...]
        // Some writers pad with zeros.
        while let first = rest.first, first != 0 {
            let digits = rest.prefix { $0 != 0x20 }
            guard digits.count <= 9, let length = Int(String(decoding: digits, as: UTF8.self)),
                length > digits.count + 1, length <= rest.count
            else { throw damage }
            let record = rest.prefix(length).dropFirst(digits.count + 1)
            guard record.last == UInt8(ascii: "\n"), let equals = record.firstIndex(of: UInt8(ascii: "=")) else {
                throw damage
            }
            let value = FileName(record[(equals + 1)...].dropLast()).text
            switch String(decoding: record[..<equals], as: UTF8.self) {
            case "path": path = value
            case "size":
                guard let number = Int(value), (0...Int.max / 4).contains(number) else { throw damage }
                size = number
            case let key where key.hasPrefix("GNU.sparse."): isSparse = true
            default: break
            }
            rest = rest.dropFirst(length)
        }
    }
}
