internal import ColorScience

/// Makes a listed shade of a record, logging everything that is wrong with it.
struct ShadeDecoder {
    /// The row to decode; the feed fills it in.
    var record = RawRecord()
    var log = IssueLog()
    /// Whether `62,5` is a number here, as in feeds whose fields are not separated by commas.
    var usesDecimalComma = false
    var dialect = FeedDialect.plain

    let options: FeedOptions
    var sku: String?
    var isSound = true
    /// The last texts read: rows of a line repeat their brand and product, and share their storage then.
    var recent: [(bytes: [UInt8], text: String)?]
    var recentAllergens: (list: String, names: [String])?
    var recentCategory: (product: String, category: ShadeCategory?)?
    var recentStated: (word: String, categories: [ShadeCategory])?

    init(options: FeedOptions) {
        self.options = options
        recent = Array(repeating: nil, count: CatalogColumn.allCases.count)
    }

    /// - Returns: The shade, or `nil` when an error was logged.
    mutating func decode() -> ListedShade? {
        isSound = true
        sku = nil
        sku = statedSKU()
        if options.rows == .updates { return decodeUpdate() }
        if let withdrawal = record.withdrawal { return decodeWithdrawn(as: withdrawal) }
        let hasSKU = record[.sku] != nil || sku != nil

        let brand = text(.brand, isRequired: options.brand == nil) ?? options.brand
        var product = text(.product, isRequired: true)
        let hex = hex()
        let description = passage(.description)
        var name = label(hex: hex, description: description)
        if dialect == .google, let whole = product {
            let title = ProductTitle(whole, brand: brand, shade: name)
            (product, name) = (title.product, title.shade)
            if isFormula(title.shade.utf8.first) { refuse(.product, formulaMessage(Array(title.shade.utf8)[...])) }
        }
        let category = category(product: product)
        let lab = lab()
        let picture = picture()

        var shade = ListedShade(
            line: record.position.line, sku: sku ?? "", brand: brand ?? "", product: product ?? "", name: name ?? "",
            category: category ?? .foundation)
        shade.description = description
        shade.lab = lab
        shade.provenance = word(.provenance, ShadeProvenance.self)
        shade.labUncertainty = number(.labSD, in: 0...50)
        shade.hex = hex
        shade.picture = picture
        if picture != nil, lab == nil, hex == nil, let position = record[.picture]?.position {
            shade.picturePlace = FeedPlace(line: position.line, column: position.column(in: log.bytes))
        }
        shade.group = text(.group)
        shade.finish = attribute(.finish, AttributeWords.finish)
        shade.coverage = attribute(.coverage, AttributeWords.coverage)
        shade.formula = attribute(.formula, AttributeWords.formula)
        shade.wear = wear()
        shade.skinTypes = skinTypes()
        shade.price = price()
        shade.undertone = attribute(.undertone, AttributeWords.undertone)
        shade.depth = text(.depth)
        shade.isVegan = flag(.vegan)
        shade.isFragranceFree = flag(.fragranceFree)
        shade.allergens = allergens()
        shade.stock = stock()
        shade.url = url()

        if isSound, lab == nil, hex == nil, picture == nil {
            isSound = false
            log.add(
                at: record.position, sku: sku, "the row states no colour: give L, a and b, or hex, or a picture")
        }
        if isSound, category != nil { refuseImpossibleColor(of: shade) }
        guard isSound, category != nil else { return nil }
        if !hasSKU {
            shade.sku = SKUSlug.make(brand: shade.brand, product: shade.product, name: shade.name).composed
            shade.isSKUDerived = true
            guard !shade.sku.isEmpty else {
                refuse(.sku, "cannot be made of the brand's, product's and shade's names: add a column sku")
                return nil
            }
        }
        warnIfSwatchIsFar(from: shade)
        return shade
    }
}

extension ShadeDecoder {
    /// A row that names a known shade, with its price and stock.
    private mutating func decodeUpdate() -> ListedShade? {
        guard let sku else {
            if isSound { refuseEmpty(.sku) }
            return nil
        }
        var shade = ListedShade(
            line: record.position.line, sku: sku, brand: "", product: "", name: "", category: .foundation)
        shade.price = price()
        shade.stock = record.withdrawal == nil ? stock() : 0
        return isSound ? shade : nil
    }

