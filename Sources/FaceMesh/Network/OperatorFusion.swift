/// Finds the steps of a network, and how its outputs are gathered from them.
struct OperatorFusion {
    let model: TFLiteModel
    /// The steps, in an order in which they can run.
    private(set) var steps: [FusedOperators] = []
    /// For each output of the network, the tensors whose figures follow one another in it.
    private(set) var outputs: [[Int]] = []

    private var producers: [Int: Int] = [:]
    /// Operators that read a tensor; −1 stands for the network's own output.
    private var consumers: [[Int]]
    private var isFused: [Bool]

    init(_ model: TFLiteModel) throws(FaceMeshError) {
        self.model = model
        consumers = Array(repeating: [], count: model.tensors.count)
        isFused = Array(repeating: false, count: model.operators.count)
        for (index, each) in model.operators.enumerated() {
            guard producers.updateValue(index, forKey: each.outputs[0]) == nil else {
                throw .unreadable("two operators write the same tensor")
            }
            for input in each.inputs { consumers[input].append(index) }
        }
        for output in model.outputs { consumers[output].append(-1) }
        for (index, each) in model.operators.enumerated() {
            switch each.operation {
            case .convolution(_, let activation): steps.append(.filter(try filter(around: index, activation)))
            case .landmarksToMatrix(let frame): steps.append(.frame(try self.frame(around: index, frame)))
            case .transformTensor: steps.append(.crop(try crop(index)))
            case .transformLandmarks: steps.append(.placement(try placement(index)))
            case .dequantize: isFused[index] = true
            default: break
            }
        }
        for output in model.outputs { outputs.append(try parts(of: output)) }
        if let stray = isFused.firstIndex(of: false) {
            throw .unsupported(
                "the network's operator \(stray), \(model.operators[stray].operation.name), is joined to its "
                    + "neighbours in a way that is not supported")
        }
        steps.sort { $0.last < $1.last }
    }

    /// The tensor that holds the weights: itself, or what is dequantised into it.
    func constant(_ tensor: Int) -> Int {
        guard let producer = producers[tensor], model.operators[producer].operation == .dequantize else {
            return tensor
        }
        return model.operators[producer].inputs[0]
    }

    /// The operator of a kind that writes a tensor, if one does.
    func producer(of tensor: Int, where operation: TFLiteOperation) -> Int? {
        producers[tensor].flatMap { model.operators[$0].operation == operation ? $0 : nil }
    }

    /// Takes an operator to be part of a step.
    mutating func take(_ index: Int) { isFused[index] = true }

    // MARK: - Filters

    private mutating func filter(
        around index: Int, _ fusedActivation: TFLiteOperation.Activation
    ) throws(FaceMeshError) -> FusedFilter {
        let convolution = model.operators[index]
        isFused[index] = true
        var step = FusedFilter(
            source: convolution.inputs[0], convolution: index, activation: fusedActivation == .relu ? .relu : .none,
            target: convolution.outputs[0], last: index)

        if let producer = producers[step.source], !isFused[producer], consumers[step.source].count == 1,
            case .depthwiseConvolution(_, .none) = model.operators[producer].operation
        {
            step.depthwise = producer
            step.source = model.operators[producer].inputs[0]
            isFused[producer] = true
        }
        if fusedActivation == .none { try fuseAddition(into: &step) }
        if case .none = step.activation { fuseActivation(into: &step) }
        return step
    }

    private mutating func fuseAddition(into step: inout FusedFilter) throws(FaceMeshError) {
        guard let next = soleConsumer(of: step.target), !isFused[next],
            case .add(let activation) = model.operators[next].operation
        else { return }
        let operands = model.operators[next].inputs
        step.shortcut = try shortcut(from: operands[0] == step.target ? operands[1] : operands[0])
        step.target = model.operators[next].outputs[0]
        step.last = max(step.last, next)
        if activation == .relu { step.activation = .relu }
        isFused[next] = true
    }

