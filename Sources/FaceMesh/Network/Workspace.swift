/// The memory of one run. Handed from run to run under the pool's lock, never shared.
final class Workspace: @unchecked Sendable {
    let activations: AlignedFloats
    let outputs: AlignedFloats

    init(_ plan: NetworkPlan, _ outputCounts: [Int]) {
        activations = AlignedFloats(count: plan.workspaceCount)
        outputs = AlignedFloats(count: outputCounts.reduce(0, +))
    }

    /// Copies the outputs out of their padded layouts.
    func gather(_ layouts: [[ActivationLayout]]) {
        var target = outputs.pointer
        for parts in layouts {
            for part in parts {
                for row in 0..<part.height {
                    for column in 0..<part.width {
                        target.update(
                            from: activations.pointer + part.index(row: row, column: column), count: part.channels)
                        target += part.channels
                    }
                }
            }
        }
    }
}
