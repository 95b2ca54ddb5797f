/// What shows that the file is damaged as a whole, and not one row of it.
extension DelimitedFeed {
    /// Whether the file ends with the row just read, and no line end follows: it may have been longer.
    var endsOpen: Bool {
        guard window.isLast, window.start == window.end, let last = window.bytes[..<window.end].last else {
            return false
        }
        return last != UInt8(ascii: "\n") && last != UInt8(ascii: "\r")
    }

    /// The first byte of the record just read that is not UTF-8, and the number of its field.
    static func encodingFault(
        of scanner: DelimitedScanner, in window: FeedWindow
    ) -> (position: FeedPosition, field: Int?, message: String)? {
        let start = scanner.start.offset
        guard start <= scanner.offset, scanner.offset <= window.end,
            let fault = Encoding.fault(in: window.bytes[start..<scanner.offset])
        else { return nil }
        let field = scanner.fields.lastIndex { $0.position.offset <= fault.offset }
        var position = field.map { scanner.fields[$0].position } ?? FeedPosition.start
        // A quoted field may run over several lines: its start is near enough then.
        if let field, scanner.fields[field].isBare { position.offset = fault.offset }
        return (position, field, fault.message)
    }

    /// Tells of a last field that may be the beginning of a longer one, which only the missing line end shows.
    /// - Returns: Whether it certainly is: it cannot be read as it stands.
    func tellCut(_ decoder: inout ShadeDecoder) -> Bool {
        guard endsOpen, scanner.fields.count == header.fieldCount, let last = scanner.fields.last,
            last.isBare, !window.bytes[last.range].trimmed.isEmptyMark,
            let column = header.column(ofField: header.fieldCount - 1), column.mayBeCutUnseen
        else { return false }
        let isCut = decoder.log.issues.contains { $0.severity == .error && $0.field == column.name }
        decoder.log.add(
            isCut ? .error : .warning, at: last.position, field: column.name, sku: decoder.sku, isDamage: isCut,
            isCut
                ? "the file looks cut off: it ends inside this field"
                : "ends the file without a line end: check that it was not cut off, and end the last line")
        return isCut
    }
}

extension RawField {
    /// Whether it stands without quotes.
    fileprivate var isBare: Bool { coding == .plain && position.offset == range.lowerBound }
}
