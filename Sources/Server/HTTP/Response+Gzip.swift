internal import CZlib
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension Response {
    /// The same with its body packed, where that is text and large enough to be worth it.
    func packed() async throws -> Response {
        guard let type = headers[.contentType], headers[.contentEncoding] == nil,
            type.hasPrefix("application/json") || type.hasPrefix("text/") || type.hasSuffix("yaml"),
            let length = body.contentLength, length > 1024
        else { return self }
        var response = self
        let writer = BodyCollector()
        try await body.write(writer)
        guard let packed = gzip(writer.bytes) else { return self }
        response.body = ResponseBody(byteBuffer: packed)
        response.headers[.contentEncoding] = "gzip"
        response.headers.append(HTTPField(name: .vary, value: "Accept-Encoding"))
        return response
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
