import Foundation

/// Standard output, line by line.
enum Output {
    /// One object on one line, keys sorted.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Into a pipe, lines would wait for a full buffer.
    static func flush() { fflush(nil) }
}
