internal import Imaging
internal import ShadeCatalog

/// A reader of strangers' bytes, and what must hold whatever the bytes are: an error with a code and a remedy, or a
/// result that keeps its own promises.
public enum FuzzTarget: String, CaseIterable, Sendable {
    case jpeg, png, exif, icc, tflite, csv, ndjson, xml

    /// Runs the reader once; traps when a promise is broken.
    /// - Returns: Whether the bytes are of the target's kind, and so worth keeping in its corpus.
    @discardableResult
    public func run(_ bytes: [UInt8]) -> Bool {
        switch self {
        case .jpeg: return PictureTarget.run(bytes, .jpeg)
        case .png: return PictureTarget.run(bytes, .png)
        case .exif: ExifTarget.run(bytes)
        case .icc: ProfileTarget.run(bytes)
        case .tflite: NetworkTarget.run(bytes)
        case .csv: FeedTarget.run(bytes, .csv)
        case .ndjson: FeedTarget.run(bytes, .ndjson)
        case .xml: FeedTarget.run(bytes, .xml)
        }
        return true
    }
}

/// Traps with a reason that libFuzzer's report shows.
func require(_ condition: Bool, _ promise: @autoclosure () -> String) {
    if !condition { fatalError("broken promise: \(promise())") }
}
