/// An amount of money in a shop's own writing: `32.50 EUR`, `$32.50`, `1.299,00 €`.
struct PriceText {
    enum Currency {
        case code(String)
        /// One of many dollars.
        case dollar
    }

    let amount: Double
    let currency: Currency?
    let hasDecimalComma: Bool

    init?(_ bytes: ArraySlice<UInt8>) {
        if let amount = bytes.decimalNumber {
            self.amount = amount
            currency = nil
            hasDecimalComma = false
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.count <= 40, let first = text.firstIndex(where: \.isASCIIDigit),
            let last = text.lastIndex(where: \.isASCIIDigit)
        else { return nil }
        var mark = String(text[..<first]) + String(text[text.index(after: last)...])
        mark.removeAll { $0.isWhitespace }
        var isNegative = false
        if let sign = mark.first, sign == "-" || sign == "−" {
            mark.removeFirst()
            isNegative = true
        }
        if mark.isEmpty {
            currency = nil
        } else {
            guard let known = Self.currency(of: mark) else { return nil }
            currency = known
        }
        var digits = text[first...last].filter { !$0.isWhitespace && $0 != "'" && $0 != "’" }
        hasDecimalComma = Self.commaIsPoint(in: digits)
        digits = hasDecimalComma ? digits.filter { $0 != "." } : digits.filter { $0 != "," }
        guard let value = Array(digits.utf8.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 })[...].decimalNumber
        else { return nil }
        amount = isNegative ? -value : value
    }

    /// Of two marks the later is the decimal one; a lone comma before three digits groups thousands.
    private static func commaIsPoint(in digits: String) -> Bool {
        guard let comma = digits.lastIndex(of: ",") else { return false }
        if let point = digits.lastIndex(of: ".") { return comma > point }
        let isLone = digits.firstIndex(of: ",") == comma
        return isLone && digits[comma...].count != 4
    }

    private static func currency(of mark: String) -> Currency? {
        switch mark.uppercased() {
        case "$": .dollar
        case "€": .code("EUR")
        case "£": .code("GBP")
        case "¥", "円": .code("JPY")
        case "₹": .code("INR")
        case "₩": .code("KRW")
        case "R$": .code("BRL")
        case "ZŁ": .code("PLN")
        case "US$", "$US": .code("USD")
        case "C$", "CA$", "$CA": .code("CAD")
        case "A$", "AU$", "$AU": .code("AUD")
        case let code where code.utf8.count == 3 && code.utf8.allSatisfy { (0x41...0x5A).contains($0) }: .code(code)
        default: nil
        }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
