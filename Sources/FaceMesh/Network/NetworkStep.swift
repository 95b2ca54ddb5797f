/// What a plan runs, one after the other. Numbers only, so that running a plan counts no references.
enum NetworkStep {
    case filter(FilterStep)
    case frame(FrameStep)
    case crop(CropStep)
    case placement(PlacementStep)

    /// - Parameter scratch: two areas for rows between filters.
    @inline(__always)
    func run(
        memory: UnsafeMutablePointer<Float>, weights: UnsafePointer<Float>,
        scratch: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>)
    ) {
        switch self {
        case .filter(let step): step.run(memory: memory, weights: weights, scratch: scratch)
        case .frame(let step): step.run(memory: memory, weights: weights)
        case .crop(let step): step.run(memory: memory)
        case .placement(let step): step.run(memory: memory, weights: weights)
        }
    }

    /// The same step once every tensor has its place.
    func placed(_ fused: FusedOperators, _ layouts: LayoutBook) -> NetworkStep {
        switch (self, fused) {
        case (.filter(var step), .filter(let fused)):
            step.source = layouts[fused.source] ?? step.source
            step.target = layouts[fused.target] ?? step.target
            if let source = fused.shortcut.flatMap({ layouts[$0.source] }) { step.shortcut?.source = source }
            return .filter(step)
        case (.frame(var step), .frame(let fused)):
            step.landmarks = layouts[fused.landmarks] ?? step.landmarks
            step.target = layouts[fused.target] ?? step.target
            return .frame(step)
        case (.crop(var step), .crop(let fused)):
            step.source = layouts[fused.source] ?? step.source
            step.matrix = layouts[fused.matrix] ?? step.matrix
            step.target = layouts[fused.target] ?? step.target
            return .crop(step)
        case (.placement(var step), .placement(let fused)):
            step.points = layouts[fused.points] ?? step.points
            step.matrix = layouts[fused.matrix] ?? step.matrix
            step.target = layouts[fused.target] ?? step.target
            return .placement(step)
        default: return self
        }
    }
}
