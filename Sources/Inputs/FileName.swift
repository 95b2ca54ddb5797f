/// A file's name or path as the system has it: bytes, of which Linux does not ask that they be UTF-8.
package struct FileName: Hashable, Sendable {
    package var bytes: [UInt8]

    package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    /// What messages and rows call it. A name that is no UTF-8 has `%` and two digits for each byte that is none, and
    /// `%25` for `%`, so that no two of them come out the same.
    package var text: String { String(validating: bytes, as: UTF8.self) ?? escaped }

    /// For the system's own calls.
    package var cString: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

    private var escaped: String {
        var text = ""
        var rest = bytes[...]
        while let byte = rest.first {
            let character = (1...4).lazy.compactMap { String(validating: rest.prefix($0), as: UTF8.self) }.first
            if let character, byte != UInt8(ascii: "%") {
                text += character
                rest = rest.dropFirst(character.utf8.count)
            } else {
                text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
                rest = rest.dropFirst()
            }
        }
        return text
    }
}
