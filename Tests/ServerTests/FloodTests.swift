import Foundation
import Glibc
import HummingbirdTesting
import Server
import TestSupport
import Testing

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
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try send(to: port) }) }
        }
    }

    private static func send(to port: Int) throws -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw POSIXError(.EMFILE) }
        defer { close(descriptor) }
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw POSIXError(.ECONNREFUSED) }
        let head =
            Array("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: ".utf8) + [UInt8](repeating: 97, count: 1 << 20)
            + Array("\r\n\r\n".utf8)
        var sent = 0
        while sent < head.count {
            let count = head[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            sent += count
        }
        var answer = [UInt8](repeating: 0, count: 100)
        let count = recv(descriptor, &answer, answer.count, 0)
        return String(decoding: answer.prefix(max(count, 0)), as: UTF8.self)
    }
}
