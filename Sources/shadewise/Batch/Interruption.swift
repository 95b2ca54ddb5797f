import Dispatch
import Foundation

/// Turns SIGINT and SIGTERM into a request to stop, once; a second one ends the process at once.
final class Interruption: @unchecked Sendable {
    private let lock = NSLock()
    private var requested: Int32?
    private var sources: [any DispatchSourceSignal] = []
    /// Becomes readable when a stop is requested, for those who wait in `poll`.
    let wakeDescriptor: Int32
    private let writeDescriptor: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        // Without a pipe the flag still works; only a read that waits is not woken.
        _ = pipe(&ends)
        (wakeDescriptor, writeDescriptor) = (ends[0], ends[1])
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
            source.setEventHandler { [weak self] in self?.request(number) }
            source.resume()
            sources.append(source)
        }
    }

    deinit {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        for descriptor in [wakeDescriptor, writeDescriptor] where descriptor >= 0 { close(descriptor) }
    }

    /// The signal that asked to stop.
    var signalNumber: Int32? { lock.withLock { requested } }

    private func request(_ number: Int32) {
        let isFirst = lock.withLock {
            defer { requested = requested ?? number }
            return requested == nil
        }
        guard isFirst else { _exit(128 + number) }
        var byte: UInt8 = 1
        _ = write(writeDescriptor, &byte, 1)
    }
}