    private mutating func fuseActivation(into step: inout FusedFilter) {
        guard let next = soleConsumer(of: step.target), !isFused[next], model.operators[next].inputs[0] == step.target
        else { return }
        switch model.operators[next].operation {
        case .relu: step.activation = .relu
        case .prelu: step.activation = .prelu(model.operators[next].inputs[1])
        default: return
        }
        step.target = model.operators[next].outputs[0]
        step.last = max(step.last, next)
        isFused[next] = true
    }

    /// Follows an added tensor back through channel padding and pooling, which are computed where they are added.
    private mutating func shortcut(from tensor: Int) throws(FaceMeshError) -> FusedFilter.Shortcut {
        var shortcut = FusedFilter.Shortcut(source: tensor)
        if let pad = producers[shortcut.source], model.operators[pad].operation == .pad {
            let amounts = try model.integers(model.operators[pad].inputs[1])
            guard amounts.count == 8, amounts[..<7].allSatisfy({ $0 == 0 }), 0...4_096 ~= amounts[7] else {
                throw .unsupported("PAD by \(amounts); only channels at the end are supported")
            }
            shortcut.padding = amounts[7]
            shortcut.source = model.operators[pad].inputs[0]
            isFused[pad] = true
        }
        if let pool = producers[shortcut.source],
            case .maximumPool(let window, let height, let width) = model.operators[pool].operation
        {
            guard window.stride == 2, height == 2, width == 2 else {
                throw .unsupported("MAX_POOL_2D of \(height)×\(width) by \(window.stride); only 2×2 by 2 is supported")
            }
            shortcut.isPooled = true
            shortcut.source = model.operators[pool].inputs[0]
            isFused[pool] = true
        }
        return shortcut
    }

    private func soleConsumer(of tensor: Int) -> Int? {
        guard consumers[tensor].count == 1, consumers[tensor][0] >= 0 else { return nil }
        return consumers[tensor][0]
    }

    // MARK: - Outputs

    /// RESHAPE changes no figure's place, and CONCATENATION along axis 1 of a batch of one puts them end to end.
    private mutating func parts(of output: Int) throws(FaceMeshError) -> [Int] {
        guard let producer = producers[output], model.operators[producer].operation == .concatenation(axis: 1) else {
            return [try unshaped(output)]
        }
        isFused[producer] = true
        var parts: [Int] = []
        for input in model.operators[producer].inputs { parts.append(try unshaped(input)) }
        let total = model.operators[producer].inputs.reduce(0) { $0 + model.tensors[$1].count }
        let shape = model.tensors[output].shape
        let fits = model.operators[producer].inputs.allSatisfy { input in
            let part = model.tensors[input].shape
            return part.count == shape.count && part.count >= 2 && part[0] == 1 && part[2...] == shape[2...]
        }
        guard fits, shape[0] == 1, total == model.tensors[output].count else {
            throw .unreadable("CONCATENATION of shapes that do not make up \(shape)")
        }
        return parts
    }

    /// The tensor whose figures these are, before shapes were given to them: RESHAPE, and STRIDED_SLICE of everything.
    mutating func unshaped(_ tensor: Int) throws(FaceMeshError) -> Int {
        var (source, limit) = (tensor, model.operators.count)
        // Operators stand in the order they run in; ones that do not could go round in circles.
        while let producer = producers[source], producer < limit {
            switch model.operators[producer].operation {
            case .reshape: break
            case .stridedSlice: try checkTakesAll(producer)
            default: return source
            }
            source = model.operators[producer].inputs[0]
            guard model.tensors[source].count == model.tensors[tensor].count else {
                throw .unreadable("RESHAPE to another number of figures")
            }
            isFused[producer] = true
            limit = producer
        }
        return source
    }

    private func checkTakesAll(_ slice: Int) throws(FaceMeshError) {
        let inputs = model.operators[slice].inputs
        let shape = model.tensors[inputs[0]].shape
        let (begin, end) = (try model.integers(inputs[1]), try model.integers(inputs[2]))
        guard begin.count == shape.count, begin.allSatisfy({ $0 == 0 }), end == shape,
            try model.integers(inputs[3]).allSatisfy({ $0 == 1 })
        else { throw .unsupported("STRIDED_SLICE from \(begin) to \(end); only all of a tensor is supported") }
    }
}
