import Foundation
import HTTPTypes
import HummingbirdTesting
import Stores
import TestSupport
import Testing

@testable import Server

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct FloodTests {
    @Test func floodsOfHeadersHoldNoConnections() async throws {
        try await TestService().run { shop in
            let port = try #require(shop.client.port)
            var answers: Set<String> = []
            for _ in 0..<40 { answers.insert(String(try await Self.flood(port).prefix(12))) }
            // Who sends on when the connection is closed may miss the answer.
            #expect(answers.contains("HTTP/1.1 400") && answers.subtracting(["HTTP/1.1 400", ""]).isEmpty)
            // Half closed they would last until they count as idle, a minute.
            var tries = 0
            while try Self.halfClosed(port) > 0, tries < 300 {
                try await Task.sleep(for: .milliseconds(100))
                tries += 1
            }
            #expect(try Self.halfClosed(port) == 0)
        }
    }

    /// Of each that is answered there is one receipt, and one line in the audit log.
    @Test(arguments: ["/v1/analyses?match=foundation&customer=anna", "/v1/try-ons?customer=anna"], [false, true])
    func refusedPhotosLeaveNothing(path: String, haveKeys: Bool) async throws {
        var options = ServerOptions()
        (options.workers, options.waitingPerWorker) = (1, 2)
        let shop = try await TestService(options: options)
        let photo = try TestService.selfie()
        let isForm = path.hasPrefix("/v1/try-ons")
        let (body, type) = isForm ? (TestService.form(photo), TestService.formType) : (photo, "image/jpeg")
        try await shop.run { caller in
            let port = try #require(caller.client.port)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<24 {
                    var head = """
                        POST \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(shop.key)\r\n\
                        Consent: analysis;v=1\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\n\
                        Connection: close\r\n
                        """
                    head += haveKeys ? "Idempotency-Key: photo-\(number)\r\n\r\n" : "\r\n"
                    let request = Array(head.utf8) + Array(body)
                    group.addTask {
                        let answer = try await RawConnection(port: port).apart { connection in
                            connection.send(request)
                            return connection.receive()
                        }
                        return Int(answer.dropFirst(9).prefix(3)) ?? 0
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            // Who sends on while the connection is closed may miss the answer.
            #expect(statuses.allSatisfy { [200, 503, 0].contains($0) }, "\(statuses)")
            #expect(statuses.contains(200) && statuses.contains(503), "\(statuses)")
            try await eventually { shop.application.service.pool.waiting == 0 }
            let receipts = try await shop.store.customer("anna", of: "demo").receipts.map(\.id)
            let lines = try await shop.store.audit(of: "demo", after: 0).filter { $0.action == "selfie.analysed" }
            #expect(receipts.count == statuses.count { $0 == 200 })
            #expect(Set(receipts).count == receipts.count && lines.map(\.subject).sorted() == receipts.sorted())
            // Places that were given back are there for others.
            let later = try await caller.send(.post, path, body, type: type, headers: ["Consent": "analysis;v=1"])
            #expect(later.status == 200)
            try await eventually { shop.application.service.pool.waiting == 0 }
        }
    }

    /// Connections of a port that were closed from one side only.
    private static func halfClosed(_ port: Int) throws -> Int {
        let place = ":" + String(format: "%04X", port)
        // FIN-WAIT-1, FIN-WAIT-2 and CLOSE-WAIT.
        return try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8).split(separator: "\n").count { line in
            let fields = line.split(separator: " ")
            return fields.count > 3 && fields[1].hasSuffix(place) && ["04", "05", "08"].contains(fields[3])
        }
    }

    /// What is answered to a header of a megabyte, before the connection is closed from here.
    private static func flood(_ port: Int) async throws -> String {
        try await RawConnection(port: port).apart { connection in
            connection.send(
                Array("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: ".utf8) + [UInt8](repeating: 97, count: 1 << 20)
                    + Array("\r\n\r\n".utf8))
            return connection.receive()
        }
    }
}
