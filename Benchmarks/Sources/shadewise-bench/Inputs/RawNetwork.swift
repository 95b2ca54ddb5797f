@testable import FaceMesh

/// One of the networks alone, from input figures to output figures.
struct RawNetwork {
    let network: Network
    /// Height × width × 3.
    let inputCount: Int

    init(model: String) throws {
        network = try Network(bytes: Repository.model(model))
        inputCount = network.inputShape.reduce(1, *)
    }

    /// One run, the copies of the input into the network and of the outputs out of it included.
    /// - Parameter figures: `inputCount` of them, row by row.
    /// - Returns: every output's figures, in the network's order.
    func run(_ figures: [Float]) -> [[Float]] {
        run(figures) { outputs in network.outputCounts.indices.map { Array(outputs[$0]) } }
    }

    private func run<Result>(_ figures: [Float], _ read: (NetworkOutputs) -> Result) -> Result {
        network.run { input in
            figures.withUnsafeBufferPointer { source in
                guard let source = source.baseAddress else { return }
                let length = 3 * input.width
                for row in 0..<input.height {
                    (input.pixels + row * input.rowStride).update(from: source + row * length, count: length)
                }
            }
        } read: {
            read($0)
        }
    }
}
