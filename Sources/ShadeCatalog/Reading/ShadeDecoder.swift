internal import ColorScience

/// Makes a shade of a record, logging everything that is wrong with it.
struct ShadeDecoder {
    private var record = RawRecord(position: FeedPosition(line: 1, lineStart: 0, offset: 0))
    private var sku: String?
    private var isSound = true
    private let log: IssueLog
    /// The last texts read: rows of a line repeat their brand and product, and share their storage then.
    private var recent: [(bytes: ArraySlice<UInt8>, text: String)?]
    private var recentAllergens: (list: String, names: [String])?

    init(log: IssueLog) {
        self.log = log
        recent = Array(repeating: nil, count: CatalogColumn.allCases.count)
    }

    /// - Returns: The shade, or `nil` when an error was logged.
    mutating func decode(_ record: RawRecord) -> Shade? {
        self.record = record
        isSound = true
        sku = nil
        sku = text(.sku, isRequired: true)

        let brand = text(.brand, isRequired: true)
        let product = text(.product, isRequired: true)
        let name = text(.shade, isRequired: true)
        let category = word(.category, ShadeCategory.self, isRequired: true)
        let lightness = number(.lightness, in: 0...100, isRequired: true)
        let a = number(.a, in: -128...128, isRequired: true)
        let b = number(.b, in: -128...128, isRequired: true)
        let provenance = word(.provenance, ShadeProvenance.self)
        let uncertainty = number(.labSD, in: 0...50)
        let swatch = swatch()
        let finish = word(.finish, Finish.self)
        let coverage = word(.coverage, Coverage.self)
        let price = price()
        let undertone = word(.undertone, ShadeUndertone.self)
        let depth = text(.depth)
        let isVegan = flag(.vegan)
        let isFragranceFree = flag(.fragranceFree)
        let allergens = allergens()
        let stock = stock()
        let url = url()

        guard isSound, let sku, let brand, let product, let name, let category, let lightness, let a, let b else {
            return nil
        }
        var shade = Shade(
            sku: sku, brand: brand, product: product, name: name, category: category, lab: Lab(lightness, a, b),
            labUncertainty: uncertainty, provenance: provenance ?? .declared, swatch: swatch)
        shade.finish = finish
        shade.coverage = coverage
        shade.price = price
        shade.undertone = undertone
        shade.depth = depth
        shade.isVegan = isVegan
        shade.isFragranceFree = isFragranceFree
        shade.allergens = allergens
        shade.stock = stock
        shade.url = url
        warnIfSwatchIsFar(from: shade)
        return shade
    }
}

extension ShadeDecoder {
    /// The field without spaces at its ends, or `nil` where it is empty; logged when it must not be.
    private mutating func field(_ column: CatalogColumn, isRequired: Bool = false) -> ArraySlice<UInt8>? {
        if let bytes = record[column]?.bytes(in: log.bytes).trimmed, !bytes.isEmpty { return bytes }
        if isRequired { refuse(column, "is empty: every shade needs one") }
        return nil
    }

    private mutating func refuse(_ column: CatalogColumn, _ message: String) {
        isSound = false
        log.add(at: record[column]?.position ?? record.position, field: column.name, sku: sku, message)
    }

