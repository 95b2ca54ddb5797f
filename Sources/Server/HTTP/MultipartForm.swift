internal import HTTPTypes

/// The parts of a `multipart/form-data` body (RFC 7578), by their names.
struct MultipartForm: Sendable {
    private var parts: [String: [ArraySlice<UInt8>]] = [:]

    /// The part of a name; `nil` where there is none.
    /// - Throws: `repeated_part` when there are several.
    func part(_ name: String) throws(Problem) -> ArraySlice<UInt8>? {
        guard let found = parts[name] else { return nil }
        guard found.count == 1 else {
            throw Problem(.unprocessableContent, "repeated_part", "The form has several parts `\(name)`: send one.")
        }
        return found[0]
    }

    /// All parts in their order, by their files' names where they have them.
    private(set) var files: [(name: String, bytes: ArraySlice<UInt8>)] = []

    /// - Parameters:
    ///   - type: the header, with the boundary.
    ///   - most: parts, at most.
    /// - Throws: `invalid_request` for what is no such body.
    init(_ bytes: [UInt8], type: String, most: Int = 16) throws(Problem) {
        guard let boundary = Self.boundary(in: type) else {
            throw .invalid("The Content-Type of a form names its boundary.")
        }
        let mark = Array("--\(boundary)".utf8)
        guard let start = Self.end(ofPreambleIn: bytes, mark) else {
            throw .invalid("The form does not begin with its boundary.")
        }
        var (place, count) = (start + mark.count, 0)
        while true {
            let rest = bytes[place...]
            if rest.starts(with: Array("--".utf8)) { return }
            guard rest.starts(with: Self.newLine) else {
                throw .invalid("A boundary of the form is followed by no line.")
            }
            guard let head = Self.place(of: Self.newLine + Self.newLine, in: bytes, from: place),
                head - place <= Self.headLimit
            else { throw .invalid("A part of the form has no end of its headers.") }
            let content = head + 4
            guard let end = Self.place(of: Self.newLine + mark, in: bytes, from: content) else {
                throw .invalid("The form ends before its last boundary.")
            }
            count += 1
            guard count <= most else { throw .invalid("This form has at most \(most) parts.") }
            // A part without headers has its two line ends in one.
            let header = bytes[min(place + 2, head)..<head]
            if let name = Self.value("name", in: header) {
                parts[name, default: []].append(bytes[content..<end])
                files.append((Self.value("filename", in: header) ?? name, bytes[content..<end]))
            }
            place = end + 2 + mark.count
        }
    }

    private static let newLine = Array("\r\n".utf8)
    private static let headLimit = 4096

    private static func boundary(in type: String) -> String? {
        guard let value = Self.value("boundary", in: type[...]) else { return nil }
        return (1...70).contains(value.utf8.count) ? value : nil
    }

    /// Where the first boundary is: at the beginning, or after lines that are for nobody.
    /// - Source: RFC 2046, 5.1.1: `preamble`.
    private static func end(ofPreambleIn bytes: [UInt8], _ mark: [UInt8]) -> Int? {
        if bytes.starts(with: mark) { return 0 }
        return place(of: newLine + mark, in: bytes, from: 0).map { $0 + newLine.count }
    }

    /// The `name` or another parameter of a part's Content-Disposition.
    private static func value(_ name: String, in head: ArraySlice<UInt8>) -> String? {
        let lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
        let line = lines.first { $0.lowercased().hasPrefix("content-disposition:") }
        return line.flatMap { value(name, in: $0) }
    }

    /// A parameter of a header's value: its text, where it is in quotes without them.
    private static func value(_ name: String, in header: Substring) -> String? {
        for part in pieces(of: header).dropFirst() {
            let pair = part.trimmingSpaces().split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmingSpaces().lowercased() == name else { continue }
            return unquoted(pair[1].trimmingSpaces())
        }
        return nil
    }

    /// What semicolons part, but for those within quotes.
    private static func pieces(of header: Substring) -> [Substring] {
        var (isQuoted, isEscaped) = (false, false)
        return header.unicodeScalars.split(omittingEmptySubsequences: false) { scalar in
            defer { isEscaped = isQuoted && scalar == "\\" && !isEscaped }
            if scalar == "\"", !isEscaped { isQuoted.toggle() }
            return scalar == ";" && !isQuoted
        }.map { Substring($0) }
    }

    /// Browsers write a quote in a file's name as `%22`, others as `\"`; a lone backslash is of a path.
    private static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return String(text) }
        return String(text.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
    }

    /// - Complexity: O(bytes), but for bodies made of near misses of the boundary, which has at most 74 bytes.
    private static func place(of pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard pattern.count <= bytes.count, start <= bytes.count - pattern.count else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            (start...(bytes.count - pattern.count)).first { i in
                bytes[i] == pattern[0] && pattern.indices.allSatisfy { bytes[i + $0] == pattern[$0] }
            }
        }
    }
}
