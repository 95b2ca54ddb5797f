/// Puts together markup: tags as they are given, every text escaped.
package struct HTMLWriter {
    package private(set) var html = ""

    package init() {}

    package mutating func raw(_ markup: String) { html += markup }
    package mutating func text(_ text: String) { html += Self.escaped(text) }

    /// An element that holds only text.
    package mutating func element(_ tag: String, _ attributes: String = "", _ text: String) {
        html += "<\(tag)\(attributes.isEmpty ? "" : " " + attributes)>\(Self.escaped(text))</\(tag)>"
    }

    /// A section of one list, an item a text.
    package mutating func section(_ heading: String, list items: [String]) {
        raw("<section>")
        element("h2", "", heading)
        raw("<ul>")
        for item in items { element("li", "", item) }
        raw("</ul></section>\n")
    }

    /// Text safe between tags and within quoted attributes. Control characters, which no page may hold, are left out.
    package static func escaped(_ text: String) -> String {
        var safe = ""
        safe.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            case "\t", "\n": safe += " "
            default:
                if scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value) { safe.unicodeScalars.append(scalar) }
            }
        }
        return safe
    }
}

extension HTMLWriter {
    /// A page with everything in it: no script, no font, no picture from elsewhere, which browsers are told to refuse,
    /// too. It follows the reader's light or
    /// dark setting.
    /// - Parameters:
    ///   - style: CSS beside what all reports share.
    ///   - script: What the page does by itself, run when all of it is there; it must read well without.
    ///   - body: Writes header, main part and footer.
    package static func page(
        title: String, style: [UInt8], script: [UInt8] = [], body: (inout HTMLWriter) -> Void
    ) -> String {
        var page = HTMLWriter()
        page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        page.raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; form-action 'none'; base-uri 'none'; "
        )
        page.raw("img-src data:; ")
        page.raw("style-src 'unsafe-inline'; script-src \(script.isEmpty ? "'none'" : "'unsafe-inline'")\">")
        page.element("title", "", title)
        let shared = String(decoding: PackageResources.report_css, as: UTF8.self)
        page.raw("<style>\(shared)\(String(decoding: style, as: UTF8.self))</style></head>\n<body>")
        body(&page)
        if !script.isEmpty { page.raw("<script>\(String(decoding: script, as: UTF8.self))</script>") }
        page.raw("</body></html>\n")
        return page.html
    }
}
