import Foundation
import Inputs
import Synchronization
import TestSupport
import Testing

@testable import shadewise

struct BatchPartsTests {
    @Test(arguments: [
        "", "a", "=", "'=", "''x", "'x", "plain", " =1", "\u{FF1D}1", "-1", "a=b", "\ttab", "'", "' '", "\r", "\n=",
    ])
    func defusedTextComesBack(text: String) {
        let cell = CSVText.defused(text)
        #expect(CSVText.original(cell) == text)
        #expect(!"=+-@\t\r\n".contains(cell.first { $0 != " " } ?? "x"))
    }

    @Test func base64AgreesWithFoundation() {
        var generator = SystemRandomNumberGenerator()
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let text = Data(bytes).base64EncodedString()
            #expect(Base64.decode(Array(text.utf8)[...]) == bytes)
            let urlSafe = text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
            #expect(Base64.decode(Array(urlSafe.utf8)[...]) == bytes)
            #expect(Base64.decode(Array(text.replacing("/", with: #"\/"#).utf8)[...]) == bytes)
        }
        for text in ["A", "AB=C", "A*BC", "\\", "AAAA\\x", "data:nothing", "é"] {
            #expect(Base64.decode(Array(text.utf8)[...]) == nil, "\(text)")
        }
    }

    @Test(arguments: [
        "", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1}x", "{\"a\":\"", "{\"a\":\"\\\"}", "{\"a\":[1}", "{,}",
        "[]", "1",
        "{\"a\":1,}", "{a:1}",
    ])
    func brokenObjectsAreNoObjects(text: String) {
        #expect(JSONMembers(Array(text.utf8)) == nil)
    }

    @Test func membersAreFoundWhateverLiesBeside() throws {
        let text =
            #" {"x":{"id":"no","y":["]}\"",{}]} , "id" : "a\"\\\u00e9\/" ,"n":12,"f":1.5,"t":true,"o":{}, "n":13} "#
        let members = try #require(JSONMembers(Array(text.utf8)))
        #expect(members.text("id") == #"a"\é/"#)
        #expect(members.text("n") == "13")
        #expect(members.text("f") == nil && members.text("t") == nil && members.text("x") == nil)
        let inner = try #require(members.members(of: "x"))
        #expect(inner.text("id") == "no")
    }

    @Test func workIsHandedOnInOrderWithinItsWindow() {
        for threads in [1, 2, 5] {
            // Fetching and emitting may happen at once, so what both count is locked.
            let fetched = Mutex(0)
            var (emitted, widest) = ([Int](), 0)
            OrderedWork.run(threads: threads, window: 8) { () -> Int? in
                fetched.withLock { fetched in
                    guard fetched < 300 else { return nil }
                    defer { fetched += 1 }
                    return fetched
                }
            } work: { item -> Int in
                // The first is slow, so the others must wait for it.
                if item % 50 == 0 { Thread.sleep(forTimeInterval: 0.005) }
                return item
            } emit: { item in
                widest = max(widest, fetched.withLock { $0 } - emitted.count)
                emitted.append(item)
                return true
            }
            #expect(emitted == Array(0..<300))
            #expect(widest <= 8 + 1)
        }
    }

    @Test func refusedOutcomesEndTheWork() {
        var (fetched, emitted) = (0, [Int]())
        OrderedWork.run(threads: 3) { () -> Int? in
            defer { fetched += 1 }
            return fetched
        } work: {
            $0
        } emit: { item in
            emitted.append(item)
            return item < 20
        }
        #expect(emitted == Array(0...20))
    }

    @Test func shardsDivideEvenlyAndForGood() throws {
        let digests = (0..<20_000).map { ItemDigest("photo \($0).jpg") }
        #expect(Set(digests).count == digests.count)
        for count in [1, 2, 7] {
            let shards = try (1...count).map { try #require(Shard(argument: "\($0)/\(count)")) }
            for shard in shards {
                let size = digests.count { shard.contains($0) }
                #expect(abs(Double(size) - 20_000 / Double(count)) < 500)
            }
            #expect(digests.allSatisfy { digest in shards.count { $0.contains(digest) } == 1 })
        }
        // Machines of different years must agree.
        #expect(try #require(Shard(argument: "1/2")).contains(ItemDigest("a.jpg")) == true)
        for text in ["", "1", "0/2", "3/2", "1/0", "1/2/3", "a/b", "-1/2"] { #expect(Shard(argument: text) == nil) }
    }

    @Test(arguments: ["3/2", "0/2", "1/1000001", "half"]) func wrongShardsAreToldWhatIsAllowed(text: String) throws {
        let run = try ProgramRun(["batch", "nowhere", "--out", "-", "--shard", text])
        #expect(run.status == 2 && run.errors.contains("i from 1 to n, n up to 1000000"), "\(run.errors)")
    }

    @Test func everyTarHeaderThatIsCutOrChangedIsRefused() throws {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            block.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        put("a.jpg", at: 0)
        put("00000000012", at: 124)
        put("ustar\u{0}00", at: 257)
        put("folder", at: 345)
        put("        ", at: 148)
        let sum = block.reduce(0) { $0 + Int($1) }
        put(String(sum, radix: 8) + "\u{0} ", at: 148)
        let header = try TarHeader(block)
        #expect(header.name == "folder/a.jpg" && header.size == 10 && header.type == .file)
        for index in 0..<512 where !(148..<156).contains(index) {
            var changed = block
            changed[index] ^= 0x40
            #expect(throws: TarHeader.Damage.self) { try TarHeader(changed) }
        }
        #expect(throws: TarHeader.Damage.self) { try TarHeader(Array(block.dropLast())) }
    }

    @Test(arguments: ["5 a=", "99 path=x\n", "0 path=x\n", "x path=x\n", "10 path=xyz", "9 size=-1\n", "path=x\n"])
    func damagedPaxRecordsAreRefused(text: String) {
        #expect(throws: TarHeader.Damage.self) { try PaxRecords(Array(text.utf8)) }
    }

    @Test func paxRecordsAreRead() throws {
        let records = try PaxRecords(Array("19 path=ü b=c.jpg\n11 size=42\n11 other=x\n".utf8))
        #expect(records.path == "ü b=c.jpg" && records.size == 42)
    }
}
