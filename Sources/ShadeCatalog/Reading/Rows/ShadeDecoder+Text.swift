extension ShadeDecoder {
    /// The field without spaces at its ends, or `nil` where it is empty; logged when it must not be.
    mutating func field(_ column: CatalogColumn, isRequired: Bool = false) -> ArraySlice<UInt8>? {
        if let field = record[column] {
            switch field.coding {
            case .absent: break
            case .plain:
                let bytes = log.bytes[field.range].trimmed
                if !bytes.isEmptyMark { return bytes }
            case .doubledQuotes, .jsonText, .jsonList:
                let bytes = TextDecoding.unescaped(field, in: log.bytes)[...].trimmed
                if !bytes.isEmptyMark { return bytes }
            }
        }
        if !record.inherited.isEmpty, let bytes = record.inherited[column]?[...].trimmed, !bytes.isEmptyMark {
            return bytes
        }
        if isRequired { refuseEmpty(column) }
        return nil
    }

    mutating func refuseEmpty(_ column: CatalogColumn) { refuse(column, "is empty: every shade needs one") }

    mutating func refuse(_ column: CatalogColumn, _ message: String) {
        isSound = false
        log.add(at: record[column]?.position ?? record.position, field: column.name, sku: sku, message)
    }

    mutating func warn(_ column: CatalogColumn, _ message: String) {
        log.add(.warning, at: record[column]?.position ?? record.position, field: column.name, sku: sku, message)
    }

    /// A label: short, on one line, and nothing a spreadsheet would run.
    mutating func text(_ column: CatalogColumn, isRequired: Bool = false, limit: Int = textLimit) -> String? {
        guard let bytes = field(column, isRequired: isRequired) else { return nil }
        if column.repeats, let last = recent[column.rawValue], last.bytes.elementsEqual(bytes) { return last.text }
        guard bytes.count <= limit else {
            refuse(column, "is longer than \(limit) bytes: shorten it, or look for a quote never closed")
            return nil
        }
        if isFormula(bytes.first) {
            refuse(column, formulaMessage(bytes))
            return nil
        }
        var (all, isPrintable) = (UInt8(0), true)
        for byte in bytes {
            all |= byte
            isPrintable = isPrintable && byte >= 0x20 && byte != 0x7F
        }
        guard isPrintable else {
            refuse(column, "holds a control character or a line break: write it on one line")
            return nil
        }
        if all < 0x80 {
            let text = String(decoding: bytes, as: UTF8.self)
            if column.repeats { recent[column.rawValue] = (Array(bytes), text) }
            return text
        }
        guard let text = valid(bytes, column) else { return nil }
        // U+0080 to U+009F steer terminals as ESC does; in UTF-8 each begins with C2.
        if bytes.contains(0xC2), text.unicodeScalars.contains(where: { (0x80...0x9F).contains($0.value) }) {
            refuse(column, "holds a control character or a line break: write it on one line")
            return nil
        }
        // Marks that turn the direction of writing would let a name pass for another; theirs begin with E2.
        if bytes.contains(0xE2), text.unicodeScalars.contains(where: { Self.turns.contains($0.value) }) {
            refuse(column, "holds a mark that turns the direction of writing: leave it out")
            return nil
        }
        if column.repeats { recent[column.rawValue] = (Array(bytes), text) }
        return text
    }

    /// The embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9).
    private static let turns: Set<UInt32> = Set(0x202A...0x202E).union(0x2066...0x2069)

    /// A sentence or more, to be searched for words: its beginning, with spaces for control characters.
    mutating func passage(_ column: CatalogColumn) -> String? {
        guard let whole = field(column) else { return nil }
        if let last = recent[column.rawValue], last.bytes.elementsEqual(whole) { return last.text }
        var bytes = whole
        if whole.count > Self.textLimit {
            bytes = whole.prefix(Self.textLimit)
            while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
            if bytes.last ?? 0 >= 0xC0 { bytes.removeLast() }
        }
        guard var text = valid(bytes, column) else { return nil }
        if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) {
            text = String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
        }
        if whole.count <= Self.textLimit { recent[column.rawValue] = (Array(whole), text) }
        return text
    }

    private mutating func valid(_ bytes: ArraySlice<UInt8>, _ column: CatalogColumn) -> String? {
        guard let fault = Encoding.fault(in: bytes) else { return String(decoding: bytes, as: UTF8.self) }
        isSound = false
        var position = record[column]?.position ?? record.position
        // Only a plain field's own places are the feed's, not those of what an earlier row said for it; else the
        // field's start is near enough.
        if let field = record[column], field.coding == .plain, position.lineStart >= 0,
            !log.bytes[field.range].trimmed.isEmptyMark
        {
            position.offset = fault.offset
        }
        log.add(at: position, field: column.name, sku: sku, isDamage: true, fault.message)
        return nil
    }

    func isFormula(_ byte: UInt8?) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
        default: false
        }
    }

    func formulaMessage(_ bytes: ArraySlice<UInt8>) -> String {
        "\(quoted(bytes)) starts as a formula does, and spreadsheets would run it: begin with another character"
    }

    /// Longest label in bytes: no shop's name comes near.
    static var textLimit: Int { 1000 }
    /// Longest address in bytes, as browsers long had it.
    static var addressLimit: Int { 2083 }
}

extension ShadeDecoder {
    mutating func url() -> String? {
        guard let url = text(.url, limit: Self.addressLimit) else { return nil }
        let isWeb = url.hasPrefix("https://") || url.hasPrefix("http://")
        if isWeb, field(.url)?.contains(UInt8(ascii: " ")) == false { return url }
        refuse(.url, "is no web address: write one that starts with https:// and holds no spaces")
        return nil
    }

    /// A picture's path or address; left out where no path is that long, as with pictures written into the feed.
    mutating func picture() -> String? {
        guard let bytes = field(.picture) else { return nil }
        if bytes.count > Self.addressLimit || bytes.starts(with: "data:".utf8) {
            warn(.picture, "is no path or address and is left out: write where the picture is")
            return nil
        }
        return text(.picture, limit: Self.addressLimit)
    }

    /// What stands between semicolons, in lower case; `none` for a declared absence.
    mutating func allergens() -> [String]? {
        guard let list = text(.allergens) else { return nil }
        if let recentAllergens, recentAllergens.list == list { return recentAllergens.names }
        let names = list.lowercased().utf8.split(separator: UInt8(ascii: ";"))
            .map { String(decoding: $0.drop { $0 == 0x20 }, as: UTF8.self) }.filter { !$0.isEmpty }
        recentAllergens = (list, names == ["none"] ? [] : names)
        return recentAllergens?.names
    }
}
