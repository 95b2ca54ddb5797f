import Foundation
import TestSupport
import Testing

@testable import FaceMesh

/// Damaged and hostile networks: an error or a network that runs, never a crash.
@Suite struct HostileNetworkTests {
    static let small = NetworkTests.smallNetwork(side: 2, channels: 1)
    static let landmarks = NetworkWriter.landmarkNetwork(side: 2, channels: 1)

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
        for sound in [Self.small, Self.landmarks] {
            let error = Self.load(Array(sound.prefix(sound.count * percent / 100)))
            #expect(error?.code == .modelUnreadable)
        }
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
    @Test(arguments: [small, landmarks])
    func standsEveryByteChanged(_ sound: [UInt8]) {
        for place in sound.indices {
            for value in [UInt8(0), 1, 0x80, 0xFF] {
                var bytes = sound
                bytes[place] = value
                Self.load(bytes)
            }
        }
    }

    @Test(arguments: [small, landmarks])
    func standsWordsChanged(_ sound: [UInt8]) {
        let words: [UInt32] = [0, 0xFFFF_FFFF, 0x7FFF_FFFF, 0x8000_0000, 0x4000]
        for place in stride(from: 0, to: sound.count - 4, by: 2) {
            for word in words {
                var bytes = sound
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

    /// Each option wrong by itself: landmarks that are not there, sizes and counts that would cost or reach too much.
    @Test func refusesFramesThatMakeNoSense() throws {
        #expect(Self.load(Self.landmarks) == nil)
        let wrong: [(Int, NetworkWriter.Option)] = [
            (0, .integer(5)), (0, .integer(-1)), (0, .float(1)), (1, .integer(0)), (2, .integer(1 << 20)),
            (3, .integer(1 << 30)), (4, .integer(1)), (6, .integers([])), (6, .integers([0, 5])),
            (6, .integers([0, -1])), (6, .integers(Array(repeating: 0, count: 4_097))), (6, .integer(3)),
        ]
        for (index, option) in wrong {
            var options = NetworkWriter.frameOptions
            options[index].1 = option
            let error = Self.load(NetworkWriter.landmarkNetwork(side: 2, channels: 1, frame: options))
            #expect(error != nil, "\(options[index].0) as \(option)")
        }
        for index in NetworkWriter.frameOptions.indices {
            var options = NetworkWriter.frameOptions
            options.remove(at: index)
            let error = Self.load(NetworkWriter.landmarkNetwork(side: 2, channels: 1, frame: options))
            #expect(error?.code == .modelUnreadable)
        }
    }

    @Test func refusesStrangersOperators() {
        for (name, version) in [("TransformLandmarks", 1), ("Unheard", 2), ("", 2)] {
            var writer = NetworkWriter()
            let input = writer.tensor([1, 4, 4, 3])
            let (points, output) = (writer.tensor([1, 5, 2]), writer.tensor([1, 5, 2]))
            let matrix = writer.tensor([1, 4, 4])
            writer.add(custom: name, [points, matrix], output, version: version)
            writer.outputs = [output]
            #expect(Self.load(writer.file(input: input))?.code == .modelUnsupported)
        }
    }

    /// Shapes that follow from each other in a circle.
    @Test func refusesCircles() {
        var writer = NetworkWriter()
        let input = writer.tensor([1, 4, 4, 3])
        let (first, second) = (writer.tensor([1, 8]), writer.tensor([8, 1]))
        writer.add(22, [first], second)
        writer.add(22, [second], first)
        writer.outputs = [first, second]
        #expect(Self.load(writer.file(input: input)) != nil)
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
