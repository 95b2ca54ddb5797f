/// A filter in one pass over memory: an optional 3×3 depthwise filter, a dense filter over its rows, an optional shortcut added,
/// and an activation. Numbers only, so that running a plan counts no references.
struct FilterStep {
    /// A 3×3 filter of each channel on its own.
    struct Depthwise {
        /// First float of the packed weights: for each 8 channels, the bias and nine taps.
        var weights: Int
        var stride: Int
        /// Rows and columns of border the first window covers.
        var top: Int
        var left: Int
        /// Height, width and channels between the two filters.
        var output: ActivationLayout
        /// Rows filtered before the dense filter reads them: few enough to stay in the first-level cache.
        var batchRows: Int
    }

    /// A filter over all channels, as panels of a few 8-channel vectors: bias, slopes, then the weights tap by tap.
    struct Dense {
        var weights: Int
        var stride: Int
        var top: Int
        var left: Int
        /// Runs of adjacent floats a window covers, one a filter row, and their length.
        var segments: Int
        var segmentLength: Int
        /// How many vectors of output channels there are.
        var vectors: Int
        /// Pixels filtered at once.
        var tileWidth: Int
        /// Whether the processor's 512-bit vectors are used.
        var isWide: Bool

        /// Floats of a panel of `width` vectors.
        func panelSize(_ width: Int) -> Int { (2 + segments * segmentLength) * 8 * width }
    }

    /// What is added before the activation.
    struct Shortcut {
        var source: ActivationLayout
        /// Largest of each 2×2 pixels, instead of the pixels themselves.
        var isPooled: Bool
    }

    var source: ActivationLayout
    var depthwise: Depthwise?
    var dense: Dense
    var shortcut: Shortcut?
    var target: ActivationLayout
    /// Whether the target's memory held something else before, so that its border is not zero.
    var clearsBorder = false
}

extension FilterStep.Dense {
    /// The widest tile that divides a row: pixels × vectors stay within the 12 accumulators that 16 registers allow.
    static func tileWidth(forRow width: Int) -> Int {
        [6, 4, 3].first { width.isMultiple(of: $0) } ?? 1
    }

    /// Vectors of the next panel, when `remaining` are left.
    @inline(__always)
    func panelWidth(remaining: Int) -> Int {
        if isWide {
            switch tileWidth {
            case 6: return min(4, remaining)
            case 4: return remaining == 7 || remaining == 8 ? 4 : min(6, remaining)
            case 3: return min(8, remaining)
            default: return remaining >= 16 ? 16 : min(8, remaining)
            }
        }
        return switch tileWidth {
        case 6: min(2, remaining)
        case 4: remaining >= 3 && remaining != 4 ? 3 : min(2, remaining)
        case 3: remaining >= 4 ? 4 : min(2, remaining)
        default: remaining >= 12 ? 12 : remaining >= 4 ? 4 : 1
        }
    }
}
