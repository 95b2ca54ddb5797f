import CLittleCMS

extension ICCProfile {
    /// The profile's own description as printable ASCII, at most 64 characters; `nil` when nothing is left.
    var description: String? {
        var buffer = [CChar](repeating: 0, count: 256)
        guard cmsGetProfileInfoASCII(handle, cmsInfoDescription, "en", "US", &buffer, 256) > 0 else { return nil }
        let printable = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }.filter { (0x20...0x7E).contains($0) }
        let words = String(decoding: printable, as: UTF8.self).split(separator: " ").joined(separator: " ").prefix(64)
        return words.isEmpty ? nil : String(words)
    }
}
