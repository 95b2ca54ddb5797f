/// A statement with `$1`, `$2` … for its `?`, which PostgreSQL does not know. What is quoted or said aside stays.
/// - Complexity: O(*n*) in the statement's length.
func numberedPlaceholders(_ statement: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(statement.utf8.count + 16)
    var (number, depth) = (0, 0)
    /// What ends the part that is read over: a quote, or the end of the line.
    var end: UInt8?
    var bytes = Array(statement.utf8)[...]
    while let byte = bytes.popFirst() {
        let next = bytes.first
        if let awaited = end {
            // A doubled quote ends the part and begins it again at once.
            if byte == awaited { end = nil }
        } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
            depth += 1
            result.append(byte)
            result.append(bytes.removeFirst())
            continue
        } else if depth > 0, byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
            depth -= 1
            result.append(byte)
            result.append(bytes.removeFirst())
            continue
        } else if depth == 0 {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""): end = byte
            case UInt8(ascii: "-") where next == byte: end = UInt8(ascii: "\n")
            case UInt8(ascii: "?"):
                number += 1
                result += Array("$\(number)".utf8)
                continue
            default: break
            }
        }
        result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
}
