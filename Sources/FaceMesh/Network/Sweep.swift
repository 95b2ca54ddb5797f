/// How a filter moves along one side of its input.
struct Sweep {
    var output: Int
    /// Pixels of border the first window covers, and the last one.
    var before: Int
    var after: Int

    /// A stranger's filter may claim any side without having the weights; this one keeps products far from overflow.
    private static let largestFilter = 256

    /// - Source: TensorFlow's rule: SAME gives ⌈input / stride⌉ windows, the odd pixel of border at the end.
    init(_ input: Int, filter: Int, _ window: TFLiteOperation.Window) throws(FaceMeshError) {
        guard filter <= Self.largestFilter, window.padding == .same || filter <= input else {
            throw .unsupported("a filter of \(filter) pixels over \(input)")
        }
        output =
            window.padding == .same
            ? (input + window.stride - 1) / window.stride : (input - filter) / window.stride + 1
        let covered = (output - 1) * window.stride + filter
        before = window.padding == .same ? max(covered - input, 0) / 2 : 0
        after = max(covered - before - input, 0)
    }
}
