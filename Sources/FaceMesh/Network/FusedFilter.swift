/// Operators of a network that run as one step: each is built around a dense convolution.
struct FusedFilter {
    enum Activation {
        case none
        case relu
        /// The tensor of slopes.
        case prelu(Int)
    }

    /// What is added to the convolution's result.
    struct Shortcut {
        /// The tensor added, before pooling and padding.
        var source: Int
        var isPooled = false
        /// Channels of zeros appended.
        var padding = 0
    }

    /// The tensor the step reads.
    var source: Int
    /// The operator's number, when a depthwise convolution comes first.
    var depthwise: Int?
    var convolution: Int
    var shortcut: Shortcut?
    var activation: Activation
    /// The tensor the step writes.
    var target: Int
    /// The number of the last operator in it: everything the step reads was written before.
    var last: Int
}
