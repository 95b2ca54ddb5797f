internal import NIOCore

/// Ends a connection a little after what came over it could not be read as HTTP.
///
/// It was answered 400 and is not read any more, so its end would not be noticed: it would hold one of the connections
/// there are until it counts as idle.
final class BrokenRequestHandler: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = Any

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let channel = context.channel
        channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
        context.fireErrorCaught(error)
    }
}
