/// A network made ready to run: the steps, the repacked weights and where everything lies in a workspace.
struct NetworkPlan {
    /// What a stranger's network may cost.
    enum Limit {
        /// Floats of activations, and of packed weights: 64 MB each.
        static let floats = 1 << 24
        static let multiplyAdds = 1 << 31
    }

    private(set) var input: ActivationLayout
    /// For each output, the activations whose figures follow one another in it.
    private(set) var outputs: [[ActivationLayout]] = []
    private(set) var steps: [NetworkStep] = []
    private(set) var multiplyAdds = 0

    /// Floats of packed weights, all steps together.
    private(set) var weightCount = 0
    /// What fills them, each at its place.
    private var filters: [(filter: any PackedFilter, place: Int)] = []

    /// Floats of activations; the two scratch areas follow.
    private(set) var activationCount = 0
    /// Floats of one scratch area.
    private(set) var scratchCount = 0

    var workspaceCount: Int { activationCount + 2 * scratchCount }

    /// Writes the weights as the steps read them, and lets go of the file's.
    /// - Parameter memory: `weightCount` floats, all zero.
    mutating func packWeights(into memory: UnsafeMutablePointer<Float>) {
        for (filter, place) in filters { filter.pack(into: memory + place) }
        filters = []
    }

    /// Makes room for a filter's weights.
    /// - Returns: Their place.
    mutating func add(_ filter: some PackedFilter) throws(FaceMeshError) -> Int {
        guard weightCount + filter.packedCount <= Limit.floats else {
            throw .unsupported("a network too large to run here")
        }
        defer { weightCount += filter.packedCount }
        filters.append((filter, weightCount))
        return weightCount
    }

    /// - Parameter isWide: whether the processor's 512-bit vectors are used.
    init(_ model: TFLiteModel, isWide: Bool) throws(FaceMeshError) {
        let fusion = try OperatorFusion(model)
        guard model.inputs.count == 1, !model.outputs.isEmpty else {
            throw .unsupported("the network has \(model.inputs.count) inputs and \(model.outputs.count) outputs")
        }
        var layouts = LayoutBook(model)
        // Three channels stay three: the first filter reads each float on its own.
        input = try layouts.add(model.inputs[0], isPadded: false)
        for fused in fusion.steps {
            switch fused {
            case .filter(let fused): try append(fused, fusion, &layouts, isWide: isWide)
            case .frame(let fused): try append(fused, &layouts)
            case .crop(let fused): try append(fused, &layouts)
            case .placement(let fused): try append(fused, fusion, &layouts)
            }
        }
        activationCount = try layouts.place(for: fusion)

        input = layouts[model.inputs[0]] ?? input
        for (index, fused) in fusion.steps.enumerated() { steps[index] = steps[index].placed(fused, layouts) }
        for parts in fusion.outputs {
            var gathered: [ActivationLayout] = []
            for part in parts {
                guard let layout = layouts[part], part != model.inputs[0] else {
                    throw .unsupported("an output that no step computes")
                }
                gathered.append(layout)
            }
            outputs.append(gathered)
        }
    }

    private mutating func append(
        _ fused: FusedFilter, _ fusion: OperatorFusion, _ layouts: inout LayoutBook, isWide: Bool
    ) throws(FaceMeshError) {
        let model = fusion.model
        guard let source = layouts[fused.source], model.tensors[fused.source].shape.count == 4 else {
            throw .unreadable("an operator reads a tensor that is not computed before it")
        }
        var shortcut: FilterStep.Shortcut?
        if let wanted = fused.shortcut {
            guard let layout = layouts[wanted.source], layout.pixelStride.isMultiple(of: 8),
                model.tensors[wanted.source].shape.count == 4
            else {
                throw .unsupported("ADD of a tensor that no convolution computes before it")
            }
            shortcut = .init(source: layout, isPooled: wanted.isPooled)
        }
        let target = try layouts.add(fused.target, isPadded: true)
        if let shortcut, let padding = fused.shortcut?.padding {
            let scale = shortcut.isPooled ? 2 : 1
            guard shortcut.source.height == scale * target.height, shortcut.source.width == scale * target.width,
                shortcut.source.channels + padding == target.channels
            else { throw .unsupported("ADD of tensors of different shapes") }
        }

        var between = source
        var depthwise: FilterStep.Depthwise?
        if let index = fused.depthwise {
            let filter = try DepthwiseFilter(model, index, over: source, fusion)
            between = filter.output
            guard source.pixelStride.isMultiple(of: 8) else {
                throw .unsupported("DEPTHWISE_CONV_2D of the network's input")
            }
            layouts.reserve(filter.border, around: fused.source)
            depthwise = filter.step(weightsAt: try add(filter))
            multiplyAdds += 9 * between.height * between.width * between.pixelStride
            scratchCount = max(scratchCount, (depthwise?.batchRows ?? 0) * between.rowStride)
        }
        let filter = try DenseFilter(model, fused, over: between, into: target, fusion, isWide: isWide)
        if depthwise == nil { layouts.reserve(filter.border, around: fused.source) }
        var step = FilterStep(
            source: source, depthwise: depthwise, dense: filter.step(weightsAt: try add(filter)), shortcut: shortcut,
            target: target)
        // In place: nobody else reads the source, and every pixel is written where it was read.
        let readers = layouts.readers(of: fused.source, in: fusion)
        if depthwise?.stride == 1, fused.shortcut?.source == fused.source, !(shortcut?.isPooled ?? true),
            fused.source != model.inputs[0], readers == 1, source.pixelStride == target.pixelStride
        {
            layouts.share(fused.target, with: fused.source)
        } else {
            step.clearsBorder = true
        }
        try append(.filter(step), multiplyAdds: filter.multiplyAdds)
    }

    /// - Throws: `model_unsupported` when the steps together would cost too much.
    mutating func append(_ step: NetworkStep, multiplyAdds count: Int) throws(FaceMeshError) {
        steps.append(step)
        multiplyAdds += count
        guard multiplyAdds <= Limit.multiplyAdds else { throw .unsupported("a network too large to run here") }
    }
}

/// A filter whose weights are repacked in the order its kernel reads them.
protocol PackedFilter: Sendable {
    var packedCount: Int { get }

    /// - Parameter memory: `packedCount` floats, all zero.
    func pack(into memory: UnsafeMutablePointer<Float>)
}
