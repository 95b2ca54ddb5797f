public import Foundation

/// A caller's own landmarks: `{"width": 1200, "height": 800, "landmarks": [[x, y, z], …]}`, where width, height and
/// every z may be left out, or the list alone.
extension FaceLandmarks {
    /// Bytes a file may have; 468 points take about 12 KB.
    private static let limit = 1 << 20

    /// Reads landmarks from JSON.
    /// - Parameters:
    ///   - data: 468 points of two or three numbers, in pixels, numbered as MediaPipe does.
    ///   - size: the picture the landmarks are wanted for. When the file names the size of its own picture, points
    ///     are scaled from the one to the other; without `size`, or without a size in the file, they stay as they are.
    /// - Throws: `landmarks_invalid`, telling which point is wrong, or that the pictures' proportions differ.
    public init(json data: Data, pictureSize size: (width: Int, height: Int)? = nil) throws(FaceMeshError) {
        guard data.count <= Self.limit else {
            throw .invalid("the landmarks' file has \(data.count) bytes; \(Self.limit) are allowed")
        }
        let file: LandmarkFile
        do {
            file = try JSONDecoder().decode(LandmarkFile.self, from: data)
        } catch {
            throw .invalid(
                "the landmarks' file is not JSON with \(Self.count) points as [x, y] or [x, y, z], alone or under "
                    + "\"landmarks\"")
        }
        self.init(points: try file.points(count: Self.count))
        guard let size, let own = try file.size else { return }
        let (across, down) = (Float(size.width) / Float(own.width), Float(size.height) / Float(own.height))
        // Sizes are whole pixels: a reduced picture may be off by one.
        let slack = 1 / Float(min(size.width, size.height, own.width, own.height))
        guard abs(across / down - 1) <= 0.005 + slack else {
            throw .invalid(
                "the landmarks are for a picture of \(own.width)×\(own.height) and the picture is "
                    + "\(size.width)×\(size.height): the proportions differ; was the picture turned or cropped?")
        }
        points = points.map { $0 * SIMD3(across, down, (across + down) / 2) }
    }

    /// The landmarks as JSON that `init(json:pictureSize:)` reads, to a thousandth of a pixel.
    /// - Parameter size: the picture they belong to.
    public func jsonText(pictureSize size: (width: Int, height: Int)? = nil) -> String {
        func number(_ value: Float) -> String {
            let thousandths = (Double(value) * 1_000).rounded()
            return thousandths.magnitude < 1e15 ? "\(thousandths / 1_000)" : "0.0"
        }
        let list = points.map { "[\(number($0.x)),\(number($0.y)),\(number($0.z))]" }.joined(separator: ",")
        let head = size.map { "\"width\":\($0.width),\"height\":\($0.height)," } ?? ""
        return "{\(head)\"landmarks\":[\(list)]}"
    }
}

/// The file as it stands, before its figures are checked.
private struct LandmarkFile: Decodable {
    private let width: Double?
    private let height: Double?
    private let landmarks: [[Double]]

    private enum Key: String, CodingKey { case width, height, landmarks }

    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Key.self) {
            width = try container.decodeIfPresent(Double.self, forKey: .width)
            height = try container.decodeIfPresent(Double.self, forKey: .height)
            landmarks = try container.decode([[Double]].self, forKey: .landmarks)
        } else {
            (width, height) = (nil, nil)
            landmarks = try decoder.singleValueContainer().decode([[Double]].self)
        }
    }

    /// nil when the file names none.
    var size: (width: Int, height: Int)? {
        get throws(FaceMeshError) {
            guard let width, let height else { return nil }
            guard 1...1e6 ~= width, 1...1e6 ~= height else {
                throw .invalid("the landmarks' file gives its picture a size of \(width)×\(height)")
            }
            return (Int(width), Int(height))
        }
    }

    func points(count: Int) throws(FaceMeshError) -> [SIMD3<Float>] {
        guard landmarks.count == count else {
            throw .invalid("the file has \(landmarks.count) landmarks; a face has \(count)")
        }
        var points: [SIMD3<Float>] = []
        points.reserveCapacity(count)
        for (index, figures) in landmarks.enumerated() {
            guard 2...3 ~= figures.count, figures.allSatisfy({ $0.magnitude <= 1e6 }) else {
                throw .invalid("landmark \(index) is not two or three numbers of at most a million pixels")
            }
            points.append(SIMD3(Float(figures[0]), Float(figures[1]), figures.count == 3 ? Float(figures[2]) : 0))
        }
        return points
    }
}

extension FaceMeshError {
    fileprivate static func invalid(_ message: String) -> FaceMeshError {
        .init(code: .landmarksInvalid, message: message)
    }
}
