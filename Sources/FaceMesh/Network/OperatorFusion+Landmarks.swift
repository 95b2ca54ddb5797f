/// MediaPipe's own operators: a frame around landmarks, pixels read out of it, and points placed back.
extension OperatorFusion {
    mutating func frame(around index: Int, _ frame: LandmarkFrame) throws(FaceMeshError) -> FusedFrame {
        let (input, output) = (model.operators[index].inputs[0], model.operators[index].outputs[0])
        take(index)
        var fused = FusedFrame(landmarks: input, scale: 1, frame: frame, target: output, last: index)
        if let scaling = producer(of: input, where: .multiply) {
            let factor = constant(model.operators[scaling].inputs[1])
            guard model.tensors[factor].count == 1 else {
                throw .unsupported("MUL by \(model.tensors[factor].shape) figures before \(model.name(index))")
            }
            fused.scale = try model.floats(factor)[0]
            fused.landmarks = model.operators[scaling].inputs[0]
            take(scaling)
        }
        fused.landmarks = try unshaped(fused.landmarks)
        let shape = model.tensors[input].shape
        guard shape.count == 3, shape[0] == 1, shape[2] == 3, frame.fits(shape[1]),
            model.tensors[fused.landmarks].count == model.tensors[input].count, Self.isMatrix(model.tensors[output])
        else { throw .unsupported("\(model.name(index)) of landmarks of shape \(shape)") }
        return fused
    }

    mutating func crop(_ index: Int) throws(FaceMeshError) -> FusedCrop {
        let (inputs, output) = (model.operators[index].inputs, model.operators[index].outputs[0])
        take(index)
        guard Self.isMatrix(model.tensors[inputs[1]]) else {
            throw .unsupported("\(model.name(index)) through a matrix of shape \(model.tensors[inputs[1]].shape)")
        }
        return FusedCrop(source: inputs[0], matrix: inputs[1], target: output, last: index)
    }

    mutating func placement(_ index: Int) throws(FaceMeshError) -> FusedPlacement {
        let (inputs, output) = (model.operators[index].inputs, model.operators[index].outputs[0])
        take(index)
        var fused = FusedPlacement(
            points: try unshaped(inputs[0]), matrix: inputs[1], factors: nil, target: output, last: index)
        if let scaling = producer(of: inputs[1], where: .multiply) {
            let factors = constant(model.operators[scaling].inputs[1])
            (fused.matrix, fused.factors) = (model.operators[scaling].inputs[0], factors)
            guard Self.isMatrix(model.tensors[factors]) else {
                throw .unsupported("MUL by \(model.tensors[factors].shape) figures before \(model.name(index))")
            }
            take(scaling)
        }
        let shape = model.tensors[inputs[0]].shape
        guard shape.count == 3, shape[0] == 1, shape[2] == 2, model.tensors[output].shape == shape,
            Self.isMatrix(model.tensors[fused.matrix])
        else { throw .unsupported("\(model.name(index)) of points of shape \(shape)") }
        return fused
    }

    private static func isMatrix(_ tensor: TFLiteModel.Tensor) -> Bool { tensor.shape == [1, 4, 4] }
}

extension TFLiteModel {
    /// What an operator is called, for errors.
    fileprivate func name(_ index: Int) -> String { operators[index].operation.name }
}
