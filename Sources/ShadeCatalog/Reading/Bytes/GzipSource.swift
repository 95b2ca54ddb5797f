internal import CZlib

/// What a gzip file of one or more members holds, unpacked as it is asked for.
///
/// - Source: RFC 1952; zlib checks each member's CRC-32 and length.
final class GzipSource: ByteSource {
    /// How much a feed may unpack to, in bytes.
    static var totalLimit: Int { 64 << 30 }
    /// How many times its packed size a feed may unpack to: tables of text reach 5 to 50, gzip itself 1,032.
    static var ratioLimit: Int { 200 }
    /// Up to here any ratio is taken: small feeds of one line repeated are no attack.
    static var ratioFreeBytes: Int { 32 << 20 }

    private let source: any ByteSource
    private var input: [UInt8]
    private var inputRange: Range<Int>
    private var isInputLast = false
    /// On the heap, for zlib keeps the stream's address.
    private let stream: UnsafeMutablePointer<z_stream>
    private var isMemberOpen = true
    private var isFinished = false
    private var unpacked = 0
    private var packed: Int
    private var fault: SourceFault?

    /// - Parameter head: The file's first bytes, already taken from the source.
    init(head: ArraySlice<UInt8>, source: any ByteSource) {
        self.source = source
        input = Array(head)
        inputRange = 0..<input.count
        packed = input.count
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        if CZlibInflateInitGzip(stream) != Z_OK { fault = .damaged("there is no memory to unpack the gzip data") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    static func isGzip(_ head: ArraySlice<UInt8>) -> Bool { head.starts(with: [0x1F, 0x8B]) }

    var totalBytes: Int? { source.totalBytes }
    var bytesRead: Int { source.bytesRead }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
        var count = 0
        while fault == nil, !isFinished, count < buffer.count {
            do throws(SourceFault) {
                count += try step(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
            } catch {
                fault = error
            }
        }
        if count == 0, let fault { throw fault }
        return count
    }

    /// Unpacks what one piece of input gives.
    private func step(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
        if inputRange.isEmpty { try readInput() }
        if inputRange.isEmpty {
            if isMemberOpen { throw .damaged("the gzip data ends early: fetch the file again") }
            isFinished = true
            return 0
        }
        if !isMemberOpen {
            guard try startMember() else { return 0 }
        }
        let (status, count) = inflate(into: buffer)
        unpacked += count
        // What came out before the damage was met is given first.
        switch status {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isMemberOpen = false
        case Z_DATA_ERROR where stream.pointee.msg.map { String(cString: $0) } == "incorrect data check":
            fault = .damaged("the gzip data's checksum is wrong: fetch the file again")
        default: fault = .damaged("the gzip data is damaged: fetch the file again")
        }
        if unpacked > Self.totalLimit {
            throw .damaged("the gzip data unpacks to more than \(Self.totalLimit >> 30) GiB: split the feed")
        }
        if unpacked > Self.ratioFreeBytes, unpacked / Self.ratioLimit > packed {
            throw .damaged("the gzip data unpacks to more than \(Self.ratioLimit) times its size: no feed does")
        }
        return count
    }

    private func inflate(into buffer: UnsafeMutableRawBufferPointer) -> (status: Int32, count: Int) {
        let room = min(buffer.count, Int(Int32.max))
        return input.withUnsafeMutableBufferPointer { input in
            let held = input.baseAddress.map { $0 + inputRange.lowerBound }
            stream.pointee.next_in = held
            stream.pointee.avail_in = uInt(inputRange.count)
            stream.pointee.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
            stream.pointee.avail_out = uInt(room)
            let status = CZlib.inflate(stream, Z_NO_FLUSH)
            inputRange = (inputRange.upperBound - Int(stream.pointee.avail_in))..<inputRange.upperBound
            return (status, room - Int(stream.pointee.avail_out))
        }
    }

    /// Members may follow one another, and zeros the last, as on tapes.
    private func startMember() throws(SourceFault) -> Bool {
        while input[inputRange.lowerBound] == 0 {
            inputRange = inputRange.dropFirst()
            guard !inputRange.isEmpty else { return false }
        }
        guard input[inputRange.lowerBound] == 0x1F, inflateReset(stream) == Z_OK else {
            throw .followed(
                "something that is not gzip follows the gzip data: look where it is from, and fetch the file again")
        }
        isMemberOpen = true
        return true
    }

    private func readInput() throws(SourceFault) {
        guard !isInputLast else { return }
        if input.count < Self.chunk { input = [UInt8](repeating: 0, count: Self.chunk) }
        let count = try input.withUnsafeMutableBufferPointer { all throws(SourceFault) in
            try source.read(into: UnsafeMutableRawBufferPointer(all))
        }
        inputRange = 0..<count
        packed += count
        isInputLast = count == 0
    }

    private static var chunk: Int { 64 << 10 }
}
