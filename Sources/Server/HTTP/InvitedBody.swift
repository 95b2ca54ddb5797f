internal import Hummingbird
internal import NIOCore

/// A body that its sender keeps back until it is asked for (`Expect: 100-continue`), as curl does with larger ones: it
/// is asked for when the first of it is wanted, after all that may be refused without it.
/// - Source: RFC 9110, 10.1.1.
struct InvitedBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let body: RequestBody
    /// Asks for it.
    let invite: @Sendable () -> Void

    func makeAsyncIterator() -> RequestBody.AsyncIterator {
        invite()
        return body.makeAsyncIterator()
    }
}
