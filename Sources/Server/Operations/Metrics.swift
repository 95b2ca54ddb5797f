internal import Foundation
internal import Logging

/// Counts and times, for Prometheus. Labels are routes and codes, never ids.
final class Metrics: @unchecked Sendable {
    private let lock = NSLock()
    private var requests: [Request: Int] = [:]
    private var times: [String: Histogram] = [:]
    private var stages: [String: Histogram] = [:]
    private var refusals: [String: Int] = [:]

    private struct Request: Hashable {
        let route: String
        let method: String
        let status: Int
    }

    private struct Histogram {
        /// Seconds.
        static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
        var counts = [Int](repeating: 0, count: bounds.count + 1)
        var sum = 0.0

        mutating func add(_ seconds: Double) {
            counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            sum += seconds
        }
    }

    func count(route: String, method: String, status: Int, time: Duration) {
        lock.withLock {
            requests[Request(route: route, method: method, status: status), default: 0] += 1
            times[route, default: Histogram()].add(time / .seconds(1))
        }
    }

    /// - Parameter stage: `decode`, `face`, `skin`, `match` or `queue`; it has ended just now.
    func time(_ stage: String, _ duration: Duration) { time([(stage, duration)]) }

    /// Stages one after another, of which the last has ended just now.
    func time(_ done: [(stage: String, duration: Duration)]) {
        lock.withLock {
            for (stage, duration) in done { stages[stage, default: Histogram()].add(duration / .seconds(1)) }
        }
        StageSpans.record(done.map { (name: $0.stage, time: $0.duration) })
    }

    /// A photo that gave no reading.
    func countRefusal(_ code: String) { lock.withLock { refusals[code, default: 0] += 1 } }

    /// In Prometheus's text format.
    /// - Parameter gauges: What stands now, by name.
    func text(gauges: [String: Int]) -> String {
        lock.withLock {
            var lines = ["# TYPE shadewise_requests_total counter"]
            for (request, count) in requests.sorted(by: { "\($0.key)" < "\($1.key)" }) {
                lines.append(
                    "shadewise_requests_total{route=\"\(request.route)\",method=\"\(request.method)\","
                        + "status=\"\(request.status)\"} \(count)")
            }
            lines.append("# TYPE shadewise_photo_failures_total counter")
            for (code, count) in refusals.sorted(by: { $0.key < $1.key }) {
                lines.append("shadewise_photo_failures_total{code=\"\(code)\"} \(count)")
            }
            for (name, label, histograms) in [
                ("shadewise_request_seconds", "route", times), ("shadewise_stage_seconds", "stage", stages),
            ] {
                lines.append("# TYPE \(name) histogram")
                for (key, histogram) in histograms.sorted(by: { $0.key < $1.key }) {
                    var sum = 0
                    for (bound, count) in zip(Histogram.bounds, histogram.counts) {
                        sum += count
                        lines.append("\(name)_bucket{\(label)=\"\(key)\",le=\"\(bound)\"} \(sum)")
                    }
                    sum += histogram.counts.last ?? 0
                    lines.append("\(name)_bucket{\(label)=\"\(key)\",le=\"+Inf\"} \(sum)")
                    lines.append("\(name)_sum{\(label)=\"\(key)\"} \(histogram.sum)")
                    lines.append("\(name)_count{\(label)=\"\(key)\"} \(sum)")
                }
            }
            for (name, value) in gauges.sorted(by: { $0.key < $1.key }) {
                lines += ["# TYPE shadewise_\(name) gauge", "shadewise_\(name) \(value)"]
            }
            return lines.joined(separator: "\n") + "\n"
        }
    }
}
