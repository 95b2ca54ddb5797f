import CWide
import Synchronization

/// A network ready to run, from any number of threads at once: weights never change, and each run takes a workspace
/// of its own from a pool that grows to as many as ever ran together.
final class Network: Sendable {
    /// Height, width and channels of the picture it takes.
    let inputShape: [Int]
    /// How many figures each output has.
    let outputCounts: [Int]

    let plan: NetworkPlan
    // Written once, in init.
    nonisolated(unsafe) private let weights: AlignedFloats
    private let idle = Mutex<[Workspace]>([])

    /// - Parameter isWide: whether to use the processor's 512-bit vectors, which change nothing but the time.
    /// - Throws: `model_unreadable`, `model_unsupported`.
    init(bytes: [UInt8], isWide: Bool = cwide_is_available()) throws(FaceMeshError) {
        var plan = try NetworkPlan(try TFLiteModel(bytes: bytes), isWide: isWide && cwide_is_available())
        weights = AlignedFloats(count: plan.weightCount)
        plan.packWeights(into: weights.pointer)
        self.plan = plan
        inputShape = [plan.input.height, plan.input.width, plan.input.channels]
        outputCounts = plan.outputs.map { $0.reduce(0) { $0 + $1.height * $1.width * $1.channels } }
        // The first run finds its memory ready.
        let workspace = Workspace(plan, outputCounts)
        idle.withLock { $0.append(workspace) }
    }

    /// Runs once.
    /// - Parameters:
    ///   - fill: writes the input picture.
    ///   - read: gets each output's figures, dense, in the order of `outputCounts`.
    /// - Complexity: No allocation once as many runs as now have been under way before.
    func run<Result>(
        fill: (NetworkInput) -> Void, read: (NetworkOutputs) -> Result
    ) -> Result {
        let workspace = idle.withLock { $0.popLast() } ?? Workspace(plan, outputCounts)
        defer { idle.withLock { $0.append(workspace) } }
        let memory = workspace.activations.pointer
        fill(
            NetworkInput(
                pixels: memory + plan.input.index(row: 0, column: 0), rowStride: plan.input.rowStride,
                width: plan.input.width, height: plan.input.height))
        let scratch = (memory + plan.activationCount, memory + plan.activationCount + plan.scratchCount)
        for step in plan.steps {
            step.run(memory: memory, weights: UnsafePointer(weights.pointer), scratch: scratch)
        }
        workspace.gather(plan.outputs)
        return read(NetworkOutputs(floats: UnsafePointer(workspace.outputs.pointer), counts: outputCounts))
    }
}
