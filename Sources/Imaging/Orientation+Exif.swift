extension Orientation {
    /// Reads the orientation tag of the first directory of a TIFF structure, as EXIF is; `nil` when it is absent or
    /// makes no sense, which photographs survive.
    /// - Source: TIFF 6.0, section 2.
    init?(tiff bytes: ArraySlice<UInt8>) {
        var reader = ByteReader(bytes: bytes)
        switch reader.uint16(at: 0) {
        case 0x4949: reader.isBigEndian = false
        case 0x4D4D: break
        default: return nil
        }
        guard reader.uint16(at: 2) == 42, let directory = reader.uint32(at: 4),
            let entries = reader.uint16(at: directory)
        else { return nil }
        for index in 0..<entries {
            let entry = directory + 2 + index * 12
            guard let tag = reader.uint16(at: entry) else { return nil }
            guard tag == 0x0112 else { continue }
            guard let type = reader.uint16(at: entry + 2), let count = reader.uint32(at: entry + 4), count == 1 else {
                return nil
            }
            // BYTE and LONG are not in the standard but in files.
            let value =
                switch type {
                case 1: reader.byte(at: entry + 8)
                case 3: reader.uint16(at: entry + 8)
                case 4: reader.uint32(at: entry + 8)
                default: Int?.none
                }
            guard let value else { return nil }
            self.init(rawValue: value)
            return
        }
        return nil
    }
}
