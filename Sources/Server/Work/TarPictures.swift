/// The files of a tar archive in memory: ustar, with pax's and GNU's long names.
/// - Source: POSIX.1-2017, pax, “ustar Interchange Format”.
enum TarPictures {
    /// - Parameter most: files, at most.
    /// - Throws: `invalid_request` for what is no archive, or more.
    static func files(_ bytes: [UInt8], most: Int) throws(Problem) -> [(name: String, bytes: ArraySlice<UInt8>)] {
        var files: [(name: String, bytes: ArraySlice<UInt8>)] = []
        var place = 0
        var longName: String?
        while place + 512 <= bytes.count {
            let header = bytes[place..<(place + 512)]
            if header.allSatisfy({ $0 == 0 }) { return files }
            guard isSound(header), let size = octal(header, 124, 12), size <= bytes.count - place - 512 else {
                throw .invalid("The archive is damaged, or no tar archive, \(place) bytes from its beginning.")
            }
            let content = bytes[(place + 512)..<(place + 512 + size)]
            switch header[place + 156] {
            case UInt8(ascii: "x"): longName = paxPath(content) ?? longName
            case UInt8(ascii: "L"): longName = text(content)
            case UInt8(ascii: "0"), 0:
                let prefix = isUstar(header) ? text(header[(place + 345)..<(place + 500)]) : ""
                let short = text(header[place..<(place + 100)])
                let name = longName ?? (prefix.isEmpty ? short : prefix + "/" + short)
                longName = nil
                // Companions that one system's archiver puts beside each file.
                if !name.hasSuffix("/"), name.split(separator: "/").last?.hasPrefix("._") != true {
                    guard files.count < most else { throw .invalid("A job has at most \(most) pictures.") }
                    files.append((name, content))
                }
            default: longName = nil
            }
            place += 512 + (size + 511) / 512 * 512
        }
        throw .invalid("The archive has no end; it was cut short.")
    }

    /// The sum of the header's bytes, its own field counted as spaces.
    private static func isSound(_ header: ArraySlice<UInt8>) -> Bool {
        let start = header.startIndex
        let sum = header.indices.reduce(0) { sum, index in
            sum + ((start + 148..<start + 156).contains(index) ? 32 : Int(header[index]))
        }
        return octal(header, 148, 8) == sum
    }

    private static func isUstar(_ header: ArraySlice<UInt8>) -> Bool {
        header[(header.startIndex + 257)...].starts(with: Array("ustar".utf8) + [0])
    }

    private static func octal(_ header: ArraySlice<UInt8>, _ offset: Int, _ length: Int) -> Int? {
        let start = header.startIndex + offset
        let digits = header[start..<(start + length)].drop { $0 == 32 }
            .prefix { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
        return digits.isEmpty ? nil : Int(String(decoding: digits, as: UTF8.self), radix: 8)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The record `path` of lines such as `18 path=a/b.jpg`.
    private static func paxPath(_ records: ArraySlice<UInt8>) -> String? {
        var rest = records
        var path: String?
        while let space = rest.firstIndex(of: 32),
            let length = Int(String(decoding: rest[..<space], as: UTF8.self)),
            length > space - rest.startIndex + 1, length <= rest.count
        {
            let record = rest[(space + 1)..<(rest.startIndex + length - 1)]
            if record.starts(with: Array("path=".utf8)) { path = String(decoding: record.dropFirst(5), as: UTF8.self) }
            rest = rest[(rest.startIndex + length)...]
        }
        return path
    }
}
