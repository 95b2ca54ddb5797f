import ShadeCatalog
import SkinTone

extension AuditPage {
    func writePlots(to page: inout HTMLWriter) {
        writeSection("groups", to: &page) { writeErrors(to: &$0) }
        page.raw("<div class=\"pair\">")
        writeSection("errors", to: &page) { writeDepths(to: &$0) }
        writeSection("calibration", style: "square", to: &page) { writeCalibration(to: &$0) }
        writeSection("bias", to: &page) { writeBias(to: &$0) }
        writeSection("served", ["tolerance": Figure.decimal(audit.tolerance)], to: &page) { writeServed(to: &$0) }
        page.raw("</div>")
        writeSection("refusal", to: &page) { page in
            writeRefusals(to: &page)
            writeCauses(to: &page)
        }
    }

    private func writeSection(
        _ key: String, _ values: [String: String] = [:], style: String = "", to page: inout HTMLWriter,
        _ contents: (inout HTMLWriter) -> Void
    ) {
        page.raw(style.isEmpty ? "<section>" : "<section class=\"\(style)\">")
        page.element("h2", "", text("\(key)Heading"))
        page.element("p", "class=\"help\"", text("\(key)Help", values))
        contents(&page)
        page.raw("</section>\n")
    }

    private func writeCauses(to page: inout HTMLWriter) {
        let causes = statistics.refusals.map { "\(text("cause.\($0.code.rawValue)")) \(Figure.count($0.count))" }
        if !causes.isEmpty {
            page.element("p", "class=\"note\"", text("causes", ["causes": causes.joined(separator: ", ")]))
        }
        let failures = statistics.failures.map { "\($0.code) \(Figure.count($0.count))" }
        if !failures.isEmpty {
            page.element("p", "class=\"note\"", text("failuresList", ["failures": failures.joined(separator: ", ")]))
        }
    }
}