    private mutating func text(_ column: CatalogColumn, isRequired: Bool = false) -> String? {
        guard let bytes = field(column, isRequired: isRequired) else { return nil }
        if column.repeats, let last = recent[column.rawValue], last.bytes == bytes { return last.text }
        guard bytes.count <= ShadeDecoder.textLimit else {
            refuse(
                column, "is longer than \(ShadeDecoder.textLimit) bytes: shorten it, or look for a quote never closed")
            return nil
        }
        switch bytes.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"):
            refuse(
                column,
                "\(quoted(bytes)) starts as a formula does, and spreadsheets would run it: begin with another character"
            )
            return nil
        default: break
        }
        if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            refuse(column, "holds a control character or a line break: write it on one line")
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            isSound = false  // Logged by EncodingCheck already.
            return nil
        }
        // U+0080 to U+009F steer terminals as ESC does; in UTF-8 each begins with C2.
        if bytes.contains(0xC2), text.unicodeScalars.contains(where: { (0x80...0x9F).contains($0.value) }) {
            refuse(column, "holds a control character or a line break: write it on one line")
            return nil
        }
        if column.repeats { recent[column.rawValue] = (bytes, text) }
        return text
    }

    private mutating func number(
        _ column: CatalogColumn, in range: ClosedRange<Double>, isRequired: Bool = false
    ) -> Double? {
        guard let bytes = field(column, isRequired: isRequired) else { return nil }
        guard let value = bytes.decimalNumber else {
            let remedy = bytes.contains(UInt8(ascii: ",")) ? "write a decimal point" : "write digits, such as 52.1"
            refuse(column, "\(quoted(bytes)) is no number: \(remedy)")
            return nil
        }
        guard range.contains(value) else {
            refuse(
                column,
                "\(quoted(bytes)) is out of range: it runs from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
            )
            return nil
        }
        return value
    }

    private mutating func word<Word: RawRepresentable<String> & CaseIterable>(
        _ column: CatalogColumn, _: Word.Type, isRequired: Bool = false
    ) -> Word? {
        guard let bytes = field(column, isRequired: isRequired) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        if let word = Word(rawValue: text) ?? Word(rawValue: text.lowercased()) { return word }
        refuse(column, "\(quoted(bytes)) is unknown: write \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
        return nil
    }

    private mutating func flag(_ column: CatalogColumn) -> Bool? {
        guard let bytes = field(column) else { return nil }
        switch String(decoding: bytes, as: UTF8.self).lowercased() {
        case "yes", "true", "1": return true
        case "no", "false", "0": return false
        default:
            refuse(column, "\(quoted(bytes)) is neither yes nor no")
            return nil
        }
    }

    private mutating func swatch() -> SRGB8? {
        guard let bytes = field(.hex) else { return nil }
        if let swatch = bytes.hexColor { return swatch }
        refuse(.hex, "\(quoted(bytes)) is no colour: write # and six hexadecimal digits")
        return nil
    }

    private mutating func price() -> Price? {
        let currency = field(.currency)
        if let currency, currency.count != 3 || !currency.allSatisfy({ (0x41...0x5A).contains($0) }) {
            refuse(.currency, "\(quoted(currency)) is no currency: write three capitals of ISO 4217, such as EUR")
            return nil
        }
        guard let amount = number(.price, in: 0...1_000_000) else { return nil }
        guard let currency else {
            refuse(.price, "has no currency: add the column currency, such as EUR")
            return nil
        }
        return Price(amount: amount, currency: String(decoding: currency, as: UTF8.self))
    }

    private mutating func stock() -> Int? {
        guard let bytes = field(.stock) else { return nil }
        if let value = bytes.decimalNumber, let count = Int(exactly: value), count >= 0 { return count }
        refuse(.stock, "\(quoted(bytes)) is no count: write a whole number from 0")
        return nil
    }

    private mutating func allergens() -> [String]? {
        guard let list = text(.allergens) else { return nil }
        if let recentAllergens, recentAllergens.list == list { return recentAllergens.names }
        let names = list.lowercased().utf8.split(separator: UInt8(ascii: ";"))
            .map { String(decoding: $0.drop { $0 == 0x20 }, as: UTF8.self) }.filter { !$0.isEmpty }
        recentAllergens = (list, names == ["none"] ? [] : names)
        return recentAllergens?.names
    }

    private mutating func url() -> String? {
        guard let url = text(.url) else { return nil }
        let isWeb = url.utf8.starts(with: "https://".utf8) || url.utf8.starts(with: "http://".utf8)
        if isWeb, field(.url)?.contains(UInt8(ascii: " ")) == false { return url }
        refuse(.url, "is no web address: write one that starts with https:// and holds no spaces")
        return nil
    }

    /// A swatch may be lighter and flatter than skin, but not another colour: columns get swapped.
    private mutating func warnIfSwatchIsFar(from shade: Shade) {
        guard record[.hex] != nil else { return }
        let distance = shade.swatch.lab.deltaE76(to: shade.lab)
        guard distance > ShadeDecoder.swatchLimit, let position = record[.hex]?.position else { return }
        log.add(
            .warning, at: position, field: CatalogColumn.hex.name, sku: sku,
            "lies \(plain(distance.rounded())) ΔE76 from the row's L, a, b: check that both are this shade's")
    }

    /// Longest text in bytes: no shop's name or address comes near.
    private static var textLimit: Int { 1000 }
    /// ΔE76 at which a swatch cannot be its shade's: three times what swatches of one set differ from faces in L*.
    private static var swatchLimit: Double { 30 }
}

/// What a field holds, cut short for a message.
private func quoted(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(40), as: UTF8.self)
    return "“\(text)\(bytes.count > 40 ? "…" : "")”"
}

private func plain(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
}
