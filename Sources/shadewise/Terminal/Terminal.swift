import ArgumentParser
import ColorScience
import Foundation
import Reports
import ShadeCatalog

/// What standard output and standard error can show.
enum Terminal {
    /// Whether colours may be written: a terminal, and neither `NO_COLOR` nor a dumb one.
    static let hasColor: Bool = {
        let environment = ProcessInfo.processInfo.environment
        guard isatty(STDOUT_FILENO) != 0, environment["NO_COLOR", default: ""].isEmpty else { return false }
        return environment["TERM"] != "dumb"
    }()

    /// 24-bit colour, as the terminal announces it; elsewhere swatches fall back to the 256-colour cube.
    static let hasTrueColor: Bool = {
        let announced = ProcessInfo.processInfo.environment["COLORTERM"] ?? ""
        return announced == "truecolor" || announced == "24bit"
    }()

    /// Whether colours that are close to each other look different, or nobody looks: on paper and in pipes figures must do.
    static let tellsColorsApart = isatty(STDOUT_FILENO) == 0 || hasColor && hasTrueColor

    static let showsProgress = isatty(STDERR_FILENO) != 0

    /// A block of colour, or nothing where colours may not be written.
    static func swatch(_ color: SRGB8, width: Int = 4) -> String {
        guard hasColor else { return "" }
        let code: String
        if hasTrueColor {
            code = "48;2;\(color.red);\(color.green);\(color.blue)"
        } else {
            func level(_ value: UInt8) -> Int { value < 48 ? 0 : value < 115 ? 1 : (Int(value) - 35) / 40 }
            code = "48;5;\(16 + 36 * level(color.red) + 6 * level(color.green) + level(color.blue))"
        }
        return "\u{1B}[\(code)m" + String(repeating: " ", count: width) + "\u{1B}[0m "
    }

    /// Up to 24 colours side by side.
    static func strip(_ colors: [SRGB8]) -> String {
        let step = max(1, (colors.count + 23) / 24)
        return stride(from: 0, to: colors.count, by: step)
            .map { swatch(colors[$0], width: 1).replacing("\u{1B}[0m ", with: "\u{1B}[0m") }.joined()
    }

    static func bold(_ text: String) -> String { hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    static func dim(_ text: String) -> String { hasColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

    /// Sends what was printed on its way.
    /// - Throws: `ExitCode(1)`, after saying so, when it cannot be written: lost answers are no success.
    static func flush() throws {
        guard fflush(nil) != 0 else { return }
        complain("standard output cannot be written; is the disk full, or the reader gone?")
        throw ExitCode(1)
    }

    /// Text from files and file names as a terminal may show it: control characters become a visible mark.
    static func safe(_ text: String) -> String {
        // Of plain letters none needs to be looked up; long lists hold little else.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
                    default: scalar
                    }
                }))
    }

    static func complain(_ message: String) {
        FileHandle.standardError.write(Data((message + "\n").utf8))
    }

    /// Errors quote feeds and paths, so they are made safe, line by line. They may speak of what stands above, so what
    /// was printed goes first.
    static func complain(_ failure: AnalysisReport.Failure) {
        fflush(nil)
        let text = "\(failure.code): \(failure.message)"
        complain(text.split(separator: "\n").map { safe(String($0)) }.joined(separator: "\n"))
    }

    static func complain(_ error: CatalogError) { complain(AnalysisReport.Failure(error)) }

    /// Rewrites the progress line; an empty text clears it.
    static func progress(_ text: String) {
        guard showsProgress else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }
}

/// `1 shade`, `2 shades`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

extension String {
    /// At the left end of so many columns.
    func left(_ width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }

    /// At the right end of so many columns.
    func right(_ width: Int) -> String { String(repeating: " ", count: max(width - count, 0)) + self }
}

extension Double {
    /// Fixed digits, without the locale.
    func text(_ digits: Int = 1) -> String {
        let value = String(format: "%.\(digits)f", self)
        return value.allSatisfy { "-0.".contains($0) } ? value.replacing("-", with: "") : value
    }
}
