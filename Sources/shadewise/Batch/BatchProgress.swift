import Foundation

/// How far a run is, its rate and the time left, on standard error: one line rewritten on a terminal, elsewhere a line
/// now and then.
struct BatchProgress {
    /// Things to do in this run, when that is known.
    var total: Int?
    /// What they are, several of them.
    private let noun: String
    private(set) var done = 0
    /// Seconds between lines where standard error is no terminal; `nil` for none.
    private let linePeriod: Double?
    private let start = ContinuousClock.now
    private var shownAt = 0.0
    private var isShown = false

    init(total: Int?, of noun: String = "photos", linePeriod: Double? = 10) {
        self.total = total
        self.noun = noun
        self.linePeriod = linePeriod
    }

    /// Seconds since the run began.
    var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

    mutating func advance() {
        done += 1
        let now = seconds
        if let total, done >= total { return }
        if Terminal.showsProgress {
            // Short runs need no progress line, and their rate would be noise.
            guard now > 1, now - shownAt > 0.1 else { return }
            shownAt = now
            isShown = true
            Terminal.progress(text(at: now))
        } else if let linePeriod, now - shownAt >= linePeriod {
            shownAt = now
            Terminal.complain(text(at: now))
        }
    }

    /// Takes the rewritten line away, so that other text may be written.
    mutating func clear() {
        guard isShown else { return }
        isShown = false
        shownAt = 0
        Terminal.progress("")
    }

    private func text(at now: Double) -> String {
        let rate = Double(done) / now
        guard let total else { return "\(done) \(noun), \(rate.text()) a second" }
        return "\(done) of \(total) \(noun), \(rate.text()) a second, \(Self.span(Double(total - done) / rate)) left"
    }

    /// Seconds in the unit people would say.
    static func span(_ seconds: Double) -> String {
        switch seconds {
        case ..<9.5: "\(seconds.text()) seconds"
        case ..<100: "\(seconds.text(0)) seconds"
        case ..<6_000: "\((seconds / 60).text(0)) minutes"
        default: "\((seconds / 3_600).text()) hours"
        }
    }
}
