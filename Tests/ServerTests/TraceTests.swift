import Foundation
import HTTPTypes
import InMemoryTracing
import TestSupport
import Testing
import Tracing

@testable import Server

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct TraceTests {
    /// What this program's tests trace with: once set, it stays.
    private static let tracer: InMemoryTracer = {
        let tracer = InMemoryTracer()
        InstrumentationSystem.bootstrap(MultiplexInstrument([tracer, TraceparentReader()]))
        return tracer
    }()

    /// Keeps the header that W3C Trace Context names.
    private struct TraceparentReader: Instrument {
        struct Key: InstrumentationContextKey { typealias Value = String }

        func extract<Carrier, Extract: Extractor>(
            _ carrier: Carrier, into context: inout InstrumentationContext, using extractor: Extract
        ) where Extract.Carrier == Carrier { context[Key.self] = extractor.extract(key: "traceparent", from: carrier) }

        func inject<Carrier, Inject: Injector>(
            _ context: InstrumentationContext, into carrier: inout Carrier, using injector: Inject
        ) where Inject.Carrier == Carrier {}
    }

    /// Spans of one trace, all that its requests began.
    private static func spans(of trace: String) -> [FinishedInMemorySpan] {
        tracer.finishedSpans.filter { $0.traceID == trace }
    }

    @Test func aRequestIsASpanWithItsStagesAndTransactionsBelow() async throws {
        let tracer = Self.tracer
        let (trace, parent) = (UUID().uuidString, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
        try await TestService().run { shop in
            let (id, _) = try await shop.begin()
            let headers = [
                InMemoryTracer.traceIDKey: trace, InMemoryTracer.spanIDKey: "span-of-the-caller", "traceparent": parent,
            ]
            let photo = try await shop.send(
                .post, "/v1/consultations/\(id)/selfies?secret=query", TestService.selfie(), type: "image/jpeg",
                headers: headers)
            #expect(photo.status == 201)
            let missing = try await shop.get("/v1/consultations/c_nobody", headers: headers)
            #expect(missing.status == 404)
            let match = try await shop.send(
                .post, "/v1/analyses?match=foundation", TestService.selfie(), type: "image/jpeg",
                headers: headers.merging(["Consent": "analysis;v=1"]) { $1 })
            #expect(match.status == 200)

            let spans = Self.spans(of: trace)
            let server = try #require(spans.first { $0.operationName == "POST /v1/consultations/{id}/selfies" })
            #expect(server.kind == .server)
            #expect(server.parentSpanID == "span-of-the-caller")
            #expect(server.context[TraceparentReader.Key.self] == parent)
            #expect(server.attributes["http.route"]?.toSpanAttribute() == "/v1/consultations/{id}/selfies")
            #expect(server.attributes["http.response.status_code"]?.toSpanAttribute() == 201)
            let below = spans.filter { $0.parentSpanID == server.spanID }
            #expect(
                Set(below.map(\.operationName)) == ["queue", "decode", "face", "skin", "store.read", "store.write"])
            let order = try ["decode", "face", "skin"].map { name in
                try #require(below.first { $0.operationName == name })
            }
            for (one, next) in zip(order, order.dropFirst()) {
                #expect(one.endInstant.nanosecondsSinceEpoch == next.startInstant.nanosecondsSinceEpoch)
            }
            let refused = try #require(spans.first { $0.operationName == "GET /v1/consultations/{id}" })
            #expect(refused.attributes["http.response.status_code"]?.toSpanAttribute() == 404)
            let analysis = try #require(spans.first { $0.operationName == "POST /v1/analyses" })
            #expect(spans.contains { $0.parentSpanID == analysis.spanID && $0.operationName == "match" })
            // Neither ids nor queries, wherever one might have put them.
            let said = spans.flatMap { span in
                var texts = [span.operationName] + span.errors.map { "\($0)" }
                span.attributes.forEach { name, value in texts.append("\(name)=\(value)") }
                return texts
            }.joined(separator: "\n")
            for secret in [id, "c_nobody", "secret", "query", "foundation"] { #expect(!said.contains(secret)) }
        }
        #expect(!tracer.finishedSpans.isEmpty)
    }
}
