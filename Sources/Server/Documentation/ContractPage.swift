internal import Foundation
internal import ShadeCatalog
internal import Yams

/// `/docs`: the contract as a page, with nothing from elsewhere.
struct ContractPage: Sendable {
    private let contract: ContractNode

    private static let words = Wording(yaml: PackageResources.docs_words_yaml)

    /// Made of the document that is compiled in.
    static let html: String = {
        let text = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
        // A test reads the page: no input can reach the fallback.
        return (try? Yams.load(yaml: text)).map { ContractPage(contract: ContractNode($0)).html() } ?? ""
    }()

    private static let methods = ["get", "post", "put", "delete"]

    private func html() -> String {
        let info = contract["info"]
        return HTMLWriter.page(title: info["title"].text, style: PackageResources.docs_css) { page in
            page.raw("<header>")
            page.element("h1", "", info["title"].text)
            page.element("p", "", info["summary"].text)
            for paragraph in info["description"].text.split(separator: "\n\n") { write(String(paragraph), to: &page) }
            page.raw("<p><a href=\"/openapi.yaml\">")
            page.text(Self.words("raw"))
            page.raw("</a></p></header>\n<nav>")
            for tag in contract["tags"].list { writeContents(of: tag, to: &page) }
            page.raw("</nav>\n<main>")
            for tag in contract["tags"].list {
                page.element("h2", "", tag["name"].text)
                page.element("p", "", tag["description"].text)
                for operation in operations(of: tag) { write(operation, to: &page) }
            }
            page.element("h2", "", Self.words("objects"))
            for (name, schema) in contract["components"]["schemas"].entries where !schema["properties"].entries.isEmpty
            {
                page.raw("<article id=\"\(HTMLWriter.escaped(name))\">")
                page.element("h3", "", name)
                write(schema["description"].text, to: &page)
                writeProperties(of: schema, to: &page)
                page.raw("</article>")
            }
            page.raw("</main>")
        }
    }

    /// One method of one path.
    private struct Operation {
        let method: String
        let path: String
        let shared: ContractNode
        let node: ContractNode
    }

    private func operations(of tag: ContractNode) -> [Operation] {
        contract["paths"].entries.flatMap { path, item in
            Self.methods.compactMap { method in
                let node = item[method]
                guard node["tags"].list.contains(where: { $0.text == tag["name"].text }) else { return nil }
                return Operation(method: method.uppercased(), path: path, shared: item["parameters"], node: node)
            }
        }
    }

    private func writeContents(of tag: ContractNode, to page: inout HTMLWriter) {
        page.element("strong", "", tag["name"].text)
        page.raw("<ul>")
        for operation in operations(of: tag) {
            page.raw("<li><a href=\"#\(HTMLWriter.escaped(operation.node["operationId"].text))\">")
            page.text(operation.node["summary"].text)
            page.raw("</a></li>")
        }
        page.raw("</ul>")
    }

    private func write(_ operation: Operation, to page: inout HTMLWriter) {
        let node = operation.node
        page.raw("<article id=\"\(HTMLWriter.escaped(node["operationId"].text))\"><h3>")
        page.element("span", "class=\"method\"", operation.method)
        page.element("code", "", operation.path)
        page.raw("</h3>")
        write(node["summary"].text + ".", to: &page)
        write(node["description"].text, to: &page)
        let parameters = (operation.shared.list + node["parameters"].list).map(resolved)
        if !parameters.isEmpty {
            page.raw("<details><summary>")
            page.text(Self.words("parameters"))
            page.raw("</summary>")
            writeTable(
                parameters.map { parameter in
                    (
                        parameter["name"].text, parameter["schema"], parameter["description"].text,
                        parameter["required"].text == "true"
                    )
                }, to: &page)
            page.raw("</details>")
        }
        let body = resolved(node["requestBody"])
        if let (type, content) = body["content"].entries.first {
            page.raw("<details><summary>")
            page.text(Self.words("body") + ": " + body["content"].entries.map(\.0).joined(separator: ", "))
            page.raw("</summary>")
            write(body["description"].text, to: &page)
            if type == "application/json" { writeProperties(of: resolved(content["schema"]), to: &page) }
            page.raw("</details>")
        }
        for (status, answer) in node["responses"].entries where status != "default" {
            let answer = resolved(answer)
            page.raw("<details><summary>")
            page.text(Self.words("answer", ["status": status]) + ": " + answer["description"].text)
            page.raw("</summary>")
            writeProperties(of: resolved(answer["content"]["application/json"]["schema"]), to: &page)
            page.raw("</details>")
        }
        page.raw("</article>\n")
    }

