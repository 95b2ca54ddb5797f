import Foundation
import TestSupport
import Testing

@testable import FaceMesh

/// Damaged and hostile networks: an error or a network that runs, never a crash.
@Suite struct HostileNetworkTests {
    static let small = NetworkTests.smallNetwork(side: 2, channels: 1)

    /// Loads, and runs what loads.
    @discardableResult
    static func load(_ bytes: [UInt8]) -> FaceMeshError? {
        do {
            let network = try Network(bytes: bytes)
            _ = network.run(fill: { _ in }, read: { $0[0].first })
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: 0..<100)
    func refusesTruncatedFiles(_ percent: Int) {
        let error = Self.load(Array(Self.small.prefix(Self.small.count * percent / 100)))
        #expect(error?.code == .modelUnreadable)
    }

    @Test(.enabled(if: Models.arePresent, Comment(rawValue: Models.skipReason)), arguments: FaceModels.names)
    func refusesTruncatedModels(_ name: String) throws {
        let bytes = try Models.bytes(name)
        for percent in 0..<100 {
            #expect(Self.load(Array(bytes.prefix(bytes.count * percent / 100))) != nil)
        }
    }

    /// Most bytes of the small network are structure: all are tried, with values at the edges of what offsets and
    /// counts can be.
    @Test func standsEveryByteChanged() {
        for place in Self.small.indices {
            for value in [UInt8(0), 1, 0x80, 0xFF] {
                var bytes = Self.small
                bytes[place] = value
                Self.load(bytes)
            }
        }
    }

    @Test func standsWordsChanged() {
        let words: [UInt32] = [0, 0xFFFF_FFFF, 0x7FFF_FFFF, 0x8000_0000, 0x4000]
        for place in stride(from: 0, to: Self.small.count - 4, by: 2) {
            for word in words {
                var bytes = Self.small
                bytes.replaceSubrange(place..<place + 4, with: NetworkWriter.little(Int(word), 4))
                Self.load(bytes)
            }
        }
    }

    @Test(.enabled(if: Models.arePresent, Comment(rawValue: Models.skipReason)), arguments: FaceModels.names)
    func standsDamagedModels(_ name: String) throws {
        let sound = try Models.bytes(name)
        var state: UInt64 = 11
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for _ in 0..<60 {
            var bytes = sound
            // Offsets and tables lie at both ends of these files, weights between.
            for _ in 0...next(4) {
                let place = next(3) == 0 ? next(4_096) : bytes.count - 1 - next(40_000)
                bytes[place] = UInt8(next(256))
            }
            Self.load(bytes)
        }
    }

    @Test func namesWhatItDoesNotRun() {
        var writer = NetworkWriter()
        let input = writer.tensor([1, 4, 4, 3])
        let output = writer.tensor([1, 4, 4, 3])
        writer.add(14, [input], output)  // LOGISTIC
        writer.outputs = [output]
        let error = Self.load(writer.file(input: input))
        #expect(error?.code == .modelUnsupported)
        #expect(error?.message.contains("operator 14") == true)
    }

    @Test func refusesOperatorsThatDoNotJoin() {
        var writer = NetworkWriter()
        let input = writer.tensor([1, 4, 4, 8])
        writer.outputs = [writer.relu(input)]
        #expect(Self.load(writer.file(input: input))?.code == .modelUnsupported)

        // An operator that reads what only a later one writes.
        writer = NetworkWriter()
        let first = writer.tensor([1, 4, 4, 8])
        let later = writer.tensor([1, 4, 4, 8])
        let early = writer.convolution(later, filters: 8, 1, 1)
        writer.add(19, [writer.convolution(early, filters: 8, 1, 1)], later)
        writer.outputs = [later]
        #expect(Self.load(writer.file(input: first)) != nil)
    }

    @Test func refusesWhatWouldCostTooMuch() {
        var writer = NetworkWriter()
        let input = writer.tensor([1, 16_384, 16_384, 3])
        writer.outputs = [writer.convolution(input, filters: 8, 1, 1)]
        #expect(Self.load(writer.file(input: input))?.code == .modelUnsupported)

        // A stack of layers that share no limit but the one on work.
        writer = NetworkWriter()
        let picture = writer.tensor([1, 256, 256, 3])
        var layer = writer.convolution(picture, filters: 64, 1, 1)
        for _ in 0..<40 { layer = writer.convolution(layer, filters: 64, 1, 1) }
        writer.outputs = [layer]
        #expect(Self.load(writer.file(input: picture))?.code == .modelUnsupported)
    }

    /// The sides multiply beyond 64 bits, and no weights are there to bound them.
    @Test func refusesFiltersThatAreNotThere() {
        var writer = NetworkWriter()
        let shape = [1, 128, 64, 2048]
        let (input, output) = (writer.tensor(shape), writer.tensor(shape))
        let kernel = writer.tensor([2048, 16_384, 16_384, 2048])
        let options: [Int: NetworkWriter.Value] = [0: .number(0), 1: .number(1), 2: .number(1)]
        writer.add(3, [input, kernel, writer.weights([2048])], output, options: (1, options))
        writer.outputs = [output]
        #expect(Self.load(writer.file(input: input))?.code == .modelUnsupported)
    }
}
