import Dispatch
import Foundation

/// The photo named on the command line, being decoded before the command line is even understood: decoding takes
/// longest, and everything else fits beside it.
enum EarlyPhoto {
    private static let started: (path: String, file: Ahead<PhotoFile>)? = guess(CommandLine.arguments).map { path in
        // Read here: the main thread's memory comes in large pages.
        let encoded = PhotoFile.read(path)
        return (path, Ahead { PhotoFile(path: path, encoded: encoded) })
    }

    /// Starts on the photo that the arguments seem to name; a wrong guess costs nothing but idle time.
    static func start() { _ = started }

    /// The photo at a path, decoded or about to be.
    static func file(at path: String) -> Ahead<PhotoFile> {
        if let started, started.path == path { return started.file }
        return Ahead { PhotoFile(path: path) }
    }

    /// The first argument of a command for photos that cannot be an option's value.
    static func guess(_ arguments: [String]) -> String? {
        guard arguments.count > 2, ["analyze", "match"].contains(arguments[1]) else { return nil }
        for (previous, argument) in zip(arguments[1...], arguments[2...])
        where !argument.hasPrefix("-") && !previous.hasPrefix("-") {
            return argument
        }
        return nil
    }
}

/// A value made on another thread, waited for when it is first asked for.
final class Ahead<Value: Sendable>: @unchecked Sendable {
    private let group = DispatchGroup()
    /// Written before the group is left, read after it was waited for.
    private var result: Value?

    init(_ make: @escaping @Sendable () -> Value) {
        group.enter()
        // A thread of its own: Dispatch takes a millisecond to set up its first queue.
        Thread.detachNewThread {
            self.result = make()
            self.group.leave()
        }
    }

    /// Whether asking for the value takes no time.
    var isReady: Bool { group.wait(timeout: .now()) == .success }

    var value: Value {
        group.wait()
        guard let result else { preconditionFailure("the group was left before the value was made") }
        return result
    }
}
