internal import Foundation

/// Room that a request's body takes, until all is done that holds the body: it is given back when the last who has this
/// lets go.
final class BodyHold: @unchecked Sendable {
    private let lock = NSLock()
    private var room: ByteRoom?
    private var taken = 0

    deinit { room?.give(taken) }

    /// How much is held.
    var bytes: Int { lock.withLock { taken } }

    /// - Returns: Whether there was room.
    func take(_ bytes: Int, of room: ByteRoom) -> Bool {
        guard room.take(bytes) else { return false }
        lock.withLock {
            self.room = room
            taken += bytes
        }
        return true
    }
}

/// How many bytes may still be held.
final class ByteRoom: @unchecked Sendable {
    private let lock = NSLock()
    private var left: Int

    init(_ bytes: Int) { left = bytes }

    func take(_ bytes: Int) -> Bool {
        lock.withLock {
            guard bytes <= left else { return false }
            left -= bytes
            return true
        }
    }

    func give(_ bytes: Int) { lock.withLock { left += bytes } }
}
