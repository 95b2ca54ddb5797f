internal import Tracing

/// Parts of a request as spans below its own; nothing where the request has none.
enum StageSpans {
    /// Stages that were done one after another, the last just now.
    static func record(_ stages: [(name: String, time: Duration)]) {
        guard let context = InstrumentationContext.current else { return }
        var end = DefaultTracerClock.now.nanosecondsSinceEpoch
        for (name, time) in stages.reversed() {
            let start = end - UInt64(max(time / .nanoseconds(1), 0))
            let span = startSpan(name, context: context, at: DefaultTracerClock.Timestamp(nanosecondsSinceEpoch: start))
            span.end(at: DefaultTracerClock.Timestamp(nanosecondsSinceEpoch: end))
            end = start
        }
    }
}
