internal import CZlib
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension Response {
    /// The same for who takes packed answers, or for who does not. Where there are two of an answer, caches are told so,
    /// and the tag of the packed one is weak: it stands for other bytes.
    func encoded(packing: Bool) async throws -> Response {
        guard hasPackedForm else { return self }
        var response = self
        response.headers.append(HTTPField(name: .vary, value: "Accept-Encoding"))
        guard packing else { return response }
        if status != .notModified {
            let writer = BodyCollector()
            try await body.write(writer)
            guard let packed = gzip(writer.bytes) else { return response }
            response.body = ResponseBody(byteBuffer: packed)
            response.headers[.contentEncoding] = "gzip"
        }
        if let tag = headers[.eTag], !tag.hasPrefix("W/") { response.headers[.eTag] = "W/" + tag }
        return response
    }

    /// Whether it is text, and large enough for packing to be worth it; or stands for an answer that may be.
    private var hasPackedForm: Bool {
        guard status != .notModified else { return headers[.eTag] != nil }
        guard let type = headers[.contentType], headers[.contentEncoding] == nil,
            type.hasPrefix("application/json") || type.hasPrefix("text/") || type.hasSuffix("yaml"),
            let length = body.contentLength
        else { return false }
        return length > 1024
    }
}

/// - Returns: `nil` when memory is short.
private func gzip(_ buffer: ByteBuffer) -> ByteBuffer? {
    var stream = z_stream()
    guard CZlibDeflateInitGzip(&stream) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    let size = Int(deflateBound(&stream, UInt(buffer.readableBytes)))
    var packed = ByteBuffer()
    packed.writeWithUnsafeMutableBytes(minimumWritableBytes: size) { target in
        buffer.withUnsafeReadableBytes { source in
            stream.next_in = UnsafeMutablePointer(mutating: source.bindMemory(to: UInt8.self).baseAddress)
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
            stream.avail_out = UInt32(target.count)
            guard deflate(&stream, Z_FINISH) == Z_STREAM_END else { return 0 }
            return target.count - Int(stream.avail_out)
        }
    }
    return packed.readableBytes > 0 ? packed : nil
}
