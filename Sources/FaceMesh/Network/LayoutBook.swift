/// Which tensors are kept in a workspace, where, and with how much border.
struct LayoutBook {
    private let model: TFLiteModel
    /// The place each kept tensor takes; tensors that share one replace each other.
    private var places: [Int: Int] = [:]
    private var layouts: [ActivationLayout] = []
    /// Channels of each tensor, which a place's tensors may differ in.
    private var channels: [Int: Int] = [:]

    init(_ model: TFLiteModel) { self.model = model }

    subscript(tensor: Int) -> ActivationLayout? {
        guard let place = places[tensor], let count = channels[tensor] else { return nil }
        var layout = layouts[place]
        layout.channels = count
        return layout
    }

    /// Keeps a tensor of shape 1 × height × width × channels.
    mutating func add(_ tensor: Int, isPadded: Bool) throws(FaceMeshError) -> ActivationLayout {
        let shape = model.tensors[tensor].shape
        guard shape.count == 4, shape[0] == 1, model.tensors[tensor].element == .float32 else {
            throw .unsupported("an activation of shape \(shape); one picture of 32-bit floats is supported")
        }
        return try keep(
            tensor,
            as: ActivationLayout(
                height: shape[1], width: shape[2], channels: shape[3],
                pixelStride: isPadded ? (shape[3] + 7) / 8 * 8 : shape[3]))
    }

    /// Keeps a tensor of any shape as the figures of one pixel.
    mutating func addRow(_ tensor: Int) throws(FaceMeshError) -> ActivationLayout {
        let count = model.tensors[tensor].count
        return try keep(
            tensor, as: ActivationLayout(height: 1, width: 1, channels: count, pixelStride: (count + 7) / 8 * 8))
    }

    private mutating func keep(
        _ tensor: Int, as layout: ActivationLayout
    ) throws(FaceMeshError) -> ActivationLayout {
        guard places[tensor] == nil else { throw .unreadable("two operators write the same tensor") }
        // Also keeps every later sum of sizes far from overflow.
        guard layout.floatCount <= NetworkPlan.Limit.floats else {
            throw .unsupported("an activation of shape \(model.tensors[tensor].shape)")
        }
        places[tensor] = layouts.count
        channels[tensor] = layout.channels
        layouts.append(layout)
        return layout
    }

    mutating func reserve(_ border: ActivationLayout.Border, around tensor: Int) {
        guard let place = places[tensor] else { return }
        layouts[place].border = layouts[place].border.union(border)
    }

    /// Lets a tensor replace another of the same height, width and pixel stride.
    mutating func share(_ tensor: Int, with other: Int) {
        places[tensor] = places[other]
    }

    /// How many steps read a tensor; outputs of the network count, too.
    func readers(of tensor: Int, in fusion: OperatorFusion) -> Int {
        fusion.steps.count { $0.sources.contains(tensor) }
            + fusion.outputs.count { $0.contains(tensor) }
    }

    /// Gives every used place its offset, on a cache line: memory of activations that nobody will read again serves
    /// later ones, which keeps a run within the second-level cache.
    /// - Returns: Floats needed in all.
    mutating func place(for fusion: OperatorFusion) throws(FaceMeshError) -> Int {
        // The network's input is written before the first step, and its border only once.
        var lives: [Int: ClosedRange<Int>] = [:]
        func extend(_ tensor: Int, to step: Int) {
            guard let place = places[tensor] else { return }
            let life = lives[place] ?? step...step
            lives[place] = min(life.lowerBound, step)...max(life.upperBound, step)
        }
        for (index, step) in fusion.steps.enumerated() {
            for source in step.sources { extend(source, to: index) }
            extend(step.target, to: index)
        }
        for output in fusion.outputs.joined() { extend(output, to: fusion.steps.count) }
        for input in model.inputs {
            extend(input, to: -1)
            extend(input, to: fusion.steps.count)
        }
        var total = 0
        var taken: [(memory: Range<Int>, life: ClosedRange<Int>)] = []
        for (place, life) in lives.sorted(by: { ($0.value.lowerBound, $0.key) < ($1.value.lowerBound, $1.key) }) {
            let size = (layouts[place].floatCount + 15) / 16 * 16
            let occupied = taken.filter { $0.life.overlaps(life) }.map(\.memory)
                .sorted { $0.lowerBound < $1.lowerBound }
            var offset = 0
            for memory in occupied where memory.lowerBound < offset + size { offset = max(offset, memory.upperBound) }
            layouts[place].offset = offset
            taken.append((offset..<offset + size, life))
            total = max(total, offset + size)
            guard total <= NetworkPlan.Limit.floats else { throw .unsupported("a network too large to run here") }
        }
        return total
    }
}