    private func writeProperties(of schema: ContractNode, to page: inout HTMLWriter) {
        let required = Set(schema["required"].list.map(\.text))
        let rows = schema["properties"].entries.map { name, property in
            (name, property, resolved(property)["description"].text, required.contains(name))
        }
        if !rows.isEmpty { writeTable(rows, to: &page) }
        writeAlternatives(of: schema, to: &page)
    }

    /// What a body may be, where it may be several things; or which of its properties exclude each other.
    private func writeAlternatives(of schema: ContractNode, to page: inout HTMLWriter) {
        let alternatives = schema["oneOf"].list + schema["anyOf"].list
        guard !alternatives.isEmpty else { return }
        guard alternatives.contains(where: { !resolved($0)["properties"].entries.isEmpty }) else {
            let names = alternatives.flatMap { $0["required"].list.map { "`\($0.text)`" } }
            return write(Self.words("exactlyOne", ["names": names.joined(separator: ", ")]), to: &page)
        }
        for (index, alternative) in alternatives.enumerated() {
            write(Self.words(index == 0 ? "either" : "else", ["type": type(of: alternative)]), to: &page)
            writeProperties(of: resolved(alternative), to: &page)
        }
    }

    private func writeTable(
        _ rows: [(name: String, schema: ContractNode, meaning: String, isRequired: Bool)], to page: inout HTMLWriter
    ) {
        page.raw("<div class=\"scroll\"><table><thead><tr>")
        for heading in ["name", "type", "meaning"] { page.element("th", "", Self.words(heading)) }
        page.raw("</tr></thead><tbody>")
        for row in rows {
            page.raw("<tr><td>")
            page.element("code", "", row.name)
            page.raw("</td>")
            page.element("td", "", type(of: row.schema) + (row.isRequired ? ", " + Self.words("required") : ""))
            page.raw("<td>")
            write(row.meaning, to: &page)
            page.raw("</td></tr>")
        }
        page.raw("</tbody></table></div>")
    }

    /// A type in words: its name, what it may be, and between what it lies.
    private func type(of schema: ContractNode) -> String {
        if let name = schema["$ref"].text.split(separator: "/").last { return String(name) }
        let parts = (schema["oneOf"].list + schema["anyOf"].list).map(type) + schema["type"].list.map(\.text)
        var words = parts.isEmpty ? schema["type"].text : Self.words("onOf", ["names": parts.joined(separator: ", ")])
        if words == "array" { words = Self.words("listOf", ["type": type(of: schema["items"])]) }
        let names = schema["enum"].list.map(\.text)
        if !names.isEmpty { words = Self.words("onOf", ["names": names.joined(separator: ", ")]) }
        for (key, word) in [("minimum", "from"), ("maximum", "to")] where !schema[key].text.isEmpty {
            words += " " + Self.words(word, [key: schema[key].text])
        }
        let usual = schema["default"].text
        return usual.isEmpty ? words : words + ", " + Self.words("usually", ["value": usual])
    }

    /// A paragraph, `code` and **bold** marked.
    private func write(_ text: String, to page: inout HTMLWriter) {
        guard !text.isEmpty else { return }
        page.raw("<p>")
        for (index, part) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
            if index % 2 == 1 {
                page.element("code", "", String(part))
                continue
            }
            for (place, run) in part.split(separator: "**", omittingEmptySubsequences: false).enumerated() {
                place % 2 == 1 ? page.element("strong", "", String(run)) : page.text(String(run))
            }
        }
        page.raw("</p>")
    }

    /// What a reference points to; anything else as it is.
    private func resolved(_ node: ContractNode) -> ContractNode {
        let path = node["$ref"].text
        guard path.hasPrefix("#/") else { return node }
        return path.dropFirst(2).split(separator: "/").reduce(contract) { $0[String($1)] }
    }
}
