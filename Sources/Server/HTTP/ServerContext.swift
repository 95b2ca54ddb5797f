internal import Foundation
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import Stores

/// What goes with a request on its way.
struct ServerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Who asks; `nil` on routes that are open to all.
    var principal: Principal?
    /// The case that the path names, where a check has read it.
    var stored: StoredCase?
    /// Where the photo that came with the request waits to be read, if it has its place already.
    var place: WorkerPool.Place?
    /// The room that the request's body takes.
    let bodyHold = BodyHold()
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// The address that the connection comes from.
    var peer: String? { channel.remoteAddress?.ipAddress }

    /// Tells a client that waits for it to send its request's body.
    func inviteBody() {
        channel.eventLoop.execute { [channel] in
            // Past what counts requests and answers: this is the end of neither.
            let decoder = try? channel.pipeline.syncOperations.context(
                handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let head = HTTPResponseHead(version: .http1_1, status: .continue)
            decoder?.writeAndFlush(NIOAny(HTTPServerResponsePart.head(head)), promise: nil)
        }
    }

    /// Ends the connection a little later, unless the client does: what it still sends of a refused body is hardly read.
    func closeSoon() {
        channel.eventLoop.execute { [channel] in
            try? channel.pipeline.syncOperations.addHandler(RefusedRestHandler(), position: .first)
        }
        channel.eventLoop.scheduleTask(in: .seconds(1)) { [channel] in channel.close(promise: nil) }
    }
}

extension ServerContext {
    /// The tenant whose data a request is about.
    /// - Throws: `unauthorized` where nobody proved who asks.
    var tenant: String {
        get throws(Problem) {
            guard let principal else { throw .unauthorized }
            return principal.tenant.id
        }
    }

    /// Whether somebody asks who has signed in.
    var isStylist: Bool {
        guard case .stylist = principal else { return false }
        return true
    }

    /// Whether a customer's browser asks.
    var isBrowser: Bool {
        guard case .client = principal else { return false }
        return true
    }

    /// The rules of that tenant.
    /// - Throws: also `damaged`, when what is stored is no policy.
    func policy() throws -> TenantPolicy {
        guard let principal else { throw Problem.unauthorized }
        return try TenantPolicy(of: principal.tenant)
    }

    /// A part of the path, of up to 200 characters as `TextLimit` counts them: names that bodies may give are found again.
    /// Routes are only called with all of them.
    func parameter(_ name: String) throws(Problem) -> String {
        guard let value = parameters.get(name)?.removingPercentEncoding, !value.isEmpty,
            value.unicodeScalars.count <= 200
        else { throw .notFound }
        return value
    }
}
