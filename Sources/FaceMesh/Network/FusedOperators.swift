/// Operators of a network that run as one step.
enum FusedOperators {
    case filter(FusedFilter)
    case frame(FusedFrame)
    case crop(FusedCrop)
    case placement(FusedPlacement)

    /// The tensors that it reads, weights apart.
    var sources: [Int] {
        switch self {
        case .filter(let filter): [filter.source] + (filter.shortcut.map { [$0.source] } ?? [])
        case .frame(let frame): [frame.landmarks]
        case .crop(let crop): [crop.source, crop.matrix]
        case .placement(let placement): [placement.points, placement.matrix]
        }
    }

    /// The tensor that it writes.
    var target: Int {
        switch self {
        case .filter(let filter): filter.target
        case .frame(let frame): frame.target
        case .crop(let crop): crop.target
        case .placement(let placement): placement.target
        }
    }

    /// The number of the last operator in it: everything it reads was written before.
    var last: Int {
        switch self {
        case .filter(let filter): filter.last
        case .frame(let frame): frame.last
        case .crop(let crop): crop.last
        case .placement(let placement): placement.last
        }
    }
}

/// Landmarks, scaled, and the matrix of a frame around some of them.
struct FusedFrame {
    var landmarks: Int
    var scale: Float
    var frame: LandmarkFrame
    var target: Int
    var last: Int
}

/// A picture read through a matrix.
struct FusedCrop {
    var source: Int
    var matrix: Int
    var target: Int
    var last: Int
}

/// Points in a frame's pixels, brought to where they lie in the picture.
struct FusedPlacement {
    var points: Int
    var matrix: Int
    /// The tensor that the matrix is multiplied with, figure by figure.
    var factors: Int?
    var target: Int
    var last: Int
}
