internal import NIOCore
internal import NIOHTTP1

/// Passes over what a client of HTTP/1.0 expects: it knows no `100 Continue`, and would take that for the answer.
/// - Source: RFC 9110, 10.1.1.
final class ExpectationHandler: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = Any

    /// Here the version is no longer known: another handler looks, right behind the decoder.
    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        guard let decoder = try? pipeline.context(handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self) else {
            return
        }
        try? pipeline.addHandler(Filter(), position: .after(decoder.handler))
    }

    private final class Filter: ChannelInboundHandler, Sendable {
        typealias InboundIn = HTTPServerRequestPart
        typealias InboundOut = HTTPServerRequestPart

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .head(var head) = unwrapInboundIn(data), head.version == .http1_0 else {
                return context.fireChannelRead(data)
            }
            head.headers.remove(name: "Expect")
            context.fireChannelRead(wrapInboundOut(.head(head)))
        }
    }
}
