/// The picture formats that can be read and written.
public enum ImageFormat: String, Sendable, Hashable, CaseIterable {
    case jpeg
    case png
}
