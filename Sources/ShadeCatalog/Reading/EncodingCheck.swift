/// Finds what is not UTF-8, the one encoding feeds may have.
enum EncodingCheck {
    /// Logs the first bad byte of each line.
    /// - Returns: Whether the feed can be read on, line by line.
    static func run(_ bytes: [UInt8], log: IssueLog) -> Bool {
        let start = FeedPosition(line: 1, lineStart: 0, offset: 0)
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.prefix(4).contains(0) {
            log.add(at: start, "the file is in UTF-16 or holds binary data: save it as “CSV UTF-8”")
            return false
        }
        if isASCII(bytes) || String(validating: bytes, as: UTF8.self) != nil { return true }
        logBadLines(bytes, log: log)
        return true
    }

    private static func isASCII(_ bytes: [UInt8]) -> Bool {
        bytes.reduce(0, |) < 0x80
    }

    private static func logBadLines(_ bytes: [UInt8], log: IssueLog) {
        var position = FeedPosition(line: 1, lineStart: 0, offset: 0)
        var lastBadLine = 0
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let scalar):
                position.offset += scalar.count
                if scalar.count == 1, scalar.first == UInt8(ascii: "\n") {
                    position.line += 1
                    position.lineStart = position.offset
                }
            case .error(let length):
                if position.line != lastBadLine {
                    let byte = String(bytes[position.offset], radix: 16, uppercase: true)
                    log.add(
                        at: position,
                        "the byte \(byte) is not UTF-8, the file may be in a Windows code page: save it as “CSV UTF-8”")
                    lastBadLine = position.line
                }
                position.offset += length
            case .emptyInput: return
            }
        }
    }
}
