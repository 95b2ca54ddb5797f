internal import NIOCore

/// Takes what a client still sends of a refused body, a little of it, and notices when it has ended.
///
/// Not noticed, the connection would be held until it is closed from here, and under load there would soon be none left;
/// read to its end, an endless body would cost us and not its sender.
final class RefusedRestHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// Bytes that are still taken.
    private var left = 256 << 10

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        left -= unwrapInboundIn(data).readableBytes
        if left < 0 { _ = context.channel.setOption(.autoRead, value: false) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            // Whoever has only finished sending is still told why it was in vain.
            let channel = context.channel
            context.eventLoop.scheduleTask(in: .milliseconds(100)) { channel.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }
}
