import Foundation

@testable import FaceMesh

/// MediaPipe's operators on landmarks, by whole matrices.
extension ReferenceNetwork {
    private typealias Matrix = [[Float]]

    private static func product(_ a: Matrix, _ b: Matrix) -> Matrix {
        a.map { row in
            (0..<4).map { column in
                var sum: Float = 0
                for k in 0..<4 { sum += row[k] * b[k][column] }
                return sum
            }
        }
    }

    private static func rotation(_ angle: Float) -> Matrix {
        [[cos(angle), -sin(angle), 0, 0], [sin(angle), cos(angle), 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
    }

    private static func shift(_ x: Float, _ y: Float) -> Matrix {
        [[1, 0, 0, x], [0, 1, 0, y], [0, 0, 1, 0], [0, 0, 0, 1]]
    }

    private static func apply(_ matrix: Matrix, _ x: Float, _ y: Float) -> (x: Float, y: Float) {
        func row(_ row: [Float]) -> Float { row[0] * x + row[1] * y + row[2] * 0 + row[3] * 1 }
        return (row(matrix[0]), row(matrix[1]))
    }

    func matrix(of frame: LandmarkFrame, around landmarks: [Float]) -> [Float] {
        let (left, right) = (frame.left * 3, frame.right * 3)
        let line = atan2(landmarks[right + 1] - landmarks[left + 1], landmarks[right] - landmarks[left])
        let turn = frame.angle - line
        let turned = frame.landmarks.map { Self.apply(Self.rotation(turn), landmarks[3 * $0], landmarks[3 * $0 + 1]) }
        let (xs, ys) = (turned.map(\.x), turned.map(\.y))
        let (low, high) = ((xs.min()!, ys.min()!), (xs.max()!, ys.max()!))
        let middle = Self.apply(Self.rotation(-turn), (low.0 + high.0) / 2, (low.1 + high.1) / 2)
        let (width, height) = (Float(frame.width), Float(frame.height))
        let scale: Matrix = [
            [frame.growth.x * (high.0 - low.0) / width, 0, 0, 0],
            [0, frame.growth.y * (high.1 - low.1) / height, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1],
        ]
        return [Self.rotation(-turn), scale, Self.shift(-width / 2, -height / 2)]
            .reduce(Self.shift(middle.x, middle.y), Self.product).flatMap { $0 }
    }

    func crop(_ input: [Float], _ each: TFLiteModel.Operator, through figures: [Float]) -> [Float] {
        let (from, to) = (model.tensors[each.inputs[0]].shape, model.tensors[each.outputs[0]].shape)
        var matrix: Matrix = [Array(figures[0..<4]), Array(figures[4..<8])]
        for row in 0..<2 { matrix[row][3] += matrix[row][0] * 0.5 + matrix[row][1] * 0.5 - 0.5 }
        var result: [Float] = []
        for row in 0..<to[1] {
            for column in 0..<to[2] {
                let (x, y) = Self.apply(matrix, Float(column), Float(row))
                let isInside = x >= 0 && x <= Float(from[2] - 1) && y >= 0 && y <= Float(from[1] - 1)
                for channel in 0..<to[3] {
                    func at(_ row: Float, _ column: Float) -> Float {
                        guard Int(row) < from[1], Int(column) < from[2] else { return 0 }
                        return input[(Int(row) * from[2] + Int(column)) * from[3] + channel]
                    }
                    guard isInside else {
                        result.append(0)
                        continue
                    }
                    let (left, top) = (x.rounded(.down), y.rounded(.down))
                    let upper = (1 - (x - left)) * at(top, left) + (x - left) * at(top, left + 1)
                    let lower = (1 - (x - left)) * at(top + 1, left) + (x - left) * at(top + 1, left + 1)
                    result.append((y - top) * lower + (1 - (y - top)) * upper)
                }
            }
        }
        return result
    }

    func place(_ points: [Float], through figures: [Float]) -> [Float] {
        let matrix: Matrix = [Array(figures[0..<4]), Array(figures[4..<8])]
        return stride(from: 0, to: points.count, by: 2).flatMap { index in
            let (x, y) = Self.apply(matrix, points[index], points[index + 1])
            return [x, y]
        }
    }
}
