extension ExifTags {
    /// A JPEG file that says its flash fired: with an EXIF segment behind the start of the image, one tag in each of two
    /// directories.
    /// - Source: CIPA DC-008 (Exif 2.32), 4.5 and 4.6.
    package static func flashFired(in jpeg: [UInt8]) -> [UInt8] {
        let header: [UInt8] = Array("MM".utf8) + [0, 42, 0, 0, 0, 8]
        let main: [UInt8] = [0, 1, 0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0]
        let exif: [UInt8] = [0, 1, 0x92, 0x09, 0, 3, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]
        let content = Array("Exif\0\0".utf8) + header + main + exif
        return jpeg.prefix(2) + [0xFF, 0xE1, 0, UInt8(content.count + 2)] + content + jpeg.dropFirst(2)
    }
}
