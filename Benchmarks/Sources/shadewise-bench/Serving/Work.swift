import Foundation

/// Something that can be run again and again on the same input, and then asked for what it computed.
protocol Work: AnyObject {
    func run() throws
    /// What the last run computed.
    func result() throws -> WorkResult
}

/// What a work computed.
struct WorkResult {
    /// Large arrays, for a file.
    var numbers: [Float] = []
    var figures: [String: [Double]] = [:]
    var words: [String: [String]] = [:]
}

/// The works that can be asked for.
enum WorkKind: String, Decodable, CaseIterable {
    case conversion = "srgb8-to-lab"
    case difference = "ciede2000"
    case detector
    case mesh
    case faces
    case refinedFaces = "refined-faces"
    case photo
    case decoding
    case shades

    /// - Throws: when an input is missing or not what the kind needs.
    func make(_ request: Request) throws -> any Work {
        switch self {
        case .conversion: try ConversionWork(request)
        case .difference: try DifferenceWork(request)
        case .detector: try NetworkWork(request, model: "face_detection_short_range")
        case .mesh: try NetworkWork(request, model: "face_landmark")
        case .faces: try FacesWork(request)
        case .refinedFaces: try RefinedFacesWork(request)
        case .photo: try SinglePhotoWork(request)
        case .decoding: try DecodingWork(request)
        case .shades: try ShadesWork(request)
        }
    }
}

/// Reads arrays of numbers without a header.
enum NumberFile {
    static func bytes(_ path: String?) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path.required("file"))))
    }

    static func floats(_ path: String?) throws -> [Float] {
        let bytes = try bytes(path)
        guard bytes.count % 4 == 0 else { throw MissingInput(description: "missing: whole floats in the file") }
        return bytes.withUnsafeBytes { buffer in
            (0..<bytes.count / 4).map { buffer.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
        }
    }
}
