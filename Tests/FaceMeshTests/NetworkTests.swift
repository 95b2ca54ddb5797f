import Foundation
import TestSupport
import Testing

@testable import FaceMesh

@Suite struct NetworkTests {
    /// Figures that are the same on every machine, 0 to 1.
    static func picture(_ count: Int) -> [Float] {
        var state: UInt64 = 3
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(state >> 40) / Float(1 << 24)
        }
    }

    static func run(_ network: Network, _ picture: [Float]) -> [[Float]] {
        network.run { input in
            for row in 0..<input.height {
                for index in 0..<3 * input.width {
                    input.pixels[row * input.rowStride + index] = picture[row * 3 * input.width + index]
                }
            }
        } read: { outputs in
            network.outputCounts.indices.map { Array(outputs[$0]) }
        }
    }

    @Test(.enabled(if: Models.arePresent, Comment(rawValue: Models.skipReason)), arguments: FaceModels.names)
    func agreesWithPlainLoopsBitForBit(_ name: String) throws {
        let bytes = try Models.bytes(name)
        let network = try Network(bytes: bytes)
        let picture = Self.picture(network.inputShape.reduce(1, *))
        let expected = try ReferenceNetwork(model: TFLiteModel(bytes: bytes)).run(picture)
        #expect(Self.run(network, picture) == expected)
        #expect(Self.run(try Network(bytes: bytes, isWide: false), picture) == expected)
        // A second run reuses the workspace, whose borders must still be zero.
        #expect(Self.run(network, picture) == expected)
    }

    /// Every operator, and widths that take every tile: 6, 4, 3 and 1 pixels, panels of 1 to 12 vectors.
    @Test(arguments: [12, 8, 6, 10, 2], [5, 20, 27, 97])
    func runsEveryShape(_ side: Int, _ channels: Int) throws {
        let bytes = Self.smallNetwork(side: side, channels: channels)
        let network = try Network(bytes: bytes)
        let picture = Self.picture(2 * side * 2 * side * 3)
        let expected = try ReferenceNetwork(model: TFLiteModel(bytes: bytes)).run(picture)
        #expect(Self.run(network, picture) == expected)
        #expect(Self.run(network, picture) == expected)
        // On processors without 512-bit vectors this is the same path again.
        #expect(Self.run(try Network(bytes: bytes, isWide: false), picture) == expected)
    }

    @Test(arguments: [12, 8, 5], [5, 20])
    func looksCloselyAtLandmarks(_ side: Int, _ channels: Int) throws {
        let bytes = NetworkWriter.landmarkNetwork(side: side, channels: channels)
        let network = try Network(bytes: bytes)
        let picture = Self.picture(2 * side * 2 * side * 3)
        let expected = try ReferenceNetwork(model: TFLiteModel(bytes: bytes)).run(picture)
        #expect(Set(expected[3]).count > 20, "some of the crop lies inside")
        #expect(Self.run(network, picture) == expected)
        #expect(Self.run(network, picture) == expected)
        #expect(Self.run(try Network(bytes: bytes, isWide: false), picture) == expected)
    }

    static func smallNetwork(side: Int, channels: Int) -> [UInt8] {
        var writer = NetworkWriter()
        let input = writer.tensor([1, 2 * side, 2 * side, 3])
        var trunk = writer.relu(writer.convolution(input, filters: channels, 5, 3, stride: 2))
        // Twice in place, then with more channels, then with half the pixels.
        for _ in 0..<2 {
            let branch = writer.convolution(writer.depthwise(trunk), filters: channels, 1, 1)
            trunk = writer.prelu(writer.sum(trunk, branch))
        }
        let wider = writer.convolution(writer.depthwise(trunk), filters: channels + 3, 1, 1)
        trunk = writer.relu(writer.sum(wider, writer.pad(trunk, channels: 3)))
        let halved = writer.convolution(writer.depthwise(trunk, stride: 2), filters: channels + 9, 1, 1)
        let shortcut = writer.pad(writer.pool(trunk), channels: 6)
        let small = writer.prelu(writer.sum(shortcut, halved))
        let half = side / 2
        let first = writer.reshape(writer.convolution(trunk, filters: 4, 1, 1), [1, side * side * 2, 2])
        let second = writer.reshape(writer.convolution(small, filters: 2, 1, 1), [1, half * half, 2])
        writer.outputs = [
            writer.concatenation(first, second), writer.convolution(small, filters: 9, half, half, isValid: true),
        ]
        return writer.file(input: input)
    }
}
