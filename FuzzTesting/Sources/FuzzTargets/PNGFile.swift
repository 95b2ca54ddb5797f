internal import CZlib

/// A PNG taken apart into chunks, so that what is inside can be changed and the check sums follow.
struct PNGFile {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    var chunks: [(name: [UInt8], content: [UInt8])] = []

    /// Takes a damaged file as far as it goes; lengths that reach past its end are cut.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var place = 8
        while place + 8 <= bytes.count {
            let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            let start = place + 8
            let end = min(start + length, bytes.count)
            chunks.append((Array(bytes[place + 4..<start]), Array(bytes[start..<end])))
            place = end + 4
        }
    }

    var bytes: [UInt8] { Self.signature + chunks.flatMap { Self.chunk($0.name, $0.content) } }

    static func chunk(_ name: [UInt8], _ content: [UInt8]) -> [UInt8] {
        let body = name + content
        return big(content.count) + body + big(Int(crc32(0, body, UInt32(body.count))))
    }

    private static func big(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}

/// zlib streams.
enum Zlib {
    /// What the stream holds, up to `limit` bytes; nil when it is damaged or longer.
    static func inflated(_ bytes: ArraySlice<UInt8>, limit: Int) -> [UInt8]? {
        var count = UInt(limit)
        let source = Array(bytes)
        var failed = false
        let result = [UInt8](unsafeUninitializedCapacity: limit) { target, filled in
            failed = uncompress(target.baseAddress, &count, source, UInt(source.count)) != Z_OK
            filled = failed ? 0 : Int(count)
        }
        return failed ? nil : result
    }

    static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var count = compressBound(UInt(bytes.count))
        return [UInt8](unsafeUninitializedCapacity: Int(count)) { target, filled in
            compress2(target.baseAddress, &count, bytes, UInt(bytes.count), 1)
            filled = Int(count)
        }
    }
}
