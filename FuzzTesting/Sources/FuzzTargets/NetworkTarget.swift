@testable import FaceMesh

/// A TensorFlow Lite network: read, planned and, when it is small, run.
enum NetworkTarget {
    private static let multiplyAdds = 1 << 22

    static func run(_ bytes: [UInt8]) {
        do {
            let plan = try NetworkPlan(try TFLiteModel(bytes: bytes), isWide: false)
            guard plan.multiplyAdds <= multiplyAdds, plan.workspaceCount <= multiplyAdds else { return }
            let network = try Network(bytes: bytes)
            let counts = network.run { input in
                for row in 0..<input.height {
                    for column in 0..<input.width * network.inputShape[2] {
                        input.pixels[row * input.rowStride + column] = Float(row - column) / 8
                    }
                }
            } read: { outputs in
                network.outputCounts.indices.map { output in outputs[output].reduce(into: 0) { sum, _ in sum += 1 } }
            }
            require(counts == network.outputCounts, "outputs have the figures they claim")
        } catch {
            require(error.code == .modelUnreadable || error.code == .modelUnsupported, "a model's error is a model's")
            require(!error.message.isEmpty && error.message.utf8.count < 400, "an error is a short sentence")
        }
    }
}
