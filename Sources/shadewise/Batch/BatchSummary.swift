import Foundation

/// What became of a batch, for people and for programs.
struct BatchSummary: Encodable {
    let schema = "shadewise/batch/1"
    var output: String
    /// Whether every photo has its row.
    var complete: Bool
    /// Rows written, earlier runs' included.
    var photos: Int
    var failed: Int
    /// How often each error code was given; `not_usable` for photos read but not good enough to match.
    var failures: [String: Int]
    /// Rows that earlier runs wrote.
    var resumed: Int
    /// Files that were no photos.
    var skipped: Int

    init(output: String, photos: Int, failures: [String: Int], resumed: Int, skipped: Int) {
        self.output = output
        complete = true
        self.photos = photos
        self.failures = failures
        failed = failures.values.reduce(0, +)
        self.resumed = resumed
        self.skipped = skipped
    }

    /// - Parameter seconds: how long this run took.
    func text(seconds: Double) -> String {
        var lines = [
            "\(Terminal.safe(output)): \(photos) \(photos == 1 ? "photo" : "photos"), \(photos - failed) answered"
                + (failed > 0 ? ", \(failed) failed" : "")
        ]
        let width = failures.keys.map(\.count).max() ?? 0
        for (code, count) in failures.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            lines.append("  " + code.padding(toLength: width, withPad: " ", startingAt: 0) + "  \(count)")
        }
        if resumed > 0 { lines.append("\(resumed) of them by earlier runs") }
        if skipped > 0 { lines.append("\(skipped) other \(skipped == 1 ? "file" : "files") skipped") }
        let done = photos - resumed
        if done > 0 {
            lines.append("\((Double(done) / seconds).text()) photos a second, \(BatchProgress.span(seconds))")
        }
        return lines.joined(separator: "\n")
    }
}
