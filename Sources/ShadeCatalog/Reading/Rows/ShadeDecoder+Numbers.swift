extension ShadeDecoder {
    mutating func number(
        _ column: CatalogColumn, in range: ClosedRange<Double>, isRequired: Bool = false
    ) -> Double? {
        guard let bytes = field(column, isRequired: isRequired) else { return nil }
        guard let value = decimal(bytes) else {
            let remedy = bytes.contains(UInt8(ascii: ",")) ? "write a decimal point" : "write digits, such as 52.1"
            refuse(column, "\(quoted(bytes)) is no number: \(remedy)")
            return nil
        }
        guard range.contains(value) else {
            refuseRange(column, bytes, range)
            return nil
        }
        return value
    }

    func decimal(_ bytes: ArraySlice<UInt8>) -> Double? {
        if let value = bytes.decimalNumber { return value }
        let comma = UInt8(ascii: ",")
        guard usesDecimalComma, bytes.count(where: { $0 == comma }) == 1, !bytes.contains(UInt8(ascii: ".")) else {
            return nil
        }
        return ArraySlice(bytes.map { $0 == comma ? UInt8(ascii: ".") : $0 }).decimalNumber
    }

    private mutating func refuseRange(
        _ column: CatalogColumn, _ bytes: ArraySlice<UInt8>, _ range: ClosedRange<Double>
    ) {
        refuse(
            column,
            "\(quoted(bytes)) is out of range: it runs from \(plain(range.lowerBound)) to \(plain(range.upperBound))")
    }

    /// The amount, in the column's currency, else that written beside it, else the caller's. Of a known shade it is the
    /// catalog's where the feed says none, and stays empty here.
    mutating func price() -> Price? {
        let stated = field(.currency)
        if let stated, stated.count != 3 || !stated.allSatisfy({ (0x41...0x5A).contains($0) }) {
            refuse(.currency, "\(quoted(stated)) is no currency: write three capitals of ISO 4217, such as EUR")
            return nil
        }
        guard let bytes = field(.price) else { return nil }
        guard let price = PriceText(bytes) else {
            refuse(.price, "\(quoted(bytes)) is no number: write digits and a currency, such as 32.50 EUR")
            return nil
        }
        guard ShadeDecoder.prices.contains(price.amount) else {
            refuseRange(.price, bytes, ShadeDecoder.prices)
            return nil
        }
        if price.hasDecimalComma, !usesDecimalComma, log.isFirst(.decimalComma) {
            warn(
                .price, "\(quoted(bytes)) has a decimal comma: it is read as \(plain(price.amount)), as later ones are")
        }
        if let stated { return Price(amount: price.amount, currency: String(decoding: stated, as: UTF8.self)) }
        switch price.currency {
        case .code(let code): return Price(amount: price.amount, currency: code)
        case .dollar:
            if options.currency == nil, log.isFirst(.dollar) {
                warn(.price, "$ is read as USD, as in later rows: give the feed's currency if it is another dollar")
            }
            return Price(amount: price.amount, currency: options.currency ?? "USD")
        case nil:
            if let currency = options.currency { return Price(amount: price.amount, currency: currency) }
            if options.rows == .updates { return Price(amount: price.amount, currency: "") }
            if log.isFirst(.priceWithoutCurrency) {
                warn(
                    .price,
                    "has no currency and is left out, as later ones are: add a column currency, or give one for all rows"
                )
            }
            return nil
        }
    }

    /// Units left: 0 where the shop says that there are none to be had now, however many it counts.
    mutating func stock() -> Int? {
        if let bytes = field(.availability) {
            // Of schema.org's addresses the last part is the word.
            let word = bytes.split(separator: UInt8(ascii: "/")).last ?? bytes
            switch String(decoding: word, as: UTF8.self).lowercased().filter(\.isLetter) {
            case "outofstock", "soldout", "unavailable", "discontinued", "no", "false", "notavailable", "preorder",
                "presale", "backorder":
                return 0
            default: if bytes.elementsEqual("0".utf8) { return 0 }
            }
        }
        guard let bytes = field(.stock) else { return nil }
        if let value = bytes.decimalNumber, let count = Int(exactly: value) {
            if count < 0, log.isFirst(.negativeStock) {
                warn(.stock, "\(quoted(bytes)) is less than none: it is read as 0, as later ones are")
            }
            return max(0, count)
        }
        refuse(.stock, "\(quoted(bytes)) is no count: write a whole number from 0")
        return nil
    }

    private static var prices: ClosedRange<Double> { 0...1_000_000 }
}
