import Inputs

/// One photo of a batch: who it is, and where its bytes are.
struct BatchItem: Sendable {
    /// Names the photo in the output, the same in every run: the path below the folder given, the archive member's
    /// name, or what the manifest or record says.
    var id: String
    /// The contract's `image.path`.
    var path: String
    var photo: Photo

    enum Photo: Sendable {
        /// Under its own name, which `path` is not where that is no UTF-8.
        case file(FileName)
        case bytes([UInt8])
        /// Standard base64 inside a record, decoded by whoever works on the photo.
        case base64(record: [UInt8], Range<Int>)
        /// Known not to be readable before it was tried.
        case failure(code: String, message: String)
    }
}

extension BatchItem {
    /// A photo in a file.
    /// - Parameter path: As the system has it.
    init(id: String, file path: FileName) {
        self.init(id: id, path: path.text, photo: .file(path))
    }

    /// Stable code for records and manifest rows that name no photo.
    static let invalidRecord = "invalid_record"
    /// Stable code for the second photo of an id.
    static let duplicateID = "duplicate_id"
    /// Stable code for folders whose photos stay unknown.
    static let unreadableFolder = "unreadable_folder"

    /// A record that gives no photo, named by its line. The line alone would be the same in every source, and in the
    /// next part of a queue: the source's name and a digest of the contents keep another record from passing for it.
    init(line: Int, of source: String, contents: [UInt8], message: String, code: String = Self.invalidRecord) {
        let name = "line \(line) of \(source)"
        let digest = ItemDigest(String(decoding: contents, as: UTF8.self))
        self.init(
            id: "\(name) (\(digest.shortText))", path: name, photo: .failure(code: code, message: message))
    }

    /// The same photo's id, told to be taken already.
    var asDuplicate: BatchItem {
        BatchItem(
            id: id, path: path,
            photo: .failure(
                code: Self.duplicateID,
                message: "An earlier photo has this id; give each its own, or run folders one by one."))
    }
}

/// What an input holds next.
enum BatchEntry: Sendable {
    case photo(BatchItem)
    /// Something else than a photo: told, not answered.
    case skipped(name: String, reason: String, count: Int = 1)
    /// Something about the input as a whole that should be known.
    case note(String)
}

/// Why an input gives no more: what was wrong, and what to do about it.
enum BatchInputError: Error, Sendable, Hashable {
    /// A signal asked the run to stop while it waited for standard input.
    case interrupted
    case broken(String)
}

/// Photos one after another. Used by one thread at a time.
protocol BatchSource: AnyObject {
    /// The next entry; `nil` after the last.
    /// - Throws: when the rest of the input cannot be known.
    func next() throws(BatchInputError) -> BatchEntry?
}

/// The contract's codes that a batch gives itself.
enum ImageCode {
    static let unreadable = "unreadable_image"
    static let tooLarge = "image_too_large"
}
