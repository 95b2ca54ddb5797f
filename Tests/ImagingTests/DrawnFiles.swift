/// Files made byte by byte, for what no encoder writes.
enum DrawnFiles {
    static func big(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
    }

    // MARK: - PNG

    static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return big(content.count, 4) + body + big(Int(checksum(body)), 4)
    }

    /// A black 8-bit picture: red, green and blue.
    /// - Parameter extra: how many bytes of zeros the compressed stream holds behind the last row.
    static func png(
        width: Int, height: Int, isInterlaced: Bool = false, extra: Int = 0, before: [UInt8] = [], after: [UInt8] = []
    ) -> [UInt8] {
        let header = big(width, 4) + big(height, 4) + [8, 2, 0, 0, isInterlaced ? 1 : 0]
        // Seven passes have more rows, with a filter byte each, than one.
        let size = isInterlaced ? width * height * 3 + adam7Rows(width, height) : height * (width * 3 + 1)
        return pngSignature + chunk("IHDR", header) + before + chunk("IDAT", zlib(zeros: size + extra)) + after
            + chunk("IEND", [])
    }

    private static func adam7Rows(_ width: Int, _ height: Int) -> Int {
        let passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
        return passes.reduce(0) { rows, pass in
            let (x, y, _, downStep) = pass
            return rows + (x < width && y < height ? (height - y + downStep - 1) / downStep : 0)
        }
    }

    /// A zlib stream of zeros, a hundredth and a half of their size: a literal, then matches of 258 bytes, in fixed
    /// codes.
    /// - Source: RFC 1950; RFC 1951, 3.2.6.
    static func zlib(zeros count: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.append(0b1, 1)
        bits.append(0b01, 2)
        let matches = max(0, (count - 1) / 258)
        for _ in 0..<count - matches * 258 { bits.appendCode(0b0011_0000, 8) }
        for _ in 0..<matches { bits.appendCode(0b1_1000_1010_0000, 13) }
        bits.appendCode(0, 7)
        return [0x78, 0x01] + bits.bytes + big((count % 65_521) << 16 | 1, 4)
    }

    /// - Source: W3C PNG specification, annex D (CRC-32).
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF as UInt32) { $0 >> 8 ^ checksums[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
    }

    private static let checksums: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(byte) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }

    // MARK: - JPEG

    /// A marker segment.
    static func segment(_ code: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, code] + big(content.count + 2, 2) + content
    }

    static func inserting(_ segments: [UInt8], intoJPEG file: [UInt8]) -> [UInt8] {
        Array(file[..<2]) + segments + Array(file[2...])
    }

    /// APP2 segments of an ICC profile.
    static func profileSegments(_ profile: [UInt8]) -> [UInt8] {
        let parts = stride(from: 0, to: profile.count, by: 65_519).map {
            Array(profile[$0..<min($0 + 65_519, profile.count)])
        }
        return parts.enumerated().flatMap { index, part in
            segment(0xE2, Array("ICC_PROFILE\0".utf8) + [UInt8(index + 1), UInt8(parts.count)] + part)
        }
    }

    /// A black grey-level JPEG whose frame and scans are given: no more than its structure.
    /// - Parameter frame: the frame's marker: 0xC2 progressive, 0xC9 and 0xCA arithmetic-coded.
    static func jpeg(frame: UInt8, width: Int, height: Int, scans: [UInt8]) -> [UInt8] {
        let quantization = segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
        let header = segment(frame, [8] + big(height, 2) + big(width, 2) + [1, 1, 0x11, 0])
        // One code of one bit: for DC a difference of zero, for AC (14 more bits follow) a run of finished blocks.
        let codes = [(0x00, 0x00), (0x10, 0xE0)].flatMap { table, symbol in
            segment(0xC4, [UInt8(table), 1] + [UInt8](repeating: 0, count: 15) + [UInt8(symbol)])
        }
        return [0xFF, 0xD8] + quantization + header + codes + scans + [0xFF, 0xD9]
    }

    /// A progressive JPEG of 128 × 128 blocks with a scan of the average and `count` scans of the rest that say
    /// nothing.
    static func progressive(scans count: Int) -> [UInt8] {
        let first = segment(0xDA, [1, 1, 0, 0, 0, 0]) + [UInt8](repeating: 0, count: 128 * 128 / 8)
        // A run of 16,384 blocks: the one-bit code and fourteen zeros.
        let rest = segment(0xDA, [1, 1, 0, 1, 63, 0]) + [0, 1]
        return jpeg(
            frame: 0xC2, width: 1024, height: 1024, scans: first + Array(repeatElement(rest, count: count).joined()))
    }

    // MARK: - ICC

    /// The profile of a JPEG file that has it in one segment.
    static func profile(ofJPEG file: [UInt8]) -> [UInt8]? {
        let name = Array("ICC_PROFILE\0".utf8)
        guard let place = (4..<file.count - 14).first(where: { file[$0..<$0 + 12].elementsEqual(name) }) else {
            return nil
        }
        let length = Int(file[place - 2]) << 8 | Int(file[place - 1])
        return Array(file[place + 14..<place - 2 + length])
    }

    /// A profile with one more tag.
    static func adding(_ tag: String, _ content: [UInt8], toProfile profile: [UInt8]) -> [UInt8] {
        func word(_ place: Int) -> Int { profile[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        let count = word(128)
        let table = (0..<count).flatMap { index in
            let entry = 132 + 12 * index
            return Array(profile[entry..<entry + 4]) + big(word(entry + 4) + 12, 4)
                + Array(profile[entry + 8..<entry + 12])
        }
        let data = Array(profile[(132 + 12 * count)...])
        let start = 132 + 12 * (count + 1) + data.count
        return big(start + content.count, 4) + Array(profile[4..<128]) + big(count + 1, 4) + table + Array(tag.utf8)
            + big(start, 4) + big(content.count, 4) + data + content
    }
}

/// Bits from the lowest of each byte on.
private struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var free = 0

    mutating func append(_ value: Int, _ count: Int) {
        for index in 0..<count {
            if free == 0 {
                bytes.append(0)
                free = 8
            }
            bytes[bytes.count - 1] |= UInt8(value >> index & 1) << (8 - free)
            free -= 1
        }
    }

    /// A Huffman code, highest bit first.
    mutating func appendCode(_ code: Int, _ count: Int) {
        for index in (0..<count).reversed() { append(code >> index & 1, 1) }
    }
}