    /// A row of a product that the shop does not offer: its SKU, so that nobody is shown the shade any longer.
    private mutating func decodeWithdrawn(as state: String) -> ListedShade? {
        guard let sku else { return nil }
        var shade = ListedShade(
            line: record.position.line, sku: sku, brand: "", product: "", name: "", category: .foundation)
        shade.isWithdrawn = true
        log.add(
            .warning, at: record.position, sku: sku,
            "the shop marks the product as \(state): the shade is left out, and removed where the catalog has it")
        return shade
    }

    private mutating func statedSKU() -> String? {
        guard record[.sku] != nil || record.inherited[.sku] != nil else { return nil }
        guard let sku = text(.sku) else {
            if isSound { refuseEmpty(.sku) }
            return nil
        }
        // Shopify marks numbers as text with an apostrophe, as Excel does.
        return (dialect == .shopify && sku.first == "'" && sku.count > 1 ? String(sku.dropFirst()) : sku).composed
    }

    /// What the label says: the shade's name and number, or the leading words of its description, or its hex. Where a
    /// title is to tell, the first two at most.
    private mutating func label(hex: SRGB8?, description: String?) -> String? {
        var name = text(.shade)
        if dialect == .google, let text = name, Array(text.utf8)[...].hexColor != nil { name = nil }
        let code = text(.shadeCode)
        switch (name, code) {
        case (let name?, let code?):
            if name.contains(code) { return name }
            return description?.hasPrefix(name) == true ? "\(name) \(code)" : "\(code) \(name)"
        case (let text?, nil), (nil, let text?): return text
        case (nil, nil):
            guard isSound, dialect != .google else { return nil }
            if let description, let lead = description.leadingLabel {
                if isFormula(lead.utf8.first) {
                    refuse(.description, formulaMessage(Array(lead.utf8)[...]))
                    return nil
                }
                return lead
            }
            if record[.shade] == nil, record[.shadeCode] == nil, let hex { return hex.hex }
            refuseEmpty(.shade)
            return nil
        }
    }

    private mutating func lab() -> Lab<D65>? {
        guard field(.lightness) != nil || field(.a) != nil || field(.b) != nil else { return nil }
        let lightness = number(.lightness, in: 0...100, isRequired: true)
        let a = number(.a, in: -128...128, isRequired: true)
        let b = number(.b, in: -128...128, isRequired: true)
        guard let lightness, let a, let b else { return nil }
        return Lab(lightness, a, b)
    }

    private mutating func hex() -> SRGB8? {
        guard let bytes = field(.hex) else {
            // Some shops write the colour itself where others write its name.
            return field(.shade).flatMap { $0.first == UInt8(ascii: "#") ? $0.hexColor : nil }
        }
        if let swatch = bytes.hexColor { return swatch }
        refuse(
            .hex,
            "\(quoted(bytes)) is no colour: write # and six hexadecimal digits, or map another column to hex")
        return nil
    }

    /// A swatch may be lighter and flatter than skin, but not another colour: columns get swapped.
    private mutating func warnIfSwatchIsFar(from shade: ListedShade) {
        guard let lab = shade.lab, let hex = shade.hex, let position = record[.hex]?.position else { return }
        let distance = hex.lab.deltaE76(to: lab)
        guard distance > ShadeDecoder.swatchLimit else { return }
        log.add(
            .warning, at: position, field: CatalogColumn.hex.name, sku: sku,
            "lies \(plain(distance.rounded())) ΔE76 from the row's L, a, b: check that both are this shade's")
    }

    /// ΔE76 at which a swatch cannot be its shade's: three times what swatches of one set differ from faces in L*.
    private static var swatchLimit: Double { 30 }
}

extension String {
    /// The words of a description that name the shade: up to a bracket, a comma, a dash or a gap, and no more than a
    /// label holds.
    fileprivate var leadingLabel: String? {
        var end = endIndex
        for mark in [" (", "  ", ", ", " - ", " – ", ". ", ": ", " selected", " - Selected", " OUT OF STOCK"] {
            if let found = self[..<end].firstRange(of: mark), found.lowerBound > startIndex { end = found.lowerBound }
        }
        var label = self[..<end]
        if label.utf8.count > 64 {
            label = label.prefix(64)
            if let space = label.lastIndex(of: " ") { label = label[..<space] }
        }
        return label.isEmpty ? nil : String(label)
    }
}
