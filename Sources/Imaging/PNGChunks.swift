/// What can be told of a PNG file from its chunk headers alone: its size, before libpng allocates a row, and its
/// EXIF, which may stand behind the picture.
/// - Source: W3C PNG specification, third edition, 5.3 and 11.3.4.6 (eXIf).
struct PNGChunks {
    let width: Int
    let height: Int
    var exif: ExifTags?

    /// - Throws: `truncatedImage` when not even the header is there; `unreadableImage` when there is another chunk in
    ///   its place or a side is zero.
    init(_ bytes: [UInt8]) throws(ImagingError) {
        let reader = ByteReader(bytes: bytes[...])
        guard let name = reader.slice(at: 12, count: 4), let width = reader.uint32(at: 16),
            let height = reader.uint32(at: 20)
        else { throw .truncated }
        guard name.elementsEqual("IHDR".utf8), width > 0, height > 0 else {
            throw .unreadable("The PNG header is damaged; send the original file again.")
        }
        self.width = width
        self.height = height
        var offset = 8
        while let length = reader.uint32(at: offset), let name = reader.slice(at: offset + 4, count: 4) {
            if name.elementsEqual("eXIf".utf8), let content = reader.slice(at: offset + 8, count: length) {
                exif = ExifTags(tiff: content)
                break
            }
            offset += length + 12
        }
    }
}
