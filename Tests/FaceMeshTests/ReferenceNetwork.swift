@testable import FaceMesh

/// The operators one after another, each in plain loops over plain arrays: the twin that the fused, padded, tiled
/// plan is compared with. Sums start at the bias and take one rounding a tap, in the order the kernels promise.
struct ReferenceNetwork {
    let model: TFLiteModel

    func run(_ input: [Float]) throws -> [[Float]] {
        var values: [Int: [Float]] = [model.inputs[0]: input]
        func value(_ tensor: Int) throws -> [Float] { try values[tensor] ?? model.floats(tensor) }
        for each in model.operators {
            let output = each.outputs[0]
            let first = try value(each.inputs[0])
            switch each.operation {
            case .dequantize, .reshape, .stridedSlice: values[output] = first
            case .multiply:
                let factors = try value(each.inputs[1])
                values[output] = first.indices.map { first[$0] * factors[$0 % factors.count] }
            case .landmarksToMatrix(let frame): values[output] = matrix(of: frame, around: first)
            case .transformTensor: values[output] = crop(first, each, through: try value(each.inputs[1]))
            case .transformLandmarks: values[output] = place(first, through: try value(each.inputs[1]))
            case .relu: values[output] = first.map { max($0, 0) }
            case .add: values[output] = zip(first, try value(each.inputs[1])).map { $0 + $1 }
            case .prelu:
                let slopes = try value(each.inputs[1])
                values[output] = first.indices.map { first[$0] < 0 ? first[$0] * slopes[$0 % slopes.count] : first[$0] }
            case .concatenation: values[output] = try each.inputs.flatMap { try value($0) }
            case .pad:
                let (from, to) = (model.tensors[each.inputs[0]].shape[3], model.tensors[output].shape[3])
                values[output] = (0..<first.count / from * to).map {
                    $0 % to < from ? first[$0 / to * from + $0 % to] : 0
                }
            case .maximumPool: values[output] = pool(first, each)
            case .convolution(let window, _):
                values[output] = convolve(first, each, window, try value(each.inputs[1]), try value(each.inputs[2]))
            case .depthwiseConvolution(let window, _):
                values[output] = filter(first, each, window, try value(each.inputs[1]), try value(each.inputs[2]))
            }
        }
        return try model.outputs.map { try value($0) }
    }

    private func before(_ input: Int, _ output: Int, _ filter: Int, _ window: TFLiteOperation.Window) -> Int {
        window.padding == .valid ? 0 : max((output - 1) * window.stride + filter - input, 0) / 2
    }

    private func pool(_ input: [Float], _ each: TFLiteModel.Operator) -> [Float] {
        let (from, to) = (model.tensors[each.inputs[0]].shape, model.tensors[each.outputs[0]].shape)
        var result: [Float] = []
        for y in 0..<to[1] {
            for x in 0..<to[2] {
                for c in 0..<to[3] {
                    func at(_ dy: Int, _ dx: Int) -> Float {
                        input[((2 * y + dy) * from[2] + 2 * x + dx) * from[3] + c]
                    }
                    result.append(max(at(0, 0), at(0, 1), at(1, 0), at(1, 1)))
                }
            }
        }
        return result
    }

    private func convolve(
        _ input: [Float], _ each: TFLiteModel.Operator, _ window: TFLiteOperation.Window, _ kernel: [Float],
        _ bias: [Float]
    ) -> [Float] {
        let (from, to) = (model.tensors[each.inputs[0]].shape, model.tensors[each.outputs[0]].shape)
        let sides = model.tensors[each.inputs[1]].shape
        let top = before(from[1], to[1], sides[1], window)
        let left = before(from[2], to[2], sides[2], window)
        var result: [Float] = []
        result.reserveCapacity(to[1] * to[2] * to[3])
        input.withUnsafeBufferPointer { input in
            kernel.withUnsafeBufferPointer { kernel in
                for y in 0..<to[1] {
                    for x in 0..<to[2] {
                        for output in 0..<to[3] {
                            var sum = bias[output]
                            for dy in 0..<sides[1] {
                                let row = y * window.stride - top + dy
                                if row < 0 || row >= from[1] { continue }
                                for dx in 0..<sides[2] {
                                    let column = x * window.stride - left + dx
                                    if column < 0 || column >= from[2] { continue }
                                    let pixel = (row * from[2] + column) * from[3]
                                    let tap = ((output * sides[1] + dy) * sides[2] + dx) * from[3]
                                    for c in 0..<from[3] { sum.addProduct(input[pixel + c], kernel[tap + c]) }
                                }
                            }
                            result.append(sum)
                        }
                    }
                }
            }
        }
        return result
    }

    private func filter(
        _ input: [Float], _ each: TFLiteModel.Operator, _ window: TFLiteOperation.Window, _ kernel: [Float],
        _ bias: [Float]
    ) -> [Float] {
        let (from, to) = (model.tensors[each.inputs[0]].shape, model.tensors[each.outputs[0]].shape)
        let (top, left) = (before(from[1], to[1], 3, window), before(from[2], to[2], 3, window))
        var result: [Float] = []
        for y in 0..<to[1] {
            for x in 0..<to[2] {
                for c in 0..<to[3] {
                    var sum = bias[c]
                    for dx in 0..<3 {
                        for dy in 0..<3 {
                            let (row, column) = (y * window.stride - top + dy, x * window.stride - left + dx)
                            guard 0..<from[1] ~= row, 0..<from[2] ~= column else { continue }
                            sum.addProduct(
                                input[(row * from[2] + column) * from[3] + c], kernel[(dy * 3 + dx) * from[3] + c])
                        }
                    }
                    result.append(sum)
                }
            }
        }
        return result
    }
}
