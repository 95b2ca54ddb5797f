import Foundation

/// What an unfinished run was asked to do, kept beside its output so that only the same run goes on with it.
struct BatchState: Codable, Sendable {
    var schema = "shadewise/batch-state/1"
    /// Everything rows depend on, by the name people know it under.
    var settings: [String: String]
    /// Whether a finished output was there already, to be replaced at the end.
    var replaces: Bool

    /// - Returns: `nil` when there is no such file, or it is not whole.
    static func read(_ path: String) -> BatchState? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return try? JSONDecoder().decode(BatchState.self, from: data)
    }

    /// How other settings differ, in words; empty when they do not.
    func differences(to other: [String: String]) -> [String] {
        Set(settings.keys).union(other.keys).sorted().compactMap { name in
            let (was, isNow) = (settings[name], other[name])
            return was == isNow ? nil : "\(name) was \(was ?? "not given"), now \(isNow ?? "not given")"
        }
    }
}
