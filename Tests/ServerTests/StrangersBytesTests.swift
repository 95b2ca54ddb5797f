import Foundation
import Testing

@testable import Server

/// What strangers send, a little wrong in many ways: refused or read, never the end of the process.
struct StrangersBytesTests {
    private static let rounds = 4_000

    @Test func forms() {
        let form = Array(
            """
            --edge\r\nContent-Disposition: form-data; name="selfie"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n\
            \u{1}\u{2}--edg\r\n\r\n--edge\r\nContent-Disposition: form-data; name="looks"\r\n\r\nlip=1:80\r\n--edge--\r\n
            """.utf8)
        var read = 0
        Mutations(of: form, words: ["--edge", "\r\n", "\r\n\r\n", "--", "name=", "\""].map { Array($0.utf8) })
            .forEach(Self.rounds) { bytes in
                guard let form = try? MultipartForm(bytes, type: "multipart/form-data; boundary=edge") else { return }
                read += 1
                _ = try? form.part("selfie")
                for file in form.files { #expect(file.bytes.startIndex >= 0 && file.bytes.endIndex <= bytes.count) }
            }
        #expect(read > 0 && read < Self.rounds)
    }

    /// Headers whose sums are right and whose sizes, types and records are not.
    @Test func archives() {
        var random = Numbers(seed: 3)
        let sizes = [
            "00000000000", "00000000003", "00000001000", "77777777777", "-0000000001", "           ",
            "\u{80}zzzzzzzzzzz",
        ]
        let records = [
            "11 size=9\n", "30 path=a/very/long/name.jpg\n", "27 size=9223372036854775807\n", "5 a=\n", "\n", "",
        ]
        var read = 0
        for _ in 0..<Self.rounds {
            var archive: [UInt8] = []
            for _ in 0...random(3) {
                let content = Array(records[random(records.count)].utf8)
                let size = random(2) == 0 ? String(content.count, radix: 8) : sizes[random(sizes.count)]
                archive += Self.entry(size: size, type: Array("0xgLK5\u{0}".utf8)[random(7)])
                archive += content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
            }
            archive += [UInt8](repeating: 0, count: random(3) * 512)
            guard let files = try? TarPictures.files(archive, most: 20) else { continue }
            read += 1
            for file in files { #expect(file.bytes.endIndex <= archive.count) }
        }
        #expect(read > 0 && read < Self.rounds)
    }

    private static func entry(size: String, type: UInt8) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            block.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        put("a.jpg", at: 0)
        put(size, at: 124)
        block[156] = type
        put("ustar\u{0}00", at: 257)
        put("        ", at: 148)
        let sum = block.reduce(0) { $0 + Int($1) }
        put(String(sum, radix: 8) + "\u{0} ", at: 148)
        return block
    }

    @Test func tablesOfOrders() {
        let table = Array(
            """
            id,customer,sku,kind,at,reason,text
            1,Ann,OF-1,returned,2026-01-01T00:00:00Z,too_light,"so, ""light"" it is"
            2,Eve,OF-2,kept,2026-01-02,,
            """.utf8)
        var events = 0
        Mutations(of: table, words: [",", "\"", "\n", "\"\"", "1e999", "9999999999999999999"].map { Array($0.utf8) })
            .forEach(Self.rounds) { bytes in
                guard var table = try? OrderTable(String(decoding: bytes, as: UTF8.self)) else { return }
                while let rows = table.next(2), !rows.events.isEmpty || !rows.faults.isEmpty {
                    events += rows.events.count
                }
            }
        #expect(events > 0)
    }
}

/// The same numbers in every run.
private struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// 0..<`limit`.
    mutating func callAsFunction(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(limit, 1)
    }
}

/// The same bytes over and over, each time with a few changes.
private struct Mutations {
    let original: [UInt8]
    /// What is put in here and there.
    let words: [[UInt8]]

    init(of original: [UInt8], words: [[UInt8]]) { (self.original, self.words) = (original, words) }

    func forEach(_ count: Int, _ body: ([UInt8]) -> Void) {
        var random = Numbers(seed: 7)
        for _ in 0..<count {
            var bytes = original
            for _ in 0...random(3) {
                let place = random(bytes.count)
                switch random(5) {
                case 0: if !bytes.isEmpty { bytes[place] = UInt8(random(256)) }
                case 1: bytes.removeLast(random(bytes.count))
                case 2: bytes.removeSubrange(place..<min(place + 1 + random(20), bytes.count))
                case 3: bytes.insert(contentsOf: words[random(words.count)], at: min(place, bytes.count))
                default: bytes.insert(contentsOf: bytes[place..<min(place + random(40), bytes.count)], at: 0)
                }
            }
            body(bytes)
        }
    }
}
